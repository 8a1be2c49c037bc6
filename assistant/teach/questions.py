"""Teach the sentence encoder: a question lies near to others that the same statement answers, and to that statement.

Contrastive learning with the other rows of the batch as wrong answers (Henderson et al. 2017). Entries come in groups of up
to four statements, and each row brings a statement that search would bring beside the right one (see `assistant.teach.rivals`),
so that the wrong answers are hard ones; rows that the published encoder holds to be nearly the same are
no wrong answers. The cosines between questions, and from them to texts that ask for something else, are held near to the
published ones: thresholds keep their meaning, and what is out of scope stays far away.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from torch import Tensor
from torch.nn import functional

from assistant.encode.base import Array
from assistant.teach.lessons import Lesson, retyped
from assistant.teach.network import Pupil, improve

_BATCH = 64
_TOGETHER = 4  # statements of one entry in a batch, at most
_TEMPERATURE = 0.05
_RATE = 5e-4
_WARM_UP = 30  # steps
_SAME = 0.8  # published cosine from which two questions may ask the same
_HELD = 30.0  # weight of staying near to the published cosines
_QUESTION_PAIRS = 0.6  # share of pairs of two questions; the others pair a question with its statement
_MOST_TOKENS = 96
_PART = 35  # texts of like length in one pass
_OUTSIDE = 12  # texts of the triage in a batch


@dataclass(frozen=True)
class Batch:
    """Rows of a step: lessons, a text that belongs to each, and a statement that does not."""

    lessons: list[int]
    others: list[str]
    rivals: list[str]


class Teacher:
    """Runs the course."""

    def __init__(
        self,
        lessons: list[Lesson],
        rivals: list[list[str]],
        outside: list[str],
        published: Callable[[list[str]], Array],
        begin: Path | None = None,
        seed: int = 0,
    ) -> None:
        """
        :param lessons: what is taught
        :param rivals: for each the texts of wrong statements, nearest first
        :param outside: texts that must stay as far from the lessons as they are
        :param published: gives vectors of the published encoder
        :param begin: an adapter to begin from
        :param seed: of everything random
        """
        torch.manual_seed(seed)
        self._random = Random(seed)
        self._lessons, self._rivals, self._outside = lessons, rivals, outside
        self._published, self._far = torch.from_numpy(published([x.text for x in lessons])), torch.from_numpy(published(outside))
        self._by_entry: dict[str, dict[str, list[int]]] = {}
        for place, lesson in enumerate(lessons):
            self._by_entry.setdefault(lesson.entry, {}).setdefault(lesson.answer, []).append(place)
        self.pupil = Pupil(_MOST_TOKENS)
        if begin:
            self.pupil.take(begin)

    def teach(self, minutes: float, steps: int = 100_000) -> int:
        """Teach until the time or the steps are used up.

        :param minutes: at most
        :param steps: at most
        :return: how many steps there were
        """
        optimizer = torch.optim.AdamW([p for p in self.pupil.parameters() if p.requires_grad], lr=_RATE, weight_decay=0.01)
        started = time.monotonic()
        for step in range(steps):
            done = max(step / steps, (time.monotonic() - started) / (60 * minutes))
            if done >= 1:
                return step
            rate = _RATE * min(1, (step + 1) / _WARM_UP) * (1 + torch.cos(torch.tensor(torch.pi * done)).item()) / 2
            improve(optimizer, self._loss(self._batch()), rate, step)
        return steps

    def embed(self, texts: list[str]) -> Array:
        """Vectors as they are taught so far.

        :param texts: any strings
        :return: (texts, width) float32, rows of length 1
        """
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            vectors: Array = self._vectors(texts).float().numpy()
        return vectors

    def _batch(self) -> Batch:
        rows: list[int] = []
        others: list[str] = []
        used: set[tuple[str, str]] = set()
        entries = list(self._by_entry)
        weights = [min(8, len(self._by_entry[e])) for e in entries]
        while len(rows) < _BATCH:
            entry = self._random.choices(entries, weights)[0]
            answers = self._by_entry[entry]
            for answer in self._random.sample(list(answers), min(_TOGETHER, len(answers))):
                if (entry, answer) not in used:
                    used.add((entry, answer))
                    row = self._random.choice(answers[answer])
                    rows.append(row)
                    others.append(self._other(row, answers[answer]))
        rows = rows[:_BATCH]
        return Batch(rows, others[:_BATCH], [self._random.choice(self._rivals[row]) for row in rows])

    def _other(self, row: int, same: list[int]) -> str:
        rest = [place for place in same if place != row]
        if rest and self._random.random() < _QUESTION_PAIRS:
            return self._lessons[self._random.choice(rest)].text
        return self._lessons[row].statement

    def _vectors(self, texts: list[str]) -> Tensor:
        """Vectors of length 1."""
        return functional.normalize(self.pupil.by_length(texts, _PART), dim=1)

    def _loss(self, batch: Batch) -> Tensor:
        texts = [retyped(self._lessons[i].text, self._random) for i in batch.lessons]
        rows = self._random.sample(range(len(self._outside)), _OUTSIDE)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = self._vectors([*texts, *batch.others, *batch.rivals, *(self._outside[i] for i in rows)])
        mine, other, rival, far = vectors.float().split([len(texts), len(texts), len(texts), _OUTSIDE])
        published = self._published[batch.lessons] @ self._published[batch.lessons].T
        itself = torch.eye(len(texts), dtype=torch.bool)
        same = (published > _SAME) & ~itself
        across = (mine @ other.T / _TEMPERATURE).masked_fill(same, -1e4)
        within = (mine @ mine.T / _TEMPERATURE).masked_fill(same | itself, -1e4)
        right = torch.arange(len(texts))
        wrong = (mine @ rival.T / _TEMPERATURE).masked_fill(self._belong(batch), -1e4)
        both = (functional.cross_entropy(torch.cat([across, wrong], 1), right) + functional.cross_entropy(across.T, right)) / 2
        first = torch.zeros(len(texts), dtype=torch.long)
        apart = functional.cross_entropy(torch.cat([across.diag()[:, None], within], 1), first)
        held = functional.mse_loss(mine @ mine.T, published) + functional.mse_loss(
            mine @ far.T, self._published[batch.lessons] @ self._far[rows].T
        )
        return both + apart / 2 + _HELD * held

    def _belong(self, batch: Batch) -> Tensor:
        """(rows, rows), true where the rival of one row is the statement of another."""
        statements = [self._lessons[i].statement for i in batch.lessons]
        return torch.tensor([[rival == statement for rival in batch.rivals] for statement in statements])
