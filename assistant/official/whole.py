"""Write a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import StorageError

PART = ".part"  # how the names of unfinished files end


def write_whole(path: Path, data: bytes, what: str = "An official text") -> None:
    """Write beside the file, then rename: a reader sees the old file or the new one, whatever happens in between.

    :param path: the file; its folder is made where it is missing
    :param data: its bytes
    :param what: what is written, for the message when it cannot be
    :raises StorageError: when the disk is full or the folder cannot be written
    """
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _settle(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageError(str(path.parent), error.strerror or str(error), what) from error


def _settle(folder: Path) -> None:
    """Make the renaming itself last, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
