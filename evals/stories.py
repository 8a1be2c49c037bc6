"""Whole stories, whose right statements a person chose: how many of them the answers say, and whether one leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.encode.base import Array
from assistant.records import Answer
from assistant.teach.rivals import SAME
from evals.intervals import Figure, share, spread
from evals.rows import SETS, StoryRow, read_rows

STORIES = SETS / "stories.jsonl"


@dataclass(frozen=True)
class Told:
    """How one story was answered."""

    row: StoryRow
    said: tuple[str, ...]  # statements of the answer, "entry#statement", in its order
    found: tuple[bool, ...]  # for each right statement, whether the answer says it
    asked_for: tuple[bool, ...]  # for each statement of the answer, whether it is a right one
    verdict: bool | None  # whether the verdict is right; None where the row has none

    @property
    def leads(self) -> bool:
        """Whether the first statement of the answer is a right one."""
        return bool(self.asked_for) and self.asked_for[0]


class Storyteller:
    """Asks the stories."""

    def __init__(self, assistant: Assistant) -> None:
        """:param assistant: open"""
        self._assistant, self._encoder = assistant, assistant.encoder
        self._vectors: dict[str, Array] = {}

    def ask(self, row: StoryRow) -> Told:
        """Ask one and compare.

        :param row: the story
        """
        answer = self._assistant.ask(row.question, row.nation, row.as_of)
        said = statements_of(answer)
        found = tuple(self._among(right, said) for right in row.answers)
        asked_for = tuple(self._among(each, row.answers) for each in said)
        return Told(row, said, found, asked_for, answer.verdict == row.verdict if row.verdict else None)

    def _among(self, one: str, others: Sequence[str]) -> bool:
        return any(self._same(one, other) for other in others)

    def _same(self, one: str, other: str) -> bool:
        return one == other or float(self._vector(one) @ self._vector(other)) >= SAME

    def _vector(self, reference: str) -> Array:
        if reference not in self._vectors:
            text = self._assistant.register.statement(reference)[1].text
            self._vectors[reference] = self._encoder.encode([text])[0]
        return self._vectors[reference]


def statements_of(answer: Answer) -> tuple[str, ...]:
    """The statements that an answer cites, "entry#statement", in the order of its sentences, none twice."""
    cites = (cite for block in answer.blocks for sentence in block.sentences for cite in sentence.cites)
    return tuple(dict.fromkeys(f"{document.id}#{statement.id}" for document, statement in cites))


def read_stories(path: Path = STORIES) -> list[StoryRow]:
    """Read the stories.

    :param path: the file
    :raises EvalError: when it cannot be used
    """
    return read_rows(path, StoryRow)


def figures(told: Sequence[Told]) -> dict[str, Figure]:
    """What the answers reach, each a share with its interval.

    :param told: at least one
    """
    verdicts = [t.verdict for t in told if t.verdict is not None]
    return {
        "right statements said": share([found for t in told for found in t.found]),
        "what is asked first is answered": share([t.found[0] for t in told]),
        "a right statement leads": share([t.leads for t in told]),
        "right verdict": share(verdicts),
        "of what is said, asked for": share([asked for t in told for asked in t.asked_for]),
        "statements said": spread([len(t.said) for t in told]),
    }


def missed(told: Told) -> str:
    """A story with the statements that its answer says and misses.

    :param told: how it was answered
    """
    lines = [f"{told.row.id}: {told.row.question}"]
    lines += [f"  {'says' if found else 'MISSES'} {right}" for right, found in zip(told.row.answers, told.found, strict=True)]
    lines += [f"  also says {said}" for said, asked in zip(told.said, told.asked_for, strict=True) if not asked]
    return "\n".join(lines)
