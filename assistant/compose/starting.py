"""Whether what a statement tells is still to come on the day that is asked about."""

from __future__ import annotations

from datetime import date

from assistant.compose.pick import Picked
from assistant.path.dates import spans_in
from assistant.path.matching import plain
from assistant.records import Enquiry
from assistant.register.schema import Aspect, Guidance, Provision, Statement

_BINDING: frozenset[Aspect] = frozenset({"duty", "rule", "element", "exception"})  # of guidance: nothing before its own first day
_ON_A_DAY: frozenset[Aspect] = frozenset({"start", "event", "deadline"})


def starts_later(picked: Picked, enquiry: Enquiry) -> date | None:
    """The first day of what a statement tells, where that day is after the day that is asked about.

    :param picked: the statement
    :param enquiry: for the day
    """
    document, day = picked.document, enquiry.on.last
    sure = not (isinstance(document, Provision) and document.pending)
    starts = [picked.statement.from_, _named_later(picked.statement, day) if sure else None]
    if isinstance(document, Provision) and document.in_force:
        starts.append(document.in_force[0].from_)
    if isinstance(document, Guidance) and picked.statement.aspect in _BINDING:
        starts.append(document.in_force_from)
    return max((start for start in starts if start and day < start), default=None)


def _named_later(statement: Statement, day: date) -> date | None:
    """The one day that a statement on a start, an event or a deadline names, where it is after a day."""
    if statement.aspect not in _ON_A_DAY:
        return None
    named = days_in(statement, day)
    return next((each for each in named if len(named) == 1 and each > day), None)


def days_in(statement: Statement, day: date) -> set[date]:
    """The single days that a statement names.

    :param statement: the statement
    :param day: the day from which "last month" is reckoned
    """
    return {span.first for _, _, span in spans_in(plain(statement.text), day) if span.one_day}
