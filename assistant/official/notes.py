"""Notes of legislation.gov.uk on a provision: when it came into force, what changed it, by which instrument, for which purposes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

NoteKind = Literal["F", "I", "C", "E", "M", "P", "X", "footnote"]
_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_NOT_AT_ASSENT = re.compile(r"\bnot\s+in force at Royal Assent", re.I)
_AT_ASSENT = re.compile(r"(?<!not )\bin force at Royal Assent", re.I)
_IN_FORCE = re.compile(r"\bin force at (\d{1,2}\.\d{1,2}\.\d{4})([^;]*)")
_CHANGED = re.compile(r"\b(inserted|substituted|repealed|omitted|added|renumbered|revoked|amended|modified|applied|excluded|extended)\b")
_BRACKET = re.compile(r"\(([^()]*\d{1,2}\.\d{1,2}\.\d{4}[^()]*)\)")
_INSTRUMENT = re.compile(
    r"(?:S\.I\.|S\.S\.I\.|S\.R\.|W\.S\.I\.) ?\d{4}/\d+(?: \([A-Z]\.? ?\d+\))?"
    r"|[A-Z][\w()',. \u2019-]+? Act(?: \([A-Z][\w ]+\))? \d{4} \([^)]*\d+\)"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a note says happened to the text."""

    what: str  # "in force", "not in force", "inserted", "substituted", "repealed" ...
    on: date | None  # None: at Royal Assent, or no date is given
    by: str | None  # the instrument or Act
    purposes: Literal["all", "specified", "remaining"] = "all"


@dataclass(frozen=True, slots=True)
class Note:
    """One note."""

    id: str
    kind: NoteKind
    text: str
    events: tuple[Event, ...] = ()


def note_of(id_: str, kind: NoteKind, text: str) -> Note:
    """A note with what it says as data.

    :param id_: its id in the document
    :param kind: legislation.gov.uk's letter: F textual change, I commencement, C modification, E extent, M citation, P power, X editorial
    :param text: its words
    """
    words = " ".join(text.split())
    events = _commencement(words) if kind == "I" else _change(words) if kind in {"F", "C"} else ()
    return Note(id_, kind, words, events)


def _commencement(text: str) -> tuple[Event, ...]:
    found = []
    if _NOT_AT_ASSENT.search(text):
        found.append(Event("not in force", None, None))
    if match := _AT_ASSENT.search(text):
        found.append(Event("in force", None, None, _purposes(text[match.end() :].split(";")[0])))
    dated = (Event("in force", day_of(m[1]), _instrument(m[2]), _purposes(m[2])) for m in _IN_FORCE.finditer(text))
    return (*found, *dated)


def _change(text: str) -> tuple[Event, ...]:
    match = _CHANGED.search(text)
    if not match:
        return ()
    bracket = _BRACKET.search(text)
    days = [d for d in (day_of(m.group()) for m in _DAY.finditer(bracket[1])) if d] if bracket else []
    after = text[bracket.end() :] if bracket else text[match.end() :]
    by = _instrument(after)
    purposes = _purposes(text)
    return tuple(Event(match[1].lower(), day, by, purposes) for day in dict.fromkeys(days)) or (
        Event(match[1].lower(), None, by, purposes),
    )


def _purposes(text: str) -> Literal["all", "specified", "remaining"]:
    low = text.lower()
    if "in so far as not already in force" in low or "remaining purposes" in low:
        return "remaining"
    return "specified" if "specified purposes" in low or "for certain purposes" in low or "in so far as" in low else "all"


def _instrument(text: str) -> str | None:
    match = _INSTRUMENT.search(text)
    return match.group().strip() if match else None


def day_of(text: str) -> date | None:
    """A date as the notes write it (`25.5.2018`); None where there is no such day."""
    match = _DAY.search(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None
