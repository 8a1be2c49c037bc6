"""Dates in a question, relative to the day on which it is asked.

An expression gives a span of days: "in December 2025" is the whole month. Only times of the conduct count; a
date that merely belongs to a news report is left alone by the caller.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from assistant.records import Span

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = "|".join([*_MONTHS, *(m[:3] for m in _MONTHS), "sept"])
_NUMBER = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "a couple of": 2,
    "three": 3,
    "a few": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_COUNT = "|".join(sorted(_NUMBER, key=len, reverse=True))
_SEASON = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_DAY = rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\.?,? (\d{{4}})"
_BEFORE_YEAR = r"(?:in|during|back in|since|before|after|until|from|was|of|early|late|mid)"
_FAR_PAST = date(1900, 1, 1)


def span_in(text: str, today: date) -> Span | None:
    """The span of days that a text speaks about.

    :param text: the question, as `plain` gives it
    :param today: the day on which it is asked
    :return: the span of the first expression that is found; None where there is none, or no such day exists
    """
    for pattern, reader in _READERS:
        match = pattern.search(text)
        if match:
            try:
                span = reader(match, today)
            except ValueError:
                return None
            return _bounded(text[: match.start()], span, today)
    return None


def _bounded(before: str, span: Span, today: date) -> Span:
    """Apply "before", "after" and "since" that stand just before the expression."""
    if re.search(r"\b(?:before|until|prior to|up to)\s*$", before):
        return Span(_FAR_PAST, span.first - timedelta(days=1))
    if re.search(r"\b(?:after|since|from)\s*$", before):
        return Span(span.first, max(today, span.first))
    return span


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it has no such day.

    :param day: the day from which is counted
    :param months: how many
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _month(year: int, month: int) -> Span:
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _month_number(name: str) -> int:
    return next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(name[:3]))


def _back(today: date, count: int, unit: str) -> Span:
    if unit == "day":
        day = today - timedelta(days=count)
        return Span(day, day)
    if unit == "week":
        middle = today - timedelta(weeks=count)
        return Span(middle - timedelta(days=3), middle + timedelta(days=3))
    if unit == "month":
        months = today.year * 12 + today.month - 1 - count
        return _month(months // 12, months % 12 + 1)
    return Span(date(today.year - count, 1, 1), date(today.year - count, 12, 31))


def _season(name: str, year: int) -> Span:
    first, last = _SEASON[name]
    return Span(date(year, first, 1), _month(year, last).last)


def _last(match: re.Match[str], today: date) -> Span:
    what = match[1]
    if what in {"week", "month", "year"}:
        return _back(today, 1, what)
    if what == "night":
        return _back(today, 1, "day")
    if what == "christmas":
        year = today.year if today >= date(today.year, 12, 26) else today.year - 1
        return Span(date(year, 12, 20), date(year, 12, 31))
    if what == "winter":
        year = today.year if today.month > 2 else today.year - 1
        return Span(date(year - 1, 12, 1), _month(year, 2).last)
    if what in _SEASON:
        year = today.year if today > _season(what, today.year).last else today.year - 1
        return _season(what, year)
    month = _month_number(what)
    return _month(today.year if month < today.month else today.year - 1, month)


def _day(match: re.Match[str], _: date) -> Span:
    day = date(int(match[3]), _month_number(match[2]), int(match[1]))
    return Span(day, day)


def _ago(match: re.Match[str], today: date) -> Span:
    count = _NUMBER.get(match[1]) or int(match[1])
    return _back(today, count, "year" if match[2] == "yr" else match[2])


def _year(match: re.Match[str], _: date) -> Span:
    return Span(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))


def _iso(match: re.Match[str], _: date) -> Span:
    day = date.fromisoformat(match[0])
    return Span(day, day)


def _slashes(match: re.Match[str], _: date) -> Span:
    year = int(match[3])
    day = date(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
    return Span(day, day)


_Reader = Callable[[re.Match[str], date], Span]
_READERS: list[tuple[re.Pattern[str], _Reader]] = [
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), _iso),
    (re.compile(rf"\b{_DAY}\b"), _day),
    (re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b"), _slashes),
    (re.compile(rf"\b({_MONTH})\.?,? (?:of )?(20\d{{2}}|19\d{{2}})\b"), lambda m, t: _month(int(m[2]), _month_number(m[1]))),
    (re.compile(r"\b(spring|summer|autumn) (?:of )?(20\d{2})\b"), lambda m, t: _season(m[1], int(m[2]))),
    (re.compile(rf"\b(\d{{1,2}}|{_COUNT}) (day|week|month|year|yr)s? ago\b"), _ago),
    (re.compile(rf"\blast (week|month|year|night|christmas|winter|spring|summer|autumn|{'|'.join(_MONTHS)})\b"), _last),
    (re.compile(rf"\b(?:in|back in|since|during|early|late|this) ({'|'.join(_MONTHS)})\b(?! \d)"), _last),
    (re.compile(r"\byesterday\b"), lambda m, t: _back(t, 1, "day")),
    (re.compile(rf"\b{_BEFORE_YEAR} (?:early |late |mid-?)?(20\d{{2}}|19\d{{2}})\b(?! act)"), _year),
]  # fmt: skip
