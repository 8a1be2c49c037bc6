"""Dates in a question, relative to the day on which it is asked.

An expression gives a span of days: "in December 2025" is the whole month. Only times of the conduct count; a
date that merely belongs to a news report is left alone by the caller.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from assistant.path.feasts import FEASTS
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
    "eleven": 11,
    "twelve": 12,
    "eighteen": 18,
}
_COUNT = "|".join(sorted(_NUMBER, key=len, reverse=True))
_SEASON = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_DAY = rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\.?,? (\d{{4}})"
_BEFORE_YEAR = r"(?:in|during|back in|since|before|after|until|from|was|of|early|late|mid)"
FAR_PAST = date(1900, 1, 1)


def spans_in(text: str, today: date) -> list[tuple[int, int, Span]]:
    """Every span of days that a text speaks about, in the order of the text.

    :param text: the question, as `plain` gives it
    :param today: the day on which it is asked
    :return: (first letter, letter after the last, span); days that do not exist are left out
    """
    found: list[tuple[int, int, Span | None]] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end, _ in found):
                continue
            try:
                span = _bounded(text[: match.start()], reader(match, today), today)
            except ValueError:  # there is no such day: the words are not read in another way either
                found.append((match.start(), match.end(), None))
            else:
                found.append((match.start(), match.end(), span))
    return sorted(((start, end, span) for start, end, span in found if span), key=lambda item: item[0])


def span_in(text: str, today: date) -> Span | None:
    """The first span of days that a text speaks about; None where there is none, or no such day exists.

    :param text: the question, as `plain` gives it
    :param today: the day on which it is asked
    """
    return next((span for _, _, span in spans_in(text, today)), None)


def _bounded(before: str, span: Span, today: date) -> Span:
    """Apply "before", "after" and "since" that stand just before the expression."""
    if re.search(r"\b(?:before|until|prior to|up to)\s*$", before):
        return Span(FAR_PAST, span.first - timedelta(days=1))
    if re.search(r"\b(?:crime|illegal|offence|law|banned|force)\b[^.,;]{0,45}\b(?:since|from)\s*$", before):
        return span  # "a crime from June 2025": was it one then?
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
    if what == "winter":
        year = today.year if today.month > 2 else today.year - 1
        return Span(date(year - 1, 12, 1), _month(year, 2).last)
    if what in _SEASON:
        year = today.year if today > _season(what, today.year).last else today.year - 1
        return _season(what, year)
    month = _month_number(what)
    return _month(today.year if month < today.month else today.year - 1, month)


def _before_christmas(_: re.Match[str], today: date) -> Span:
    year = today.year if today >= date(today.year, 12, 25) else today.year - 1
    return Span(date(year, 11, 1), date(year, 12, 24))


def _years(first: int, last: int) -> Span:
    return Span(date(first, 1, 1), date(last, 12, 31))


def _ages(then: int, now: int, today: date) -> Span:
    """From an age then and an age now, the years in which the first one fell.

    :raises ValueError: when the ages tell no year
    """
    if not 0 < now - then < 60 or then < 10:
        raise ValueError("the ages do not tell a year")
    return _years(today.year - (now - then) - 1, today.year - (now - then))


def _day_of(year: int, month: str, day: int) -> Span:
    only = date(year, _month_number(month), day)
    return Span(only, only)


def _day_without_year(match: re.Match[str], today: date) -> Span:
    """The last such day up to today."""
    span = _day_of(today.year, match[2], int(match[1]))
    return span if span.first <= today else _day_of(today.year - 1, match[2], int(match[1]))


def _day(match: re.Match[str], _: date) -> Span:
    return _day_of(int(match[3]), match[2], int(match[1]))


def _ago(match: re.Match[str], today: date) -> Span:
    count = _NUMBER.get(match[1]) or int(match[1])
    return _back(today, count, "year" if match[2] == "yr" else match[2])


def _year(match: re.Match[str], today: date) -> Span:
    return _bounded(match[0].split()[0], _years(int(match[1]), int(match[1])), today)  # "before 2015", "since 2024"


def _iso(match: re.Match[str], _: date) -> Span:
    day = date.fromisoformat(match[0])
    return Span(day, day)


def _slashes(match: re.Match[str], _: date) -> Span:
    year = int(match[3])
    day = date(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
    return Span(day, day)


_Reader = Callable[[re.Match[str], date], Span]
_ONE = r"(?:i|he|she|they|we|it)"
_IS = r"(?:i'm|im|i am|he's|hes|she's|shes|he is|she is|they're|they are|now|am)"
_NO_LAW = "".join(f"(?<!{name} )" for name in ("act", "order", "regulations", "rules", "code", "bill"))
_WHO = r"(?:i|he|she|they|we|my|a|an|some|someone|somebody|in [a-z]+)"
_READERS: list[tuple[re.Pattern[str], _Reader]] = [
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), _iso),
    (re.compile(rf"\b{_DAY}\b"), _day),
    (re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b"), lambda m, t: _day_of(int(m[3]), m[1], int(m[2]))),
    (re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b"), _slashes),
    (
        re.compile(rf"\b(?P<then>(?:when|while|since|at) {_ONE} (?:was|were) )(\d{{1,2}})\b.{{0,80}}?\b{_IS} (?:now )?(\d{{2}})\b"),
        lambda m, t: _ages(int(m[2]), int(m[3]), t),
    ),
    (
        re.compile(rf"\b{_IS} (?:now )?(\d{{2}})\b.{{0,80}}?\b(?:when|while|at) {_ONE} (?:was|were) (\d{{1,2}})\b"),
        lambda m, t: _ages(int(m[2]), int(m[1]), t),
    ),
    (re.compile(rf"\b({_MONTH})\.?,? (?:of )?(20\d{{2}}|19\d{{2}})\b"), lambda m, t: _month(int(m[2]), _month_number(m[1]))),
    (
        re.compile(rf"\b(?:in|during|since) ({_MONTH}) '?(2\d)\b(?!\d|:|st|nd|rd|th)"),
        lambda m, t: _month(2000 + int(m[2]), _month_number(m[1])),
    ),
    (re.compile(rf"\b({_MONTH}) (?:of )?last year\b"), lambda m, t: _month(t.year - 1, _month_number(m[1]))),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b(?! \d)"), _day_without_year),
    (re.compile(r"\b(spring|summer|autumn) (?:of )?(20\d{2})\b"), lambda m, t: _season(m[1], int(m[2]))),
    (re.compile(rf"\b(\d{{1,2}}|{_COUNT}) (day|week|month|year|yr)s? (?:ago|back|earlier)\b"), _ago),
    (re.compile(r"\bthe (?:year|summer) before last\b"), lambda m, t: _years(t.year - 2, t.year - 2)),
    (re.compile(r"\bbefore (?:last )?(?:christmas|xmas)\b(?! 20)"), _before_christmas),
    *FEASTS,
    (re.compile(rf"\blast (week|month|year|night|winter|spring|summer|autumn|{'|'.join(_MONTHS)})\b"), _last),
    (re.compile(r"\b(?:at|over|this|in the|during the) (winter|spring|summer|autumn)\b(?! holidays? are)"), _last),
    (re.compile(rf"\b(?:in|back in|since|during|early|late|this|end of|start of) ({'|'.join(_MONTHS)})\b(?! \d)"), _last),
    (re.compile(r"\byesterday\b"), lambda m, t: _back(t, 1, "day")),
    (re.compile(r"\b(?:the other day|last weekend)\b"), lambda m, t: _back(t, 1, "week")),
    (re.compile(r"\b(?:earlier )?this year\b"), lambda m, t: Span(date(t.year, 1, 1), t)),
    (re.compile(r"\bduring (?:covid|lockdown|the pandemic)\b"), lambda m, t: Span(date(2020, 3, 23), date(2021, 7, 18))),
    (re.compile(rf"\b{_BEFORE_YEAR} (?:early |late |mid-?)?(20\d{{2}}|19\d{{2}})\b(?! act)"), _year),
    (re.compile(r"(?:^|(?<=[.!?;] ))(20\d{2}|19\d{2})(?=[.,:;]| -)"), _year),
    (re.compile(rf"{_NO_LAW}\b(20\d{{2}})\b(?=[.,;?!]? *$|[.,;] |[?!] | {_WHO} )"), _year),
]  # fmt: skip
