"""Learn the labels from the examples: ridge regression in closed form, with leave-one-out thresholds.

Ridge regression over these features is a weighted vote of the labelled examples, nearer ones counting more. Its
leave-one-out predictions come for free from the same solution (Hastie, Tibshirani and Friedman, section 7.10), so each label
gets the threshold that serves examples it has not seen. Each facet (conduct, ask, shown, image, triage) learns only
from the examples that tell something about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.encode.base import Array
from assistant.reading.features import matrix
from assistant.register.load import Register
from assistant.register.words import Example

_RIDGE = 0.25
_LOWEST, _HIGHEST = 0.12, 0.75


@dataclass(frozen=True)
class Trained:
    """What the index keeps: one column for each label."""

    labels: list[str]
    weights: Array  # (dimension + PLACES, labels) float32
    offsets: Array  # (labels,) float32
    thresholds: Array  # (labels,) float32
    held_out: dict[str, tuple[float, float]]  # label -> leave-one-out precision and recall, for reports


@dataclass(frozen=True)
class Lesson:
    """An example, and whether it is a lay question of the register (which teaches conducts alone)."""

    example: Example
    lay: bool = False


# Which lessons teach which facets.
_TEACHES: list[tuple[tuple[str, ...], Callable[[Lesson], bool]]] = [
    (("conduct",), lambda x: True),
    (("ask",), lambda x: not x.lay and bool(x.example.ask or not x.example.conduct)),
    (("shown", "image"), lambda x: not x.lay),
    (("triage",), lambda x: not x.lay and x.example.role is None),
    (("role",), lambda x: x.example.role is not None),
]


def lessons(register: Register) -> list[Lesson]:
    """The labelled examples, and the lay questions of provisions that are about one conduct.

    :param register: the register
    :return: examples first, in their order
    """
    return [*(Lesson(e) for e in register.examples), *_lay_lessons(register)]


def labels_of(example: Example) -> set[str]:
    """The labels of an example, such as `conduct:share`; `shown:untold` where nothing is told."""
    told = {f"conduct:{c}" for c in example.conduct} | {f"ask:{a}" for a in example.ask}
    told.add(f"shown:{example.shown or 'untold'}")
    told.add(f"image:{example.image or 'untold'}")
    if example.role:
        told.add(f"role:{example.role}")
    if example.triage:
        told.add(f"triage:{example.triage}")
    return told


def train(taught: list[Lesson], vectors: Array) -> Trained:
    """Fit all labels, facet by facet.

    :param taught: n lessons
    :param vectors: (n, dimension) float32, their sentence vectors
    :return: weights, offsets and thresholds
    """
    features = matrix([x.example.text for x in taught], vectors)
    every = sorted(set().union(*(labels_of(x.example) for x in taught)))
    blank = np.zeros(len(every), np.float32)
    trained = Trained(every, np.zeros((features.shape[1], len(every)), np.float32), blank, blank.copy(), {})
    for facets, teaches in _TEACHES:
        rows = [i for i, x in enumerate(taught) if teaches(x)]
        columns = [i for i, label in enumerate(every) if label.split(":")[0] in facets]
        if rows and columns:
            _fit(trained, columns, features[rows], [labels_of(taught[i].example) for i in rows])
    return trained


def _fit(trained: Trained, columns: list[int], features: Array, told: list[set[str]]) -> None:
    truth = np.array([[trained.labels[c] in labels for c in columns] for labels in told], np.float64)
    offsets = truth.mean(0)
    inverse = np.linalg.inv(features @ features.T + np.float32(_RIDGE) * np.eye(len(told), dtype=np.float32))
    dual = inverse @ (truth - offsets)
    held_out = truth - dual / np.diag(inverse)[:, None]
    trained.weights[:, columns] = features.T @ dual.astype(np.float32)
    trained.offsets[columns] = offsets
    for place, column in enumerate(columns):
        threshold, precision, recall = _best_threshold(held_out[:, place], truth[:, place])
        trained.thresholds[column] = threshold
        trained.held_out[trained.labels[column]] = precision, recall


def _best_threshold(scores: NDArray[np.float64], truth: NDArray[np.float64]) -> tuple[float, float, float]:
    """The threshold with the best F1 on held-out scores, kept within sane bounds; its precision and recall."""
    order = np.argsort(-scores)
    hits = np.cumsum(truth[order])
    precision = hits / np.arange(1, len(order) + 1)
    recall = hits / max(truth.sum(), 1)
    best = int(np.argmax(2 * precision * recall / np.maximum(precision + recall, 1e-9)))
    after = scores[order[min(best + 1, len(order) - 1)]]
    threshold = float(np.clip((scores[order[best]] + after) / 2, _LOWEST, _HIGHEST))
    chosen = scores >= threshold
    right = float((chosen * truth).sum())
    return threshold, right / max(1, int(chosen.sum())), right / max(1.0, float(truth.sum()))


def _lay_lessons(register: Register) -> Iterator[Lesson]:
    for provision in register.provisions:
        conducts = {c for rule in provision.applies if rule.rank <= 2 for c in rule.conduct}
        if len(conducts) == 1:
            for text in provision.asked_as:
                yield Lesson(Example(text=text, conduct=tuple(conducts)), lay=True)
