"""Figures and dates that a question claims ("it is two years, correct?"), against those of the statement that answers it."""

from __future__ import annotations

from assistant.path.dates import spans_in
from assistant.path.matching import WordLists, plain
from assistant.proofs.figures import figures
from assistant.records import Enquiry
from assistant.register.schema import Document, Provision, Statement, Verdict
from assistant.register.words import Ask

_WITH_FIGURES: frozenset[Ask] = frozenset({"penalty", "time limit", "takedown", "duty"})
_HOURS = {"hour": 1, "day": 24, "week": 168, "month": 730, "year": 8760}


def claim_verdict(document: Document, statement: Statement, enquiry: Enquiry, words: WordLists) -> Verdict | None:
    """The verdict on a figure or a first day that a yes-or-no question claims.

    :param document: the entry of the statement
    :param statement: the statement that answers
    :param enquiry: the question understood
    :param words: the register's word lists
    :return: None where nothing of the kind is claimed
    """
    if enquiry.form != "yes or no":
        return None
    low = plain(enquiry.question.text)
    if words.cue("claims a start", low) and isinstance(document, Provision) and document.in_force:
        start = document.in_force[0].from_
        told = [span.first for _, _, span in spans_in(plain(statement.text), enquiry.question.as_of)]
        claimed = [span for _, _, span in spans_in(low, enquiry.question.as_of)]
        starts = [start] if start else told
        if starts and claimed:
            return "yes" if any(span.first <= day <= span.last for span in claimed for day in starts) else "no"
    if set(enquiry.asks) & _WITH_FIGURES and not enquiry.date_told and _differ(enquiry.question.text, statement.text):
        return "no"
    return None


def _differ(question: str, answer: str) -> bool:
    """Whether both tell figures of the same kind, and none is the same."""
    theirs, ours = _measured(question), _measured(answer)
    kinds = {kind for kind, _ in theirs} & {kind for kind, _ in ours}
    return bool(kinds) and not theirs & ours


def _measured(text: str) -> set[tuple[str, str]]:
    """Kind and size of the sums, shares and periods of a text; periods in hours, so that they can be compared."""
    found = (f for f in figures(text.replace(" yrs", " years")) if f.unit not in {"", "date"})
    return {("period", str(float(f.value) * _HOURS[f.unit])) if f.unit in _HOURS else (f.unit, f.value) for f in found}
