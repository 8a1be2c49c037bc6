"""What a statement says to a yes-or-no question.

A figure or day that the question claims is compared first. Else the reader of pairs says what the statement says to the question, and
the nearest reviewed lay question that points to the statement has a vote, the weightier the nearer it is. Neither writes a word of the
answer: they only fill the `verdict` of the machine interface where the answer is a statement and not a decision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.compose.claims import claim_verdict
from assistant.compose.pick import Picked
from assistant.path.dates import spans_in
from assistant.path.form import leaning
from assistant.path.matching import WordLists, plain
from assistant.records import Asking, Enquiry, Evidence
from assistant.register.schema import Document, Provision, Statement, Verdict

_BEGINS = re.compile(r"\b(?:since|from|started on|began on|took effect on|came into force on)\b(?!.*\b(?:until|not|only|before)\b)")
_NEAR = 0.55  # similarity from which a lay question has a vote
_OPEN, _LIKELY_OPEN = 0.9, 0.6  # how sure it must be that yes and no answer nothing: against the form, or without one
_VOTE, _VOTE_FROM = 1.0, 0.3  # weight of the vote for each point of similarity above the second figure
TURNED: dict[Verdict, Verdict] = {"yes": "no", "no": "yes", "depends": "depends", "unknown": "unknown"}


@dataclass(frozen=True)
class Polarity:
    """Reads verdicts out of statements."""

    words: WordLists

    def verdict(self, picked: Picked, enquiry: Enquiry, evidence: Evidence) -> tuple[Verdict | None, bool]:
        """The verdict of an answer that a statement leads.

        :param picked: the statement
        :param enquiry: the question understood
        :param evidence: with the lay questions near to it
        :return: None where the question cannot be answered yes or no; and whether the verdict is a reviewed one
        """
        if enquiry.form == "open":
            return None, True
        claim = claim_verdict(picked.document, picked.statement, enquiry, self.words)
        if claim:
            return claim, True
        if enquiry.claims and picked.statement.aspect == "correction":
            return "no", True
        began = _began(picked.statement, enquiry)
        if began:
            return began, True
        asking = evidence.answers.get(picked.name)
        near = asking if asking and asking.similarity >= _NEAR and asking.verdict else None
        document = picked.document
        if picked.statement.aspect == "extent" and enquiry.nation_told and isinstance(document, Provision) and document.kind != "gap":
            return _law_in(document, enquiry), True
        place = self._elsewhere(near, picked.document, enquiry) if near else None
        if place:
            return place, False
        if near is None and enquiry.form != "yes or no":
            return None, False
        if evidence.readings is None:
            return None, False
        reading = evidence.readings.of([picked.statement.text])[0]
        if reading.open >= (_OPEN if enquiry.form else _LIKELY_OPEN):
            return None, False
        votes = dict(reading.shares)
        reviewed, turned = self._reviewed(near, enquiry)
        if near and reviewed:
            votes[reviewed] += _VOTE * (near.similarity - _VOTE_FROM)
        verdict = max(votes, key=lambda v: votes[v])
        return verdict, verdict == reviewed and not turned

    def _reviewed(self, near: Asking | None, enquiry: Enquiry) -> tuple[Verdict | None, bool]:
        """The verdict of the nearest lay question, turned round where it leans the other way; and whether it was turned."""
        if near is None or near.verdict is None:
            return None, False
        turned = leaning(near.text, self.words) * leaning(enquiry.question.text, self.words) < 0
        return (TURNED[near.verdict] if turned else near.verdict), turned

    def _elsewhere(self, asking: Asking, document: Document, enquiry: Enquiry) -> Verdict | None:
        """Where the near lay question asks about another nation, its verdict is of no use: the extent of a provision answers."""
        theirs = set(self.words.nations(plain(asking.text)))
        if not enquiry.nation_told or not theirs or theirs & set(enquiry.nations) or not isinstance(document, Provision):
            return None
        return _law_in(document, enquiry)


def _began(statement: Statement, enquiry: Enquiry) -> Verdict | None:
    """Whether something has begun by the day that is asked about, where the statement tells its one first day."""
    low = plain(statement.text)
    if statement.aspect != "start" or enquiry.form != "yes or no" or not _BEGINS.search(low):
        return None
    days = {span.first for _, _, span in spans_in(low, enquiry.on.last) if span.one_day}
    return ("yes" if days.pop() <= enquiry.on.last else "no") if len(days) == 1 else None


def _law_in(provision: Provision, enquiry: Enquiry) -> Verdict:
    """Whether a provision is law in all nations that are asked about."""
    return "yes" if set(enquiry.nations) <= set(provision.extent) else "no"
