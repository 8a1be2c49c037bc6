"""When was it done? Of the dates in a question, the one that belongs to the act, not to its discovery, a report or a birthday."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.path.dates import spans_in
from assistant.path.matching import WordLists
from assistant.records import Span
from assistant.register.schema import Conduct

_CLAUSE_END = re.compile(r"[.!?;]\s|,\s|\s-\s|\bbut\b|\band (?=i |we |she |he |they |now)")
_JOINED = re.compile(
    r"\band (?:a |an |the )?(?:one|two|three|four|five|six|another|other|others|more|second|last|rest)(?: \w+)? (?:on|in) (?:the )?$"
)


def acted_in(text: str, today: date, words: WordLists) -> Span | None:
    """The days on which what is asked about was done.

    A date whose clause tells of something else (found, reported, died) gives way to another date, and does not count at all
    where the clause tells of a life event. Of dates that count alike, the first is taken; two days of one clause that are joined
    ("two on 5 February and one on 7 February") are taken from the first to the last.

    :param text: the question, as `plain` gives it
    :param today: the day on which it is asked
    :param words: the register's word lists
    :return: None where no date of the act is told
    """
    found = spans_in(text, today)
    ranked = [(rank, span) for start, end, span in found if (rank := _rank(_clause(text, start, end), words)) is not None]
    if not ranked:
        return None
    best = min(rank for rank, _ in ranked)
    first = next(span for rank, span in ranked if rank == best)
    joined = [span for start, _, span in found if span.one_day and _JOINED.search(text[:start])]
    later = [span for span in joined if first.one_day and first.last < span.last <= today]
    return Span(first.first, later[0].last) if later else first


def acts_in(text: str, conducts: Sequence[Conduct], today: date, words: WordLists) -> tuple[tuple[Conduct, Span], ...]:
    """The days of each act, where a question tells several acts with days of their own ("made it in January, posted it in March").

    :param text: the question, as `plain` gives it
    :param conducts: what was done
    :param today: the day on which it is asked
    :param words: the register's word lists
    :return: empty where fewer than two dates or acts are told
    """
    found = [(_clause(text, start, end), span) for start, end, span in spans_in(text, today)]
    if len(found) < 2 or len(conducts) < 2:
        return ()
    return tuple((c, span) for c in conducts for span in [next((s for clause, s in found if words.cue(f"act: {c}", clause)), None)] if span)


def _rank(clause: str, words: WordLists) -> int | None:
    """0 for a clause that tells of an act, 1 where it is open, 2 for the discovery of an act; None for a life event."""
    if words.cue("tells of a start", clause) and not words.cue("asks: start", clause):
        return None
    if words.cue("tells of an act", clause):
        return 0
    if words.cue("tells of a life event", clause):
        return None
    return 2 if words.cue("tells of a discovery", clause) else 1


def _clause(text: str, start: int, end: int) -> str:
    """The clause of a text in which a date stands."""
    before = [m.end() for m in _CLAUSE_END.finditer(text, 0, start)]
    after = _CLAUSE_END.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]
