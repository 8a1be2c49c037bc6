"""Raise a confidence mark to "primary text seen" where an official text supports exactly that fact, and record the evidence.

A mark is never lowered, and nothing that was not checked is touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import tomlkit

from assistant.official.library import Library
from assistant.proofs.verify import Finding
from assistant.register.load import Register
from assistant.register.schema import Provision
from assistant.register.seals import comparisons

SEEN = "primary text seen"
_FIRST = re.compile(r"^\[\[(?:applies|statement)\]\]", re.M)


@dataclass(frozen=True)
class Raise:
    """A mark to raise."""

    entry: str
    what: Literal["text", "start"]
    value: str
    text: str
    dated: date | None
    where: str
    period: int | None = None  # which `[[in_force]]`, for a start

    @property
    def field(self) -> str:
        """The mark, as a reader of the file finds it."""
        return "confidence" if self.period is None else f"in_force {self.period + 1}: confidence"


def to_raise(register: Register, library: Library, findings: Iterable[Finding]) -> list[Raise]:
    """The marks that the evidence allows to raise.

    A start: where every place of the entry has a note with exactly its day and instrument, for all purposes. The text: where a second
    reader compared every statement that relies on the mark with texts that are held.

    :param register: the register
    :param library: the official texts
    :param findings: what was compared
    """
    starts: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    disputed = set()
    for finding in findings:
        if finding.what == "start" and finding.period is not None:
            starts[finding.entry, finding.period].append(finding)
        if finding.outcome == "disagrees":
            disputed.add(finding.entry)
    provisions = {p.id: p for p in register.provisions}
    raises = [_start(provisions[entry], number, found) for (entry, number), found in starts.items() if all(f.exact for f in found)]
    raises += [_text(provisions[entry], library) for entry in dict.fromkeys(f.entry for f in findings)]
    return [r for r in raises if r and r.entry not in disputed]


def _start(provision: Provision, number: int, found: list[Finding]) -> Raise | None:
    period, source = provision.in_force[number], found[0].source
    if period.confidence == SEEN or source is None or period.from_ is None:
        return None
    places = " and ".join(dict.fromkeys(f.source.where for f in found if f.source))
    value = f"{period.from_} by {found[0].official.partition(' by ')[2]}"
    return Raise(provision.id, "start", value, source.text.id, source.text.dated, places, number)


def _text(provision: Provision, library: Library) -> Raise | None:
    relying = [s for s in provision.statement if s.confidence is None]
    held = comparisons(provision)
    if provision.confidence == SEEN or not relying or any(s.id not in held for s in relying):
        return None
    texts = {(held[s.id].text, held[s.id].dated) for s in relying}
    text_id, dated = min(texts)
    if len(texts) > 1 or all(text.dated != dated for _, text in library.texts(text_id)):
        return None
    on = max(held[s.id].on for s in relying)
    value = f"{len(relying)} statements compared by a second reader, last on {on}"
    return Raise(provision.id, "text", value, text_id, dated, provision.provision)


def write(raises: Iterable[Raise], register: Register, on: date) -> list[Path]:
    """Write the marks and their evidence into the entries' files; layout and comments stay as they are.

    :param raises: the marks
    :param register: the register, which knows the files
    :param on: the day of the comparison
    :return: the files that were changed
    """
    changed = []
    for mark in raises:
        path = register.origins[mark.entry]
        document = tomlkit.parse(path.read_text("utf-8"))
        table = document if mark.period is None else document["in_force"][mark.period]  # type: ignore[index]
        table["confidence"] = SEEN  # type: ignore[index]
        path.write_text(_with_block(tomlkit.dumps(document), evidence_block(mark, on)), "utf-8")
        changed.append(path)
    return changed


def evidence_block(mark: Raise, on: date) -> str:
    """An `[[evidence]]` table for the entry's file."""
    table = tomlkit.table()
    table |= {"what": mark.what, "value": mark.value, "text": mark.text}
    if mark.dated:
        table["dated"] = mark.dated
    table |= {"where": mark.where, "on": on}
    return f"[[evidence]]\n{tomlkit.dumps(table)}\n"


def _with_block(text: str, block: str) -> str:
    """The block put in behind the facts on standing, before the first row of the decision table or the first statement."""
    found = _FIRST.search(text)
    return text[: found.start()] + block + text[found.start() :] if found else f"{text}\n{block}"
