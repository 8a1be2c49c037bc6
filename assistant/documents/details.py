"""Judge what is said of a document: its title, day, id, publisher and licence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from assistant.errors import BadDate, BadDetail
from assistant.register.load import Register
from assistant.register.sources import Kind

MOST = 300  # characters of a title or name
_LONGEST_ID = 60
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST = date(1800, 1, 1)


@dataclass(frozen=True)
class Given:
    """What the person who adds a document says of it; None where they say nothing."""

    kind: Kind
    title: str | None = None
    day: str | None = None
    id: str | None = None
    publisher: str | None = None
    licence: str | None = None


@dataclass(frozen=True)
class Details:
    """The same, judged and completed."""

    kind: Kind
    title: str
    dated: date | None
    id: str
    publisher: str
    licence: str


def judged(given: Given, own_title: str, taken: Container[str], today: date | None = None) -> Details:
    """Check what is given, and complete it.

    :param given: what was said
    :param own_title: what the document calls itself; "" where it does not
    :param taken: ids that something else has
    :param today: no document is younger; default: today
    :raises BadDetail: when something cannot be used
    :raises BadDate: when the day does not exist or is to come
    """
    if given.title is None and not own_title:
        raise BadDetail("title", "the document does not say one. Give it with --title.")
    title = _line("title", own_title[:MOST] if given.title is None else given.title)
    return Details(
        kind=given.kind,
        title=title,
        dated=_day(given.day, today or date.today()),
        id=_id(given.id, title, taken),
        publisher=_line("publisher", given.publisher) if given.publisher is not None else "",
        licence=_line("licence", given.licence) if given.licence is not None else "not stated",
    )


def taken_ids(register: Register) -> set[str]:
    """Every id that the register uses, in lower case; a document must not pass for one of them."""
    events = (s.id for timeline in register.timeline for s in timeline.statement)
    others = (e.id for group in (register.pitfalls, register.open_questions, register.texts, register.pages) for e in group)
    return {i.casefold() for i in (*register.documents, *events, *others)}


def is_id(text: str) -> bool:
    """Whether a text has the form of a document's id."""
    return len(text) <= _LONGEST_ID and _ID.fullmatch(text) is not None


def _line(name: str, given: str) -> str:
    if any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for c in given):
        raise BadDetail(name, "it has control characters or hidden ones.")
    line = " ".join(given.split())
    if len(line) > MOST:
        raise BadDetail(name, f"it has {len(line):,} characters; the limit is {MOST}.")
    if len(line) < 3:
        raise BadDetail(name, "it is empty or too short.")
    return line


def _day(given: str | None, today: date) -> date | None:
    if given is None:
        return None
    try:
        if not _DAY.fullmatch(given):
            raise ValueError
        day = date.fromisoformat(given)
    except ValueError as error:
        raise BadDate(given) from error
    if day > today:
        raise BadDate(given, "It is in the future.")
    if day < _FIRST:
        raise BadDate(given, f"It is before {_FIRST.year}.")
    return day


def _id(given: str | None, title: str, taken: Container[str]) -> str:
    found = given if given is not None else _slug(title)
    if not found:
        raise BadDetail("id", "none can be made of this title. Give one with --id, such as herald-grok.")
    if not is_id(found):
        raise BadDetail("id", f"it must be small letters, digits and single hyphens, {_LONGEST_ID} at most, such as herald-grok.")
    if found in taken:
        raise BadDetail("id", f"{found!r} is an id of the register. Give another one with --id.")
    return found


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST_ID]
        if len(longer) > _LONGEST_ID:
            break
        slug = longer
    return slug
