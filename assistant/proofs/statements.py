"""Compare each statement with the passage that it names: figures, references, and whether the place exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.official.library import Held, Library
from assistant.official.references import Reference, read_references
from assistant.proofs.figures import Figure, figures, same
from assistant.register.faults import Fault
from assistant.register.load import Register
from assistant.register.schema import Provision, Statement

_SUBS = r"(?:\([0-9A-Za-z]+\))*"
_NAMED = re.compile(rf"\b(?:[Ss]ections?|Schedules?|[Pp]aragraphs?|Articles?) \d+[A-Z]*{_SUBS}(?:(?:,| and| or| to) \d+[A-Z]*{_SUBS})*")
_NUMBER = re.compile(r"\d+[A-Z]*")


def places(statement: Statement, provision: Provision, acts: tuple[str, ...]) -> list[tuple[str, Reference]]:
    """The places that a statement comes from, each with its Act.

    :param statement: a statement with `at`; without it, the whole provision
    :param provision: its entry
    :param acts: names of the Acts that `at` may name
    """
    at = statement.at or provision.provision
    return [(r.act or provision.act, r) for r in read_references(at, acts)]


@dataclass(frozen=True)
class Comparison:
    """A statement beside the passages that it names."""

    held: tuple[Held, ...]
    faults: tuple[str, ...]  # one reason each
    unchecked: str | None = None  # why its figures and references could not be compared


def check_statement(statement: Statement, provision: Provision, library: Library, register: Register) -> Comparison:
    """Compare a statement with the official text.

    :param statement: the statement
    :param provision: its entry
    :param library: the official texts
    :param register: all entries, for the Acts' names
    :return: what of it does not stand there, or why that could not be seen
    """
    acts = (*library.acts, *{p.act for p in register.provisions})
    named = places(statement, provision, acts)
    held: list[Held] = []
    missing: list[str] = []
    absent = not named
    for number, (act, reference) in enumerate(named):
        found = library.find(act, reference)
        absent = absent or not found
        if reference.through and number:
            found += library.between(act, named[number - 1][1], reference)
        if not found and any(act.startswith(a) for a in library.acts) and _whole(library, act, reference):
            missing.append(f"at: {act} has no {reference.path.replace('-', ' ')}")
        held += found
    why = _unchecked(statement, held, absent)
    faults = () if why else _against(statement, provision, held, register)
    return Comparison(tuple(held), (*missing, *faults), why)


def _unchecked(statement: Statement, held: list[Held], absent: bool) -> str | None:
    if statement.derived:
        return f"derived: {statement.derived}"
    if absent or not held:
        return "the place that it names is not held"
    return "the copy breaks off" if any(not h.complete for h in held) else None


def _against(statement: Statement, provision: Provision, held: list[Held], register: Register) -> tuple[str, ...]:
    words = " ".join(_with_lead(h) for h in held)
    known = set(figures(words)) | _dates_of(statement, provision) | {Figure(g.figure, "") for g in register.glosses if _has(words, g.words)}
    at = statement.at or provision.provision
    wrong = [
        f"text: {f} does not stand in {at}; correct it, or say why in `derived`" for f in figures(statement.text) if not same(f, known)
    ]
    return (*wrong, *_references(statement, provision, words))


def _dates_of(statement: Statement, provision: Provision) -> set[Figure]:
    """The dates that the entry itself carries, with their instruments: day, month and year."""
    days = [statement.from_, statement.until, *(d for p in provision.in_force for d in (p.from_, p.no_later_than, p.until))]
    days += [provision.pending.enacted] if provision.pending else []
    known = {d for d in days if d}
    return {f for d in known for f in (Figure(d.isoformat(), "date"), Figure(d.isoformat()[:7], "date"), Figure(str(d.year), ""))}


def _has(words: str, wanted: tuple[str, ...]) -> bool:
    low = words.lower()
    return any(w in low for w in wanted)


def _whole(library: Library, act: str, reference: Reference) -> bool:
    """Whether the library holds the Act as a whole, so that a missing place is wrong; 28A may be younger than the copy."""
    text_id = next(i for name, i in library.acts.items() if act.startswith(name))
    whole = any(copy.part == "whole" for copy, _ in library.texts(text_id))
    return whole and re.fullmatch(r"(section|schedule)-[0-9a-z-]+", reference.path) is not None


def _with_lead(held: Held) -> str:
    """The words of a passage with those that lead to it and close it: `(3) ... designed to- (a) ... , no later than 48 hours`."""
    parts = held.passage.path.split("-")
    above = [held.text.by_path.get("-".join(parts[:end])) for end in range(2, len(parts))]
    around = [p.text for passage in above if passage for p in (passage, *(c for c in passage.children if c.number is None))]
    headings = [p.heading for p in held.passage.walk() if p.heading]
    return " ".join([*around, *headings, held.passage.full_text])


def _references(statement: Statement, provision: Provision, words: str) -> Iterator[str]:
    own = set(_NUMBER.findall(f"{statement.at} {provision.provision}"))
    stand = set(_NUMBER.findall(words))
    for phrase in _NAMED.findall(statement.text):
        for number in _NUMBER.findall(re.sub(r"\([^)]*\)", "", phrase)):
            if number not in own and number not in stand:
                yield f"text: {phrase!r} does not stand in {statement.at or provision.provision}; correct it, or say why in `derived`"
                break


def check_statements(register: Register, library: Library, only: set[str] | None = None) -> list[Fault]:
    """Compare all statements of the provisions that the library holds.

    :param only: ids of the entries to compare; None: all
    :return: the faults
    """
    return [
        Fault.of_statement(provision.id, statement.id, reason)
        for provision in register.provisions
        if only is None or provision.id in only
        for statement in provision.statement
        for reason in check_statement(statement, provision, library, register).faults
    ]
