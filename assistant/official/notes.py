"""Notes of legislation.gov.uk on a provision: when it came into force, what changed it, by which instrument, for which purposes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.official.references import read_references

NoteKind = Literal["F", "I", "C", "E", "M", "P", "X", "footnote"]
_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_LAW = r"\bin (?:force|operation)"
_NOT_AT_ASSENT = re.compile(rf"\bnot\s+{_LAW[2:]} at Royal Assent", re.I)
_AT_ASSENT = re.compile(rf"(?<!not ){_LAW}(?P<some> for (?:certain|specified) purposes)? at Royal Assent", re.I)
# "in force at 6.4.2016 by ...", "in force (E.W.S.) at ...", "in force for E. at ...", "in operation at ..."
_IN_FORCE = re.compile(
    rf"{_LAW}(?: \((?P<bracket>[A-Z][A-Z.]*)\)| for (?P<nation>[A-Z][A-Z.]*))? at (?P<day>\d{{1,2}}\.\d{{1,2}}\.\d{{4}})(?P<rest>[^;]*)"
)
_ONLY_IN = re.compile(r"in relation to (England|Wales|Scotland|Northern Ireland)(?: and (?:Wales))? only")
_CHANGED = re.compile(
    r"(?<!\(as )\b(inserted|substituted|repealed|omitted|added|renumbered|revoked|amended|modified|applied|excluded|extended"
    r"|ceases to have effect)\b"
)
_HAPPENED = re.compile(rf"{_CHANGED.pattern}|\b(?:not |wholly |partly )*in (?:force|operation)\b")
_BRACKET = re.compile(r"\(([^()]*\d{1,2}\.\d{1,2}\.\d{4}[^()]*)\)")
_DATED_PIECES = re.compile(r",?(?<!otherwise) (?:and )?(?=(?:otherwise )?\d{1,2}\.\d{1,2}\.\d{4})")
_INSTRUMENT = re.compile(
    r"(?:S\.I\.|S\.S\.I\.|S\.R\.|W\.S\.I\.) ?\d{4}/\d+(?: \((?:N\.I\.|[A-Z]\.?) ?\d+\))?"
    r"|[A-Z][\w()',. \u2019-]+? (?:Act|Measure)(?: \([A-Z][\w ]+\))? \d{4} \([^)]*\d+\)"
    r"|\d{4} c\. \d+"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a note says happened to the text."""

    what: str  # "in force", "not in force", "inserted", "substituted", "repealed" ...
    on: date | None  # None: at Royal Assent, or no date is given
    by: str | None  # the instrument or Act
    purposes: Literal["all", "specified", "remaining"] = "all"
    order: str | None = None  # for a change: the instrument that brought the changing Act into force, where the note names it
    where: str | None = None  # the nations that the note limits it to, as it writes them: "E.", "E.W.S.", "England"


@dataclass(frozen=True, slots=True)
class Note:
    """One note."""

    id: str
    kind: NoteKind
    text: str
    events: tuple[Event, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """The places that it is about as a whole: `S. 10(3A)(3B) inserted ...`, not `Words in s. 10(4) substituted ...`."""
        return self.places if self.text.startswith(("S", "Art", "Reg")) else ()

    @property
    def places(self) -> tuple[str, ...]:
        """The paths that it names before it says what happened: section-10-3A, section-10-3B."""
        end = _HAPPENED.search(self.text)
        head = self.text[: end.start()] if end else ""
        named = re.sub(r"\b(S|Ss|Reg|Regs|Para|Paras)\. (?=\d)", lambda m: m.group().lower(), head)
        return tuple(r.path for r in read_references(re.sub(r"\)\((?=\d)", "), (", named)))


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
        found.append(Event("in force", None, None, _purposes((match["some"] or "") + text[match.end() :].split(";")[0])))
    return (*found, *(_dated(m) for m in _IN_FORCE.finditer(text)))


def _dated(match: re.Match[str]) -> Event:
    rest = match["rest"]
    only = _ONLY_IN.search(rest)
    where = match["bracket"] or match["nation"] or (only[1] if only else None)
    return Event("in force", day_of(match["day"]), _instrument(rest), _purposes(rest), where=where)


def _change(text: str) -> tuple[Event, ...]:
    match = _CHANGED.search(text)
    if not match:
        return ()
    bracket = _BRACKET.search(text, match.end())
    after = text[bracket.end() if bracket else match.end() :]
    what, by, order = match[1].lower(), _instrument(after), _instrument(after.partition(";")[2])
    pieces = _DATED_PIECES.split(bracket[1]) if bracket else []
    dated = tuple(Event(what, day, by, _purposes(piece), order) for piece in pieces if (day := day_of(piece)))
    return dated or (Event(what, None, by, _purposes(text), order),)


def _purposes(text: str) -> Literal["all", "specified", "remaining"]:
    low = text.lower()
    if any(words in low for words in ("in so far as not already in force", "remaining purposes", "otherwise")):
        return "remaining"
    return (
        "specified"
        if any(words in low for words in ("specified purposes", "certain purposes", "in so far as", "for the insertion of"))
        else "all"
    )


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
