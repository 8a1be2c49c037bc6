"""Rivals: the statements that search would bring beside the right one, which the courses teach to pass over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.compose.pick import ASKED, nations_of
from assistant.encode.base import Array
from assistant.register.load import Register
from assistant.register.schema import NATIONS
from assistant.teach.lessons import Lesson

Embed = Callable[[list[str]], Array]

_MOST = 16  # rivals of a lesson
SAME = 0.86  # cosine from which two statements say the same, so that neither is a wrong answer where the other is right
_PART = 512  # lessons in one product


@dataclass(frozen=True)
class Said:
    """All statements of the register."""

    texts: list[str]
    rows: dict[tuple[str, str], int]  # (entry, statement) -> row
    vectors: Array  # (statements, width)
    nations: Array  # (statements, 3), 1 where the statement holds in a nation
    by_text: dict[str, int]  # text -> row

    @classmethod
    def of(cls, register: Register, embed: Embed) -> Said:
        """Collect and embed them.

        :param register: the register
        :param embed: gives vectors of length 1
        """
        said = [(d, s) for d in register.documents.values() for s in d.statement]
        nations = np.array([[nation in nations_of(d, s) for nation in NATIONS] for d, s in said], np.float32)
        texts = [s.text for _, s in said]
        rows = {(d.id, s.id): row for row, (d, s) in enumerate(said)}
        return cls(texts, rows, embed(texts), nations, {text: row for row, text in enumerate(texts)})

    def rights(self, lessons: Sequence[Lesson]) -> list[int]:
        """The row of the right statement of each lesson."""
        return [self.rows[x.entry, x.answer] for x in lessons]

    def same(self, rows: Sequence[int]) -> NDArray[np.bool_]:
        """(rows, statements), true where a statement says the same as that of a row, or is it."""
        alike: NDArray[np.bool_] = self.vectors[rows] @ self.vectors.T >= SAME
        alike[np.arange(len(rows)), rows] = True
        return alike

    def apart(self, rows: Sequence[int]) -> NDArray[np.bool_]:
        """(rows, statements), true where a statement shares no nation with that of a row."""
        shared: NDArray[np.bool_] = self.nations[rows] @ self.nations.T == 0
        return shared

    def near(self, asking: Array, questions: Array, rows: Sequence[int], but: Sequence[int] | None = None) -> Array:
        """How near each statement is, by its nearest lay question and its own words.

        :param asking: (n, width) vectors of what is asked
        :param questions: (m, width) vectors of the lay questions
        :param rows: the statement that each of these points to
        :param but: for each of what is asked a lay question that does not count, itself
        :return: (n, statements)
        """
        cosines = asking @ questions.T
        if but is not None:
            cosines[np.arange(len(but)), but] = -1.0
        order = np.argsort(rows, kind="stable")
        first = np.searchsorted(np.asarray(rows)[order], np.arange(len(self.texts)))
        told = np.flatnonzero(np.diff(np.append(first, len(rows))))  # statements that a lay question points to
        nearest = np.full((len(asking), len(self.texts)), cosines.min(), np.float32)
        nearest[:, told] = np.maximum.reduceat(cosines[:, order], first[told], axis=1)
        near: Array = ASKED * nearest + (1 - ASKED) * (asking @ self.vectors.T)
        return near


def rivals_in(said: Said, lessons: Sequence[Lesson], embed: Embed) -> list[list[str]]:
    """The texts of the nearest wrong statements of each lesson, nearest first, up to 16: they share a nation with the right one.

    :param said: the statements
    :param lessons: what is taught
    :param embed: gives vectors of length 1
    """
    questions, rows = embed([x.text for x in lessons]), said.rights(lessons)
    found: list[list[str]] = []
    for start in range(0, len(rows), _PART):
        part = range(start, min(start + _PART, len(rows)))
        near = said.near(questions[part], questions, rows, part)
        near[said.same(rows[start : part.stop]) | said.apart(rows[start : part.stop])] = -np.inf
        for place, lesson in enumerate(lessons[start : part.stop]):
            near[place, [said.by_text[text] for text in lesson.also]] = -np.inf
        found += [[said.texts[row] for row in best] for best in np.argsort(-near, axis=1)[:, :_MOST]]
    return found
