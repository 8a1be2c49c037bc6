"""Teach the reader of pairs: whether a statement is the answer to a question, and what it then says to it.

Both are read from one pass of the network. Whether it is the answer is learned from groups: the right statement of a
lesson among rivals that search would bring (see `assistant.teach.rivals`), by which it is the best of them, and by
itself, so that 0 parts what should be said from what should not. What it says (yes, no, it depends, not
known, or that it cannot be answered so) is learned from the right one alone. Stories come twice as often as lay questions.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.encode.pairs import VERDICTS
from assistant.teach.lessons import Lesson, retyped
from assistant.teach.network import Pupil, improve, take

_LESSONS, _RIVALS = 8, 5  # lessons of a batch, and rivals of each
_PART = 16  # pairs of like length in one pass
_RATE = 6e-4
_WARM_UP = 40  # steps
_HIDDEN = 128
_MOST_TOKENS = 192
_SAID = (*VERDICTS, None)  # None: the question cannot be answered yes or no
_WEIGHTS = (1.0, 1.0, 1.3, 1.3, 1.0)  # the rarer verdicts count a little more
_SMOOTHING = 0.05
_RARE = 3.0  # what a right statement counts beside a wrong one
_UNTOLD = -100  # of a lesson whose verdict is not told


class Reader(nn.Module):
    """The network with two small heads."""

    def __init__(self, begin: Path | None = None) -> None:
        """:param begin: an adapter to begin from"""
        super().__init__()
        self.pupil = Pupil(_MOST_TOKENS)
        self.d, self.o = nn.Linear(384, _HIDDEN), nn.Linear(_HIDDEN, len(_SAID))
        self.e, self.f = nn.Linear(384, _HIDDEN), nn.Linear(_HIDDEN, 1)
        self.drop = nn.Dropout(0.1)
        if begin:
            self.take(begin)

    def forward(self, pairs: list[tuple[str, str]]) -> tuple[Tensor, Tensor]:
        """Pairs of question and statement to verdicts, (n, 5), and how well they fit, (n,)."""
        pooled = self.pupil.by_length(pairs, _PART)
        verdicts: Tensor = self.o(self.drop(torch.tanh(self.d(pooled))))
        fits: Tensor = self.f(self.drop(torch.tanh(self.e(pooled))))
        return verdicts.float(), fits.float()[:, 0]

    def learned(self) -> dict[str, Tensor]:
        """What the adapter keeps."""
        heads = {n: p for n, p in self.named_parameters() if n.startswith(("d.", "o.", "e.", "f."))}
        return self.pupil.learned() | heads

    def take(self, path: Path) -> None:
        """Set it to what an adapter holds.

        :param path: the adapter
        """
        take(self.learned(), path)


class Teacher:
    """Runs the course."""

    def __init__(self, lessons: Sequence[Lesson], rivals: Sequence[Sequence[str]], begin: Path | None = None, seed: int = 0) -> None:
        """
        :param lessons: what is taught
        :param rivals: for each the texts of wrong statements, nearest first
        :param begin: an adapter to begin from
        :param seed: of everything random
        """
        torch.manual_seed(seed)
        self._random = Random(seed)
        taught = list(zip(lessons, rivals, strict=True))
        self._taught = [*taught, *(each for each in taught if each[0].story)]
        self.reader = Reader(begin)

    def teach(self, minutes: float, rounds: float) -> int:
        """Teach until the time or the rounds are used up.

        :param minutes: at most
        :param rounds: how often each lesson comes, at most
        :return: how many steps there were
        """
        optimizer = torch.optim.AdamW([p for p in self.reader.parameters() if p.requires_grad], lr=_RATE, weight_decay=0.01)
        steps = int(rounds * len(self._taught) / _LESSONS)
        started = time.monotonic()
        for step, batch in zip(range(steps), self._batches(), strict=False):
            done = max(step / steps, (time.monotonic() - started) / (60 * minutes))
            if done >= 1:
                return step
            rate = _RATE * min(1, (step + 1) / _WARM_UP) * max(0.02, 1 - done)
            improve(optimizer, self._loss(batch), rate, step)
        return steps

    def _loss(self, batch: list[tuple[Lesson, Sequence[str]]]) -> Tensor:
        pairs: list[tuple[str, str]] = []
        for lesson, rivals in batch:
            text = retyped(lesson.text, self._random)
            wrong = self._random.sample(list(rivals), _RIVALS)
            pairs += [(text, statement) for statement in (lesson.statement, *wrong)]
        with torch.autocast("cpu", torch.bfloat16):
            verdicts, fits = self.reader(pairs)
        fits = fits.view(len(batch), -1)
        best = functional.cross_entropy(fits, torch.zeros(len(batch), dtype=torch.long), label_smoothing=_SMOOTHING)
        right = torch.zeros_like(fits)
        right[:, 0] = 1.0
        fit = best + functional.binary_cross_entropy_with_logits(fits, right, pos_weight=torch.tensor(_RARE))
        truth = torch.tensor([_SAID.index(lesson.verdict) if lesson.leads else _UNTOLD for lesson, _ in batch])
        said = verdicts.view(len(batch), -1, len(_SAID))[:, 0]
        told = functional.cross_entropy(said, truth, weight=torch.tensor(_WEIGHTS), label_smoothing=_SMOOTHING, ignore_index=_UNTOLD)
        return fit + (told if any(lesson.leads for lesson, _ in batch) else 0.0)

    def _batches(self) -> Iterator[list[tuple[Lesson, Sequence[str]]]]:
        """Batches of lessons of like length, for ever."""
        while True:
            order = list(self._taught)
            self._random.shuffle(order)
            for start in range(0, len(order) - 4 * _LESSONS, 4 * _LESSONS):
                part = sorted(order[start : start + 4 * _LESSONS], key=lambda x: len(x[0].text))
                groups = [part[i : i + _LESSONS] for i in range(0, len(part), _LESSONS)]
                self._random.shuffle(groups)
                yield from groups
