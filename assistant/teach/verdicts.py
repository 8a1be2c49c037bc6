"""Teach the reader of pairs: what a statement says to a question (yes, no, it depends, not known)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.encode.pairs import VERDICTS
from assistant.teach.lessons import Lesson, retyped
from assistant.teach.network import Pupil, improve, take

_BATCH = 32
_RATE = 6e-4
_WARM_UP = 40  # steps
_HIDDEN = 128
_MOST_TOKENS = 128
_WEIGHTS = (1.0, 1.0, 1.3, 1.3)  # the rarer verdicts count a little more
_SMOOTHING = 0.05


class Reader(nn.Module):
    """The network with a small head."""

    def __init__(self, begin: Path | None = None) -> None:
        """:param begin: an adapter to begin from"""
        super().__init__()
        self.pupil = Pupil(_MOST_TOKENS)
        if begin:
            self.pupil.take(begin)
        self.d, self.o = nn.Linear(384, _HIDDEN), nn.Linear(_HIDDEN, len(VERDICTS))
        self.drop = nn.Dropout(0.1)

    def forward(self, pairs: list[tuple[str, str]]) -> Tensor:
        """Pairs of question and statement to (n, 4)."""
        out: Tensor = self.o(self.drop(torch.tanh(self.d(self.pupil(pairs)))))
        return out

    def learned(self) -> dict[str, Tensor]:
        """What the adapter keeps."""
        head = {n: p for n, p in self.named_parameters() if n.startswith(("d.", "o."))}
        return self.pupil.learned() | head

    def take(self, path: Path) -> None:
        """Set it to what an adapter holds.

        :param path: the adapter
        """
        take(self.learned(), path)


class Teacher:
    """Runs the course; keeps some entries back, if told, and measures on them."""

    def __init__(self, lessons: list[Lesson], begin: Path | None = None, kept_back: float = 0.0, seed: int = 0) -> None:
        """
        :param lessons: what is taught
        :param begin: an adapter to begin from
        :param kept_back: share of the entries that are not taught
        :param seed: of everything random
        """
        torch.manual_seed(seed)
        self._random = Random(seed)
        told = [x for x in lessons if x.verdict]
        entries = sorted({x.entry for x in told})
        self._random.shuffle(entries)
        back = set(entries[: int(len(entries) * kept_back)])
        self._taught = [x for x in told if x.entry not in back]
        self._kept = [x for x in told if x.entry in back]
        self.reader = Reader(begin)

    def teach(self, minutes: float, rounds: float) -> int:
        """Teach until the time or the rounds are used up.

        :param minutes: at most
        :param rounds: how often each lesson comes, at most
        :return: how many steps there were
        """
        optimizer = torch.optim.AdamW([p for p in self.reader.parameters() if p.requires_grad], lr=_RATE, weight_decay=0.01)
        steps = int(rounds * len(self._taught) / _BATCH)
        started = time.monotonic()
        for step, batch in zip(range(steps), self._batches(), strict=False):
            done = max(step / steps, (time.monotonic() - started) / (60 * minutes))
            if done >= 1:
                return step
            rate = _RATE * min(1, (step + 1) / _WARM_UP) * max(0.02, 1 - done)
            improve(optimizer, self._loss(batch), rate, step)
        return steps

    def measure(self) -> float:
        """Share of the lessons that were kept back whose verdict is read right."""
        self.reader.eval()
        with torch.no_grad():
            right = sum(self._read(x) == x.verdict for x in self._kept)
        return right / max(1, len(self._kept))

    def _read(self, lesson: Lesson) -> str:
        return VERDICTS[int(self.reader([(lesson.text, lesson.statement)]).argmax())]

    def _loss(self, batch: list[Lesson]) -> Tensor:
        logits = self.reader([(retyped(x.text, self._random), x.statement) for x in batch])
        truth = torch.tensor([VERDICTS.index(x.verdict) for x in batch if x.verdict])
        return functional.cross_entropy(logits, truth, weight=torch.tensor(_WEIGHTS), label_smoothing=_SMOOTHING)

    def _batches(self) -> Iterator[list[Lesson]]:
        """Batches of lessons of like length, for ever."""
        while True:
            order = list(self._taught)
            self._random.shuffle(order)
            for start in range(0, len(order) - 4 * _BATCH, 4 * _BATCH):
                part = sorted(order[start : start + 4 * _BATCH], key=lambda x: len(x.text) + len(x.statement))
                groups = [part[i : i + _BATCH] for i in range(0, len(part), _BATCH)]
                self._random.shuffle(groups)
                yield from groups
