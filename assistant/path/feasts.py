"""Feasts by which people remember a day: "Christmas 2023", "at Halloween", "Valentine's"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from assistant.records import Span

_FIXED = {  # first month and day, last month and day
    "christmas eve": ((12, 24), (12, 24)),
    "christmas day": ((12, 25), (12, 25)),
    "christmas": ((12, 20), (12, 31)),
    "boxing day": ((12, 26), (12, 26)),
    "new year's eve": ((12, 31), (12, 31)),
    "new year's day": ((1, 1), (1, 1)),
    "halloween": ((10, 31), (10, 31)),
    "bonfire night": ((11, 5), (11, 5)),
    "valentine's": ((2, 14), (2, 14)),
    "burns night": ((1, 25), (1, 25)),
    "st patrick's day": ((3, 17), (3, 17)),
}
_WAYS = {  # how people write them
    "christmas": r"christmas|xmas|crimbo",
    "new year's": r"new year'?s",
    "halloween": r"hallowe'?en",
    "valentine's": r"valentine'?s(?: day)?",
    "st patrick's": r"(?:st|saint) (?:patrick|paddy)'?s",
}
_AROUND = timedelta(days=2)  # of Easter Sunday: from Good Friday to Easter Monday
_SAID = r"(?:at|on|over|last|this|in|during|around|by|before|since|after|the|that)"


def _written(name: str) -> str:
    for plain, pattern in _WAYS.items():
        name = name.replace(plain, f"(?:{pattern})")
    return name


_FEAST = re.compile(
    rf"\b(?:(?P<said>{_SAID}) )?(?P<feast>{'|'.join(f'(?P<f{i}>{_written(name)})' for i, name in enumerate(_FIXED))}|easter|new year)"
    r"(?: (?:of )?(?P<year>20\d{2}|19\d{2}))?\b"
)


def feast(match: re.Match[str], today: date) -> Span:
    """The days of a feast: of the year that is told, else the last one that has begun.

    :param match: of `FEASTS`
    :param today: the day on which the question is asked
    :raises ValueError: where nothing tells that a time is meant: "a Christmas card"
    """
    if not match["year"] and not match["said"]:
        raise ValueError("no time is told")
    year = int(match["year"]) if match["year"] else today.year
    span = _in_year(match, year)
    return span if match["year"] or span.first <= today else _in_year(match, year - 1)


def _in_year(match: re.Match[str], year: int) -> Span:
    if match["feast"] == "easter":
        sunday = easter(year)
        return Span(sunday - _AROUND, sunday + timedelta(days=1))
    if match["feast"] == "new year":
        return Span(date(year - 1, 12, 31), date(year, 1, 2))
    name = next(name for i, name in enumerate(_FIXED) if match[f"f{i}"])
    first, last = _FIXED[name]
    return Span(date(year, *first), date(year, *last))


FEASTS: list[tuple[re.Pattern[str], Callable[[re.Match[str], date], Span]]] = [(_FEAST, feast)]
