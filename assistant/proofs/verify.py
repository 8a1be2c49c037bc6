"""Compare the register with what official texts say of each provision: existence, heading, extent, start, standing, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.official.library import Held, Library
from assistant.official.references import Reference, read_references
from assistant.proofs.facts import Source, Start, extent_of, heading_of, inserted_on, noted, standing_of, starts_of, top, versions
from assistant.proofs.figures import figures
from assistant.proofs.statements import check_statement, places
from assistant.register.load import Register
from assistant.register.schema import NATIONS, Period, Provision, Statement

What = Literal["existence", "heading", "extent", "start", "instrument", "standing", "statement", "statement start"]
Outcome = Literal["agrees", "disagrees", "not checked"]
_NO_LAW = {"gap", "practice"}
_SMALL = {"a", "an", "the", "of", "or", "and", "to", "in", "on", "for", "by", "with", "etc", "about"}
_ALIKE = 0.6  # share of the shorter title's words that stand in the other


@dataclass(frozen=True)
class Finding:
    """One comparison."""

    entry: str
    what: What
    outcome: Outcome
    register: str = ""  # what the register says
    official: str = ""  # what the official text says
    why: str = ""  # why it could not be checked
    source: Source | None = None
    period: int | None = None  # which `[[in_force]]`, for a start
    exact: bool = False  # the official text says exactly what the register says, for all purposes


def verify(register: Register, library: Library, only: set[str] | None = None) -> list[Finding]:
    """All comparisons.

    :param register: the register
    :param library: the official texts
    :param only: ids of the entries to compare; None: all
    :return: agreements, disagreements and what could not be checked, entry by entry
    """
    wanted = [p for p in register.provisions if only is None or p.id in only]
    return [finding for provision in wanted for finding in _of(provision, library, register)]


def _of(provision: Provision, library: Library, register: Register) -> Iterator[Finding]:
    if provision.kind in _NO_LAW:
        yield Finding(provision.id, "existence", "not checked", why="the entry is about no provision of law")
        return
    references = read_references(provision.provision, tuple(library.acts))
    if not references:
        yield Finding(provision.id, "existence", "not checked", why="the entry names no section, article or schedule")
    found = 0
    alone = len({top(r) for r in references}) == 1
    for act, reference in dict.fromkeys((r.act or provision.act, r) for r in references):
        held = versions(library, act, reference)
        found += bool(held)
        yield _existence(provision, library, act, reference, held)
        if held:
            yield from _provision_facts(provision, reference, held, alone)
    if found:
        for statement in provision.statement:
            yield from _statement(statement, provision, library, register)


def _existence(provision: Provision, library: Library, act: str, reference: Reference, held: list[Held]) -> Finding:
    place = f"{act}, {reference.path.replace('-', ' ')}"
    if held:
        return Finding(provision.id, "existence", "agrees", place, source=Source(held[0].text, held[0].passage.path))
    text_id = next((i for name, i in library.acts.items() if act.startswith(name)), None)
    if text_id is None:
        return Finding(provision.id, "existence", "not checked", place, why="no text of this Act is held")
    whole = next((text for copy, text in library.texts(text_id) if copy.part == "whole" and copy.complete), None)
    if whole is None:
        return Finding(provision.id, "existence", "not checked", place, why="this provision of the Act is not held")
    if re.search(r"\d[A-Z]", reference.path):
        return Finding(provision.id, "existence", "not checked", place, why="it may be younger than the copy of the Act that is held")
    return Finding(provision.id, "existence", "disagrees", place, f"no such provision as at {whole.dated}", source=Source(whole, "the Act"))


def _provision_facts(provision: Provision, reference: Reference, held: list[Held], alone: bool) -> Iterator[Finding]:
    yield _heading(provision, held, alone)
    yield _extent(provision, reference, held)
    with_notes = noted(held)
    if with_notes is None:
        why = "this form of the text carries no commencement notes"
        yield from (Finding(provision.id, what, "not checked", why=why) for what in ("start", "standing"))
        return
    yield _standing(provision, with_notes)
    yield from _start(provision, reference, with_notes)
    yield from _statement_starts(provision, with_notes)


def _heading(provision: Provision, held: list[Held], alone: bool) -> Finding:
    told = heading_of(held)
    if told is None or not alone or re.search(r"\(", provision.provision):
        why = "the text that is held has no heading" if told is None else "the entry is about more, or less, than one whole provision"
        return Finding(provision.id, "heading", "not checked", provision.title, why=why)
    heading, source = told
    outcome: Outcome = "agrees" if alike(provision.title, heading) else "disagrees"
    return Finding(provision.id, "heading", outcome, provision.title, heading, source=source)


def alike(title: str, heading: str) -> bool:
    """Whether a title of ours names the same thing as an official heading: most words of the shorter stand in the longer."""
    ours, theirs = (set(re.findall(r"[a-z0-9]+", t.casefold().replace("\u2019", "'"))) - _SMALL for t in (title, heading))
    return len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs))


def _extent(provision: Provision, reference: Reference, held: list[Held]) -> Finding:
    ours = ", ".join(provision.extent)
    told = extent_of(held, reference)
    if told is None:
        return Finding(provision.id, "extent", "not checked", ours, why="the text that is held does not tell its extent")
    nations, source = told
    outcome: Outcome = "agrees" if nations == set(provision.extent) else "disagrees"
    return Finding(provision.id, "extent", outcome, ours, ", ".join(n for n in NATIONS if n in nations), source=source)


def _standing(provision: Provision, held: Held) -> Finding:
    told = standing_of(held)
    on = held.text.dated
    if told is None or on is None:
        return Finding(provision.id, "standing", "not checked", why="its notes do not say whether it is in force")
    ours = _ours_on(provision, on)
    outcome: Outcome = "agrees" if ours == told[0] else "disagrees"
    return Finding(provision.id, "standing", outcome, f"{ours} on {on}", told[0], source=told[1])


def _ours_on(provision: Provision, on: date) -> str:
    """What the register says of a provision on a day, in the words of official texts."""
    if provision.pending or not provision.in_force:
        return "prospective"
    periods = provision.in_force
    if any(p.certain_from <= on and (p.until is None or on < p.until) for p in periods):
        return "in force"
    return "repealed" if any(p.until and p.until <= on for p in periods) else "prospective"


def _start(provision: Provision, reference: Reference, held: Held) -> Iterator[Finding]:
    later = inserted_on(held, reference.path) if reference.subs else None
    starts = [later] if later else [s for s in starts_of(held) if s.event.what != "not in force"]
    if not starts:
        yield Finding(provision.id, "start", "not checked", why="its notes tell no start")
    for number, period in enumerate(provision.in_force) if starts else ():
        days = [(s, s.event.on or held.text.enacted) for s in starts]
        fitting = [s for s, day in days if day is not None and day == period.from_]
        told = "; ".join(f"{day or 'Royal Assent'} by {' and '.join(s.instruments) or 'the Act itself'}" for s, day in days)
        if not fitting:
            yield _without_day(provision, number, period, days, told)
            continue
        named = next((s for s in fitting if _names(period.by, s)), None)
        chosen = named or fitting[0]
        exact = named is not None and chosen.whole
        ours = f"{period.from_} by {period.by}"
        yield Finding(provision.id, "start", "agrees", ours, told, source=chosen.source, period=number, exact=exact)
        outcome: Outcome = "agrees" if named else "disagrees"
        yield Finding(provision.id, "instrument", outcome, period.by, told, source=chosen.source, period=number)


def _without_day(provision: Provision, number: int, period: Period, days: list[tuple[Start, date | None]], told: str) -> Finding:
    """A period that no note begins on its day."""
    if all(day is None for _, day in days):
        return Finding(provision.id, "start", "not checked", why="its notes give no day", period=number)
    if period.no_later_than and any(day and day <= period.no_later_than for _, day in days):
        ours = f"no later than {period.no_later_than}"
        return Finding(provision.id, "start", "agrees", ours, told, source=days[0][0].source, period=number)
    return Finding(
        provision.id, "start", "disagrees", f"{period.certain_from} by {period.by}", told, source=days[0][0].source, period=number
    )


def _names(by: str, start: Start) -> bool:
    """Whether the register names the instrument that the note names, or one of two."""
    ours = re.sub(r"\s", "", by)
    numbers = [re.sub(r"\s|\(c\. ?\d+\)$", "", i) for i in start.instruments]
    return any(re.search(re.escape(n) + r"(?!\d)", ours) for n in numbers) or not numbers


def _statement_starts(provision: Provision, held: Held) -> Iterator[Finding]:
    for statement in provision.statement:
        for _, reference in places(statement, provision, ()) if statement.from_ and statement.at else ():
            start = inserted_on(held, reference.path)
            if start and reference.path.startswith(held.passage.path + "-") and statement.from_:
                outcome: Outcome = "agrees" if start.event.on == statement.from_ else "disagrees"
                ours = f"#{statement.id}: since {statement.from_}"
                yield Finding(provision.id, "statement start", outcome, ours, f"inserted on {start.event.on}", source=start.source)


def _statement(statement: Statement, provision: Provision, library: Library, register: Register) -> Iterator[Finding]:
    compared = check_statement(statement, provision, library, register)
    yield from (Finding(provision.id, "statement", "disagrees", f"#{statement.id}", reason) for reason in compared.faults)
    count = len(figures(statement.text))
    if compared.unchecked and count:
        yield Finding(provision.id, "statement", "not checked", f"#{statement.id}", why=compared.unchecked.split(":")[0])
    elif not compared.faults and compared.held:
        said = f"{count} figures stand there" if count else "its references stand there"
        source = Source(compared.held[0].text, statement.at or provision.provision)
        yield Finding(provision.id, "statement", "agrees", f"#{statement.id}", said, source=source)
