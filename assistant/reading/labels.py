"""Score a question against the labels that were learned at build time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.encode.base import Array
from assistant.reading.features import hashed
from assistant.reading.train import Trained


@dataclass(frozen=True)
class Scores:
    """How strongly a text carries each label; 1 is at the threshold, more is surer."""

    by_label: dict[str, float]

    def told(self, kind: str) -> list[tuple[str, float]]:
        """The labels of a kind that pass their threshold, surest first.

        :param kind: `conduct`, `ask` or `triage`
        :return: (value, strength of 1 or more)
        """
        mine = ((k.split(":", 1)[1], v) for k, v in self.by_label.items() if k.startswith(kind + ":"))
        return sorted(((k, v) for k, v in mine if v >= 1), key=lambda item: (-item[1], item[0]))

    def one(self, kind: str) -> str | None:
        """The value of a kind that has just one: `shown` or `image`; None where it is not told."""
        mine = self.all_of(kind)
        best = max(mine, key=lambda k: mine[k])
        return None if best == "untold" or mine[best] < 1 else best

    def all_of(self, kind: str) -> dict[str, float]:
        """The strength of every value of a kind."""
        return {k.split(":", 1)[1]: v for k, v in self.by_label.items() if k.startswith(kind + ":")}

    def of(self, label: str) -> float:
        """The strength of one label; 0 where it is unknown."""
        return self.by_label.get(label, 0.0)


class LabelReader:
    """The trained labels, opened from the index."""

    def __init__(self, labels: list[str], weights: Array, offsets: Array, thresholds: Array) -> None:
        self._labels, self._weights, self._offsets, self._thresholds = labels, weights, offsets, thresholds

    def read(self, text: str, vector: Array) -> Scores:
        """Score a text.

        :param text: the question
        :param vector: (dimension,) float32, its sentence vector
        :return: strength of every label
        """
        places, weights = hashed(text)
        raw = self._offsets + vector @ self._weights[: len(vector)] + weights @ self._weights[len(vector) + places]
        strength = raw / self._thresholds
        return Scores({label: float(s) for label, s in zip(self._labels, strength, strict=True)})

    @classmethod
    def open(cls, path: Path) -> LabelReader:
        """Open what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls([str(x) for x in stored["labels"]], stored["weights"], stored["offsets"], stored["thresholds"])


def save(trained: Trained, path: Path) -> None:
    """Write the trained labels into the index.

    :raises OSError: when the disk is full
    """
    np.savez(
        path,
        labels=np.array(trained.labels),
        weights=trained.weights,
        offsets=trained.offsets,
        thresholds=trained.thresholds,
    )
