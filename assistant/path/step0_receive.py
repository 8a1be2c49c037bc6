"""Receive: check the form of what came in, and put it into one form.

Bad input gets an error with words for the reader; nothing is guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from assistant.errors import BadDate, EmptyQuestion, QuestionTooLong, UnknownNation, UnreadableQuestion
from assistant.records import NationGiven, Question, Turn

LIMIT = 4_000  # characters of a question, for programs
WEB_LIMIT = 1_000  # characters of a question, on the page
_TURNS = 12  # how much of the history is looked at
EARLIEST = date(2000, 1, 1)  # the register holds no earlier state of the law as a whole
LATEST = date(2030, 12, 31)

_NATIONS: dict[str, NationGiven | None] = {
    "e&w": "England and Wales",
    "ew": "England and Wales",
    "england": "England and Wales",
    "wales": "England and Wales",
    "england and wales": "England and Wales",
    "england & wales": "England and Wales",
    "scotland": "Scotland",
    "ni": "Northern Ireland",
    "northern ireland": "Northern Ireland",
    "uk": "UK",
    "united kingdom": "UK",
    "unstated": None,
    "": None,
}


def receive(
    text: str,
    nation: str | None = None,
    as_of: str | date | None = None,
    history: Sequence[Turn] = (),
    limit: int = LIMIT,
) -> Question:
    """Check and tidy a question.

    :param text: the question as typed
    :param nation: `E&W`, `Scotland`, `NI`, `UK`, `unstated` or their long forms; None is unstated
    :param as_of: ISO date on which the answer should stand; default: today
    :param history: earlier turns, oldest first
    :param limit: most characters
    :return: the question
    :raises EmptyQuestion: when there is nothing
    :raises UnreadableQuestion: when there are no words
    :raises QuestionTooLong: when it is past the limit
    :raises UnknownNation: when the nation is not known
    :raises BadDate: when the date does not exist or is out of range
    """
    if len(text) > limit:
        raise QuestionTooLong(len(text), limit)
    tidy = tidied(text)
    if not tidy:
        raise EmptyQuestion
    if sum(c.isalnum() for c in tidy) < 2 or "\ufffd" in tidy:
        raise UnreadableQuestion
    turns = tuple(Turn(t.role, tidied(t.content[:limit])) for t in history[-_TURNS:])
    return Question(tidy, parse_nation(nation), parse_date(as_of), turns)


def tidied(text: str) -> str:
    """A text without control, direction and zero-width characters, in composed form, with single spaces."""
    composed = unicodedata.normalize("NFKC", text)
    kept = (
        " " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in composed if unicodedata.category(c) not in {"Cf", "Cs", "Co"}
    )
    return " ".join("".join(kept).split())


def parse_nation(given: str | None) -> NationGiven | None:
    """The nation that a caller names.

    :raises UnknownNation: when it is none of ours
    """
    key = (given or "").strip().casefold()
    if key not in _NATIONS:
        raise UnknownNation(given or "")
    return _NATIONS[key]


def parse_date(given: str | date | None) -> date:
    """The day that a caller names; today by default.

    :raises BadDate: when it does not exist, or lies outside 2000 to 2030
    """
    if given is None or given == "":
        return date.today()
    try:
        day = given if isinstance(given, date) else date.fromisoformat(given.strip())
    except ValueError as error:
        raise BadDate(str(given)) from error
    if not EARLIEST <= day <= LATEST:
        raise BadDate(str(given), f"The register can speak about days from {EARLIEST.year} to {LATEST.year}.")
    return day
