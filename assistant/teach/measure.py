"""How often the right statement comes first for lay questions that were not taught, by search alone and after reading."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.compose.pick import READ
from assistant.encode.pairs import VERDICTS
from assistant.teach.lessons import Lesson
from assistant.teach.pairs import Reader
from assistant.teach.rivals import Embed, Said

PLACES = (1, 3, 8)
_READ = 8  # statements that are read with each question


class Measure:
    """Lay questions that were kept back, and how near each statement is to them."""

    def __init__(self, kept: Sequence[Lesson], taught: Sequence[Lesson], said: Said, embed: Embed) -> None:
        """
        :param kept: n lessons that were kept back
        :param taught: the others: their questions are searched
        :param said: the statements
        :param embed: gives vectors of length 1
        """
        self._kept, self._said = kept, said
        rights = said.rights(kept)
        self._near = said.near(embed([x.text for x in kept]), embed([x.text for x in taught]), said.rights(taught))
        self._near[said.apart(rights)] = -np.inf
        self._right = said.same(rights)
        self._order = np.argsort(-self._near, axis=1)[:, : max(PLACES)]

    def recall(self) -> dict[int, float]:
        """Share of the questions with the right statement, or one that says the same, among the first 1, 3 and 8."""
        return self._shares(self._order)

    def read(self, reader: Reader) -> tuple[float, dict[int, float]]:
        """The same after the best eight were read with the question, and the share of verdicts that are read right.

        :param reader: as it was taught
        """
        reader.eval()
        order, right = self._order.copy(), []
        with torch.no_grad():
            for place, lesson in enumerate(self._kept):
                rows = order[place, :_READ]
                said, fits = reader([(lesson.text, t) for t in (lesson.statement, *(self._said.texts[row] for row in rows))])
                right.append((*VERDICTS, None)[int(said[0].argmax())] == lesson.verdict)
                scores = self._near[place, rows] + READ * fits[1:].numpy()
                order[place, :_READ] = rows[np.argsort(-scores)]
        return sum(right) / max(1, len(right)), self._shares(order)

    def _shares(self, order: NDArray[np.int64]) -> dict[int, float]:
        hits = np.take_along_axis(self._right, order, axis=1)
        return {k: float(hits[:, :k].any(axis=1).mean()) for k in PLACES}
