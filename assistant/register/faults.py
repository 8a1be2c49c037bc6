"""One fault of the register, and the file and line where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.register.load import Register


@dataclass(frozen=True)
class Fault:
    """What is wrong with an entry."""

    entry: str  # id of the entry, or the name of a word list
    reason: str  # field and reason
    near: str = ""  # words of the entry's file that stand where the fault is, such as `id = "rule"`

    @classmethod
    def of_statement(cls, entry: str, statement: str, reason: str) -> Fault:
        """A fault of one statement."""
        return cls(entry, f"statement {statement}: {reason}", f'id = "{statement}"')


def located(faults: Iterable[Fault], register: Register) -> list[str]:
    """Each fault as one line: file, line, entry, reason.

    :param faults: the faults
    :param register: the register as read from its folder, which knows its files
    """
    texts: dict[Path, list[str]] = {}
    lines = []
    for fault in faults:
        path = register.origins.get(fault.entry)
        if path is None:
            lines.append(f"{fault.entry}: {fault.reason}")
            continue
        rows = texts.setdefault(path, path.read_text("utf-8").splitlines())
        number = next((i for i, row in enumerate(rows, 1) if fault.near and fault.near in row), 1)
        lines.append(f"{path.name}:{number}: {fault.entry}: {fault.reason}")
    return lines
