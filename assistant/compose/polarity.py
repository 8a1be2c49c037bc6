"""What a statement says to a yes-or-no question.

Where a reviewed lay question that is near to the question points to the statement, its verdict is taken. Else a rule of
thumb over the words of the main clause speaks. It never writes a word of the answer: it only fills the `verdict` of the
machine interface where the answer is a statement and not a decision. `evals/` measures how often it is right.
"""

from __future__ import annotations

import re

from assistant.compose.pick import Picked
from assistant.path.matching import WordLists, plain
from assistant.records import Enquiry, Evidence
from assistant.register.schema import Statement, Verdict

_NEAR = 0.55  # cosine from which a lay question is taken to ask the same
_SIDE_CLAUSE = re.compile(
    r"(?:,| and)? (?:if|unless|because|although|though|even|while|so that|as long as|until|where|when|except|without)\b|;|:| but "
)
_TURNED: dict[Verdict, Verdict] = {"yes": "no", "no": "yes", "depends": "depends", "unknown": "unknown"}


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
    asking = evidence.answers.get(f"{picked.document.id}#{picked.statement.id}")
    if asking and asking.similarity >= _NEAR and asking.verdict:
        turned = _leaning(asking.text, words) * _leaning(enquiry.question.text, words) < 0
        return (_TURNED[asking.verdict] if turned else asking.verdict), not turned
    return (_says(picked.statement, words) if enquiry.form == "yes or no" else None), False


def _leaning(question: str, words: WordLists) -> int:
    """1 for "is it a crime", -1 for "is it legal", 0 where neither is asked: yes to the one is no to the other."""
    text = plain(question)
    return -1 if words.cue("asks if legal", text) else 1 if words.cue("asks if a crime", text) else 0


def _says(statement: Statement, words: WordLists) -> Verdict:
    text = plain(statement.text)
    if statement.aspect == "unsettled" or words.cue("leaves open", text):
        return "unknown"
    if words.cue("depends on it", text):
        return "depends"
    return "no" if words.cue("denies", _SIDE_CLAUSE.split(text)[0]) else "yes"
