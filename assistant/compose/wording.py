"""Dates and names in the words of an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.records import Span
from assistant.register.schema import Provision

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_PHONE = re.compile(r"(?<!\d)(?:0\d{2,4}(?: \d{2,4}){1,3}|116 123)(?!\d)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def in_words(day: date) -> str:
    """A date as people write it: 6 February 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_in_words(span: Span) -> str:
    """A span as it stands in a sentence: "on 1 May 2024", "in December 2025", "in 2022", "before 6 February 2026"."""
    first, last = span.first, span.last
    if span.one_day:
        return f"on {in_words(first)}"
    if first.year == 1900:
        return f"before {in_words(last + timedelta(days=1))}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"in {first.year}"
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"in {_MONTHS[first.month - 1]} {first.year}"
    return f"between {in_words(first)} and {in_words(last)}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names in a row: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def named(provision: Provision) -> str:
    """A provision as it is named in a sentence: section 66E of the Sexual Offences Act 2003."""
    return f"{provision.provision} of the {provision.act}"


def capital(text: str) -> str:
    """A text with a capital first letter."""
    return text[:1].upper() + text[1:]


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def without_numbers_of(told: str, paragraph: str) -> str:
    """A paragraph without the sentences that only repeat telephone numbers which were told before.

    :param told: what was said before
    :param paragraph: the paragraph
    :return: empty where nothing is left
    """
    known = set(_PHONE.findall(told))
    kept = (s for s in _SENTENCE_END.split(paragraph) if not (found := set(_PHONE.findall(s))) or found - known)
    return " ".join(kept)
