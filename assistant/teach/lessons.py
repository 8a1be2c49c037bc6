"""What is taught: lay questions and stories with their statements, and the ways in which people mistype."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from assistant.register.load import Register
from assistant.register.schema import Verdict

_AS_TYPED, _HURRIED, _MISTYPED = 0.55, 0.75, 0.9  # shares of the questions up to which each happens
_MARKS = re.compile(r"[?'.,!]")


@dataclass(frozen=True)
class Lesson:
    """A lay question or a story, and a statement that answers it."""

    text: str
    entry: str
    answer: str
    statement: str
    verdict: Verdict | None
    also: tuple[str, ...] = ()  # the texts of other statements that answer it, which are no wrong answers
    leads: bool = True  # whether the verdict is told: it is of the first answer to a story alone
    story: bool = False


def lessons_of(register: Register) -> list[Lesson]:
    """Every lay question that points to a statement, and every story with each of its answers.

    :param register: the register
    """
    return [*_questions(register), *_stories(register)]


def _stories(register: Register) -> Iterator[Lesson]:
    for example in register.examples:
        told = [register.statement(reference) for reference in example.answers]
        for place, (document, statement) in enumerate(told):
            also = tuple(s.text for _, s in told if s is not statement)
            verdict = None if place else example.verdict
            yield Lesson(example.text, document.id, statement.id, statement.text, verdict, also, leads=place == 0, story=True)


def _questions(register: Register) -> Iterator[Lesson]:
    for document in register.documents.values():
        for asked in getattr(document, "asked", ()):
            statement = document.statements.get(asked.answer) if asked.answer else None
            if statement:
                yield Lesson(asked.text, document.id, statement.id, statement.text, asked.verdict)


def retyped(text: str, random: Random) -> str:
    """A text as somebody in a hurry may type it: words left out, letters turned round, no punctuation; mostly unchanged.

    :param text: a question
    :param random: the source of chance
    """
    chance = random.random()
    words = text.split()
    if chance < _AS_TYPED or not words:
        return text
    if chance < _HURRIED and len(words) > 5:
        return " ".join(w for w in words if random.random() > 0.12)
    if chance < _MISTYPED:
        place = random.randrange(len(words))
        words[place] = _mistyped(words[place], random)
        return " ".join(words)
    return _MARKS.sub("", text)


def _mistyped(word: str, random: Random) -> str:
    if len(word) < 5:
        return word
    at = random.randrange(1, len(word) - 2)
    turned = word[at + 1] + word[at] if random.random() < 0.5 else word[at + 1]
    return word[:at] + turned + word[at + 2 :]
