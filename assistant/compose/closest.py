"""A statement whose lay question is so near to the question that it answers, whatever route the answer takes.

Labels and routes tell what a question is about; a lay question that is nearly the same, and nearer than all that point elsewhere,
tells what is asked. Figures (penalties, time limits, first days) are left to the law that they belong to.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.pick import Picked, alike, fits_of, holds, of_others
from assistant.compose.polarity import Polarity
from assistant.compose.starting import starts_later
from assistant.records import Block, Decision, Enquiry, Evidence, Sentence
from assistant.register.load import Register
from assistant.register.schema import Kind
from assistant.register.words import Ask

_NEAR = 0.8  # similarity of the lay question
_APART = 0.05  # how much nearer it must be than the nearest that points to something else
_BEST = 6  # of the nearest, how many are compared
_LOOK_UP = 4  # words: a short look-up wants the rule
_WORSE = 0.5  # points by which the reader of pairs may hold what would lead else to be the better answer
_OF_THE_LAW: frozenset[Ask] = frozenset({"penalty", "time limit", "start"})
_OTHER_LAW: frozenset[Kind] = frozenset({"offence", "gap", "extent", "definition", "exemption", "general"})


def closest(
    register: Register, enquiry: Enquiry, evidence: Evidence, decision: Decision | None = None, instead: Picked | None = None
) -> Picked | None:
    """The statement that the nearest lay question points to, where it surely is the one that is asked for.

    :param register: the register
    :param enquiry: the question understood
    :param evidence: with the lay questions near to it
    :param decision: the law that decides, if the answer is about a conduct: a statement of another law gives way to it
    :param instead: the statement that would lead else
    :return: None where nothing is near enough, or two are, or what would lead else reads as the better answer
    """
    if (
        "taken under 18" in enquiry.needs
        or enquiry.cited
        or enquiry.varied
        or set(enquiry.asks) & _OF_THE_LAW
        or len(enquiry.question.text.split()) <= _LOOK_UP
    ):
        return None
    nearest = sorted(evidence.answers.items(), key=lambda each: (-each[1].similarity, each[0]))[:_BEST]
    if not nearest or nearest[0][1].similarity < _NEAR:
        return None
    name, asking = nearest[0]
    document, statement = register.statement(name)
    if enquiry.form is not None and (enquiry.form == "yes or no") != (asking.verdict is not None):
        return None
    others = [register.statement(other)[1].text for other, near in nearest[1:] if near.similarity > asking.similarity - _APART]
    if not all(alike(text, statement.text) for text in others) or statement.id.startswith("brief") or document.kind == "timeline":
        return None
    picked = Picked(document, statement, asking.similarity)
    if not holds(document, statement, enquiry) or starts_later(picked, enquiry) or of_others(document, enquiry):
        return None
    if instead is not None and not _reads_as_well(picked, [instead.statement.text], evidence):
        return None
    return picked if decision is None or _beside(picked, decision, enquiry, evidence) else None


def asked_first(draft: Draft, picked: Picked | None, polarity: Polarity, enquiry: Enquiry, evidence: Evidence) -> None:
    """Put the statement that is surely asked for before an answer, with its verdict, where the answer does not hold it yet.

    :param draft: the answer; it is changed
    :param picked: from `closest`
    :param polarity: reads what it says to the question
    :param enquiry: the question understood
    :param evidence: what retrieval brought
    """
    if picked is None or picked.statement.text in draft.texts():
        return
    draft.verdict, draft.settled = polarity.verdict(picked, enquiry, evidence)
    warned = enquiry.shown == "child" and draft.has_kind("steps")  # "do not copy it" stays before all
    draft.blocks.insert(1 if warned else 0, Block((Sentence(picked.statement.text, (picked.cite,)),), "lead"))


def _beside(picked: Picked, decision: Decision, enquiry: Enquiry, evidence: Evidence) -> bool:
    """Whether a statement may come before the rule that decides: it is no other law's, and no worse an answer."""
    lead = decision.lead
    if lead is None:
        return True
    if picked.document.kind in _OTHER_LAW and picked.document.id != lead.provision.id:
        return False
    names = (lead.rule.lead, *lead.rule.then)
    if picked.document.id == lead.provision.id and picked.statement.id in names:
        return False
    if enquiry.date_told and not (lead.status == "in force" and lead.until is None):
        return False
    return _reads_as_well(picked, [lead.provision.statements[name].text for name in names], evidence)


def _reads_as_well(picked: Picked, rule: Sequence[str], evidence: Evidence) -> bool:
    own, *plain = fits_of([picked.statement.text, *rule], evidence)
    return own >= max(plain) - _WORSE
