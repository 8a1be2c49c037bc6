"""Times in a question about opening hours ("on a Sunday night", "at 9pm"), and whether a service can be reached then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import get_args

from assistant.path.matching import whole_words
from assistant.register.people import TimeWords
from assistant.register.schema import Day, Service, Verdict

_DAYS: tuple[Day, ...] = get_args(Day)
_WEEK = _DAYS[:7]
_CLOCK = re.compile(r"\b(?:(\d{1,2})(?:[.:](\d{2}))? ?(am|pm)|([01]?\d|2[0-3]):([0-5]\d))\b")
_FIRST, _LAST = time(0, 0), time(23, 59)


@dataclass(frozen=True)
class Asked:
    """A day and a stretch of it, both ends included."""

    day: Day
    first: time
    last: time


def asked_times(low: str, words: Sequence[TimeWords]) -> list[Asked]:
    """The days and times that a question names.

    :param low: the text as `plain` gives it
    :param words: the register's words for days and times
    :return: every named day with every named time; any day of the week where only a time is named; empty where neither is
    """
    spoken = [row for row in words if whole_words(row.words).search(low)]
    days = list(dict.fromkeys(day for row in spoken for day in row.days))
    parts = [(row.from_, row.until) for row in spoken if row.from_ is not None and row.until is not None]
    clocks = [at for match in _CLOCK.finditer(low) if (at := _at(match))]
    stretches = [(at, at) for at in clocks] or parts
    if not days and not stretches:
        return []
    return [Asked(day, first, last) for day in days or _WEEK for first, last in stretches or [(_FIRST, _LAST)]]


def verdict_on(service: Service, times: Sequence[Asked]) -> Verdict:
    """Whether a service can be reached at all of some times.

    :param service: with its hours as data
    :param times: what is asked
    :return: yes, no, depends (some of them), or unknown where its hours are not known
    """
    known = {_on(service, asked) for asked in times}
    if known == {"yes"} or known == {"no"}:
        return known.pop()
    return "unknown" if "unknown" in known else "depends"


def _on(service: Service, asked: Asked) -> Verdict:
    """For one day: a day without times of its own in `open` is known to be a day of opening, and no more than that."""
    rows = [row for row in service.open if not row.days or asked.day in row.days]
    if not service.open:
        return "unknown"
    if not rows:
        return "no"
    timed = [(row.from_, row.until) for row in rows if row.from_ is not None and row.until is not None]
    if not timed:
        return "unknown"
    if any(first <= asked.first and asked.last <= last for first, last in timed):
        return "yes"
    whole_day = (asked.first, asked.last) == (_FIRST, _LAST)
    touched = any(asked.first < last and first < asked.last for first, last in timed)
    return ("yes" if whole_day else "depends") if touched else "no"


def _at(match: re.Match[str]) -> time | None:
    """A time of the clock; None where there is no such time."""
    if match[4]:
        return time(int(match[4]), int(match[5]))
    hour, minute = int(match[1]), int(match[2] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return time(hour % 12 + (12 if match[3] == "pm" else 0), minute)
