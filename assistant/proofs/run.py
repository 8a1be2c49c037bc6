"""All proofs in one run: what is compared, what was not to be had, and the faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.official.library import Library
from assistant.proofs.coverage import uncovered
from assistant.proofs.evaluation import repeated
from assistant.proofs.overlap import overlaps
from assistant.proofs.review import unreviewed
from assistant.proofs.statements import check_statements
from assistant.proofs.told import untold
from assistant.register.faults import Fault
from assistant.register.load import Register


@dataclass(frozen=True)
class Proof:
    """One proof and what it found."""

    name: str
    faults: list[Fault]


def prove(register: Register, library: Library, only: set[str] | None = None) -> list[Proof]:
    """Compare the register with the official texts that are held.

    :param only: ids of the entries to look at; None: all, and the coverage of the whole Act
    :return: one proof for each kind, in a fixed order; none where no text is held
    """
    if not library.files:
        return []
    kinds: list[tuple[str, Callable[[], list[Fault]]]] = [
        ("every figure and reference of a statement stands where it says", lambda: check_statements(register, library, only)),
        ("every figure of the law is told, or listed as left out", lambda: untold(register, library, only)),
        ("no run of official words", lambda: overlaps(register, library.wordings(), only)),
    ]
    if only is None:
        kinds.append(("every section, schedule and defined term is told", lambda: uncovered(register, library)))
    return [Proof(name, find()) for name, find in kinds]


def library_of(register: Register, folder: Path) -> Library:
    """The official texts of a folder, read as the register's sources say, and those that `assistant sync` stored in it."""
    return Library(folder, register.texts, register.copies)


def other_faults(register: Register, sets: Path, release: bool) -> list[Fault]:
    """Faults that need no official text: repeated evaluation questions and, for a release, statements that nobody compared."""
    return repeated(register, sets) + (unreviewed(register) if release else [])
