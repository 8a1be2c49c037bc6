"""What a statement says to a yes-or-no question.

Where a reviewed lay question that is near to the question points to the statement, its verdict is taken. Else a rule of
thumb over the words of the main clause speaks. It never writes a word of the answer: it only fills the `verdict` of the
machine interface where the answer is a statement and not a decision. `evals/` measures how often it is right.
"""

from __future__ import annotations

import re

from assistant.compose.claims import claim_verdict
from assistant.compose.pick import Picked
from assistant.path.form import leaning
from assistant.path.matching import WordLists, plain
from assistant.records import Asking, Enquiry, Evidence
from assistant.register.schema import Document, Provision, Statement, Verdict

_NEAR = 0.55  # cosine from which a lay question is taken to ask the same
_SIDE_CLAUSE = re.compile(
    r"(?:,| and)? (?:if|unless|because|although|though|even|while|so that|as long as|until|where|when|except|without)\b|;|:| but "
)
_LEFT_OUT = re.compile(r"\b(?:not|never|no longer|no)\b[^.,;]{0,30}\b(?:crimes?|offences?|covered|counts?|illegal)\b|\boutside\b")
TURNED: dict[Verdict, Verdict] = {"yes": "no", "no": "yes", "depends": "depends", "unknown": "unknown"}


def verdict_of_statement(picked: Picked, enquiry: Enquiry, evidence: Evidence, words: WordLists) -> tuple[Verdict | None, bool]:
    """The verdict of an answer that a statement leads.

    :param picked: the statement
    :param enquiry: the question understood
    :param evidence: with the lay questions near to it
    :param words: the register's word lists
    :return: None where the question cannot be answered yes or no; and whether the verdict is a reviewed one
    """
    if enquiry.form == "open":
        return None, True
    claim = claim_verdict(picked.document, picked.statement, enquiry, words)
    if claim:
        return claim, True
    if enquiry.claims and picked.statement.aspect == "correction":
        return "no", True
    mine = leaning(enquiry.question.text, words)
    asking = evidence.answers.get(f"{picked.document.id}#{picked.statement.id}")
    if asking and asking.similarity >= _NEAR and asking.verdict:
        place = _elsewhere(asking, picked.document, enquiry, words)
        if place:
            return place, False
        asked = leaning(asking.text, words)
        theirs = asked or (_affirms(picked.statement, words) if mine < 0 else 0)
        turned = theirs * mine < 0 and (asked != 0 or asking.verdict == "yes")
        return (TURNED[asking.verdict] if turned else asking.verdict), not turned
    if enquiry.form != "yes or no":
        return None, False
    said = _says(picked.statement, words)
    if mine < 0 and said in {"yes", "depends"} and _affirms(picked.statement, words) > 0:
        return "no", False
    return said, False


def _affirms(statement: Statement, words: WordLists) -> int:
    """1 for a statement that calls something a crime or counts it in, -1 for one that leaves it out, 0 for any other."""
    text = plain(statement.text)
    main = _SIDE_CLAUSE.split(text)[0]
    if _LEFT_OUT.search(main):
        return -1
    if words.cue("calls it a crime", text):
        return 1
    return -1 if words.cue("denies", main) else 0


def _elsewhere(asking: Asking, document: Document, enquiry: Enquiry, words: WordLists) -> Verdict | None:
    """Where the near lay question asks about another nation, its verdict is of no use: the extent of a provision answers."""
    theirs = set(words.nations(plain(asking.text)))
    if not enquiry.nation_told or not theirs or theirs & set(enquiry.nations) or not isinstance(document, Provision):
        return None
    return "yes" if set(enquiry.nations) <= set(document.extent) else "no"


def _says(statement: Statement, words: WordLists) -> Verdict:
    text = plain(statement.text)
    if statement.aspect == "unsettled" or words.cue("leaves open", text):
        return "unknown"
    if words.cue("depends on it", text):
        return "depends"
    return "no" if words.cue("denies", _SIDE_CLAUSE.split(text)[0]) else "yes"
