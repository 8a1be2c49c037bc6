"""What an answer says: the facts that it must give, what it must never say, and whether the answer comes first."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARKS = re.compile(r"\*+|`|(?<!\w)_|_(?!\w)|\[\d+\]")  # Markdown and citation marks are not part of what is said
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_HELP = re.compile(r"\n\s*(?:\*\*)?(?:Help|Who can help)(?:\*\*)?\s*\n")
_VERDICT_WORDS = re.compile(r"^\W*(yes|no|it depends|not yet|it is not known|that is not|not (?:in|on|by)|on \d|since|in )\b", re.I)


def plain(text: str) -> str:
    """An answer without Markdown and citation marks."""
    return _MARKS.sub("", text)


def body(text: str) -> str:
    """An answer without the list of services at its end."""
    return _HELP.split(text)[0].strip()


def missing(text: str, must: Sequence[str]) -> tuple[str, ...]:
    """Patterns of facts that are not found.

    :param text: the answer, plain
    :param must: regular expressions
    """
    return tuple(p for p in must if not re.search(p, text))


def wrong(text: str, never: Sequence[str]) -> tuple[str, ...]:
    """Patterns of wrong statements that are found.

    :param text: the answer, plain
    :param never: regular expressions
    """
    return tuple(p for p in never if re.search(p, text))


def sentences(text: str) -> list[str]:
    """The sentences of an answer, without its services; a list item counts as one."""
    found = [s.strip() for line in plain(body(text)).splitlines() for s in _SENTENCE_END.split(line.strip())]
    return [s for s in found if any(c.isalpha() for c in s)]


def opens_with(text: str, pattern: str) -> bool:
    """Whether a pattern is found in the first two sentences.

    :param text: the answer
    :param pattern: a regular expression
    """
    return bool(re.search(pattern, " ".join(sentences(text)[:2])))


def words(text: str) -> int:
    """How many words an answer has, without its services."""
    return sum(len(s.split()) for s in sentences(text))


def answer_first(text: str, must: Sequence[str]) -> bool:
    """Whether the first two sentences give a verdict, or one of the facts that must be said.

    :param text: the answer
    :param must: regular expressions of the facts; without any, a verdict or a first sentence of at most 35 words counts
    """
    opening = sentences(text)[:2]
    if not opening:
        return False
    if _VERDICT_WORDS.search(opening[0]):
        return True
    if not must:
        return len(opening[0].split()) <= 35
    return any(re.search(p, " ".join(opening)) for p in must)
