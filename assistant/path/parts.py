"""The parts of a question that asks more than one thing: "is it a crime, and do I have to tell the school?"."""

from __future__ import annotations

import re

from assistant.path.form import AUXILIARY, SUBJECT, opens_like_a_question, sentences_of
from assistant.path.matching import plain

MOST_PARTS = 3
_FEWEST_WORDS = 3  # of a clause that asks something by itself
_WORD = r"(?:what|how|where|why|when (?=(?:do|does|did|is|was|will|can)\b))"
_ASKS = rf"(?:(?:on|in|by|for|from|to|at|under|with|if so,?) )?(?:{_WORD}|which|who|whom)\b|{AUXILIARY} {SUBJECT}\b"
_JOINT = re.compile(rf",? (?:and|plus|or|but)(?: also| then)? (?={_ASKS})|[;,] (?={_WORD}|{AUXILIARY} {SUBJECT}\b)", re.IGNORECASE)
_CONDITION = re.compile(r"^(?:and |but |so )?(?:if|when|since|as|now that|on|in|at|for|after|once)\b", re.IGNORECASE)


def parts_of(question: str) -> list[str]:
    """A question for each thing that is asked: what is told, with one of the clauses that ask.

    :param question: as typed
    :return: at most three, in their order; empty where only one thing is asked
    """
    sentences = sentences_of(question)
    asking = [s for s in sentences if s.endswith("?") or opens_like_a_question(plain(s))] or sentences[-1:]
    clauses = [clause for sentence in asking for clause in _clauses(sentence)]
    if len(clauses) < 2:
        return []
    told = " ".join(s for s in sentences if s not in asking)
    return [f"{told} {clause}".strip() for clause in clauses[-MOST_PARTS:]]


def _clauses(sentence: str) -> list[str]:
    """The clauses of a sentence that each ask something; the sentence itself where they cannot be told apart."""
    found = [part.strip(" ,;") for part in _JOINT.split(sentence)]
    if _CONDITION.search(sentence) or any(len(part.split()) < _FEWEST_WORDS for part in found):
        return [sentence]
    return [part if part.endswith("?") else f"{part}?" for part in found]
