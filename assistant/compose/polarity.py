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
_OPEN = re.compile(r"^(?:and |but |so |ok |then )?(?:what|wot|wat|who|whose|which|when|wen|where|how|why|whats|what's|who's)\b(?! if\b)")
_TURNED: dict[Verdict, Verdict] = {"yes": "no", "no": "yes", "depends": "depends", "unknown": "unknown"}


def verdict_of_statement(picked: Picked, enquiry: Enquiry, evidence: Evidence, words: WordLists) -> Verdict | None:
    """The verdict of an answer that a statement leads.

    :param picked: the statement
    :param enquiry: the question understood
    :param evidence: with the lay questions near to it
    :param words: the register's word lists
    :return: None where the question cannot be answered yes or no
    """
    if _OPEN.search(_last_sentence(enquiry.question.text)):
        return None
    asking = evidence.answers.get(f"{picked.document.id}#{picked.statement.id}")
    if asking and asking.similarity >= _NEAR and asking.verdict:
        same_way = words.cue("asks if legal", plain(asking.text)) == enquiry.asks_if_legal
        return asking.verdict if same_way else _TURNED[asking.verdict]
    return _says(picked.statement, words) if _is_yes_or_no(enquiry.question.text, words) else None


def _last_sentence(question: str) -> str:
    return re.split(r"(?<=[.!;?])\s+", plain(question).rstrip("? "))[-1]


def _is_yes_or_no(question: str, words: WordLists) -> bool:
    return words.cue("yes or no", _last_sentence(question))


def _says(statement: Statement, words: WordLists) -> Verdict:
    text = plain(statement.text)
    if statement.aspect == "unsettled" or words.cue("leaves open", text):
        return "unknown"
    if words.cue("depends on it", text):
        return "depends"
    return "no" if words.cue("denies", _SIDE_CLAUSE.split(text)[0]) else "yes"
