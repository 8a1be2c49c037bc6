"""A text as numbers: its sentence vector beside its words, word pairs and letter groups.

The sentence vector carries the meaning; the words keep apart what vectors blur ("asked for" and "made"); the letter
groups forgive misspelling. Words are hashed into a fixed number of places (Weinberger et al. 2009).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from assistant.encode.base import Array

PLACES = 1 << 14
_WORD_SHARE = 0.8  # weight of the words beside the sentence vector, chosen by leave-one-out on the examples
_LETTERS = 4
_TOKEN = re.compile(r"[a-z0-9£$']+")


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; straight apostrophes stay inside words."""
    return _TOKEN.findall(text.casefold().replace("\u2019", "'"))


def grams(text: str) -> Iterator[tuple[str, float]]:
    """Words, pairs of words and letter groups of a text, each with its weight."""
    words = tokens(text)
    for word in words:
        yield word, 1.0
        padded = f"<{word}>"
        if len(padded) > _LETTERS:
            for start in range(len(padded) - _LETTERS + 1):
                yield "#" + padded[start : start + _LETTERS], 0.3
    for pair in zip(["^", *words], [*words, "$"], strict=True):
        yield " ".join(pair), 0.8


def hashed(text: str) -> tuple[NDArray[np.int64], Array]:
    """The words of a text as places and weights.

    :param text: any text
    :return: places (n,) int64 without repeats, and weights (n,) float32 of total length `_WORD_SHARE`
    """
    bag: dict[int, float] = {}
    for gram, weight in grams(text):
        place = zlib.crc32(gram.encode()) % PLACES
        bag[place] = max(bag.get(place, 0.0), weight)
    if not bag:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    weights = np.fromiter(bag.values(), np.float32, len(bag))
    return np.fromiter(bag.keys(), np.int64, len(bag)), weights * np.float32(_WORD_SHARE) / np.linalg.norm(weights)


def matrix(texts: list[str], vectors: Array) -> Array:
    """The features of many texts, for training.

    :param texts: n texts
    :param vectors: (n, dimension) float32, their sentence vectors
    :return: (n, dimension + PLACES) float32
    """
    out = np.zeros((len(texts), vectors.shape[1] + PLACES), np.float32)
    out[:, : vectors.shape[1]] = vectors
    for row, text in enumerate(texts):
        places, weights = hashed(text)
        out[row, vectors.shape[1] + places] = weights
    return out
