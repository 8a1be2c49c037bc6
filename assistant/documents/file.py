"""Take a file from the disk: a regular file of a reasonable size, and nothing else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from assistant.errors import DocumentFault

MOST_BYTES = 32 * 1024 * 1024
_SORTS = (
    (stat.S_ISDIR, "it is a folder. Give one file."),
    (stat.S_ISFIFO, "it is a pipe and not a file."),
    (stat.S_ISSOCK, "it is a socket and not a file."),
    (stat.S_ISCHR, "it is a device and not a file."),
    (stat.S_ISBLK, "it is a device and not a file."),
)


def take(path: str, most: int = MOST_BYTES) -> tuple[str, bytes]:
    """The name and the bytes of a file; its size is looked at before anything is read.

    :param path: as given
    :param most: bytes
    :raises DocumentFault: when it is no file, empty, too large, or cannot be read
    """
    if not path.isprintable():
        raise DocumentFault(shown(path), "its name has control characters or is damaged. Rename it.")
    name = Path(path).name or path
    try:
        _check(name, os.stat(path), most)  # before it is opened: opening a device may do something  # noqa: PTH116
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            _check(name, os.fstat(file.fileno()), most)
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise DocumentFault(shown(name), f"it cannot be read ({why}).") from error
    if len(data) > most:
        raise DocumentFault(shown(name), _too_large(len(data), most))
    return name, data


def shown(name: str) -> str:
    """A name for messages: short, and with nothing in it that a terminal would obey."""
    escaped = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
    return escaped if len(escaped) <= 120 else escaped[:117] + "..."


def _check(name: str, found: os.stat_result, most: int) -> None:
    for is_sort, why in _SORTS:
        if is_sort(found.st_mode):
            raise DocumentFault(shown(name), why)
    if not stat.S_ISREG(found.st_mode):
        raise DocumentFault(shown(name), "it is not a file.")
    if found.st_size == 0:
        raise DocumentFault(shown(name), "it is empty.")
    if found.st_size > most:
        raise DocumentFault(shown(name), _too_large(found.st_size, most))


def _too_large(size: int, most: int) -> str:
    return f"it has {size / 1_000_000:,.0f} MB; the limit is {most / 1_000_000:,.0f} MB."
