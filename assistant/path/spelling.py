"""Mend misspelt words before a question is understood: only words that the register does not know, only to one that is very near."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_SHORTEST = 5  # letters; shorter words have too many neighbours
_LONG = 8  # letters from which two slips are mended, else one
_SEEN = 3  # a word that the register uses less often may itself be misspelt: it is known, but nothing is mended to it
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


class Speller:
    """Knows the words of the register's texts and lay questions."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        """
        :param texts: what words are learned from
        :param names: words that always count as well spelt, such as places
        """
        counts = Counter(word for text in texts for word in _WORD.findall(text.lower()))
        always = {word for name in names for word in _WORD.findall(name.lower())}
        self._known = set(counts) | always
        common = ({w for w, n in counts.items() if n >= _SEEN} | always) & {w for w in self._known if len(w) >= _SHORTEST}
        self._common = sorted(common, key=lambda w: (-counts[w], w))
        self._nearest = lru_cache(4096)(self._find)

    def mend(self, text: str) -> str:
        """A text with its misspelt words mended; capitals of a mended word are lost, all else stays.

        :param text: as typed
        """
        return _WORD.sub(lambda match: self._mended(match[0]), text)

    def _mended(self, word: str) -> str:
        low = word.lower()
        if len(low) < _SHORTEST or not low.isascii() or low in self._known or any(b in self._known for b in _bases(low)):
            return word
        return self._nearest(low) or word

    def _find(self, word: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        slips = 2 if len(word) >= _LONG else 1
        found = process.extractOne(word, self._common, scorer=DamerauLevenshtein.distance, score_cutoff=slips)
        return str(found[0]) if found and set(found[0][:2]) & set(word[:2]) else None


def _bases(word: str) -> list[str]:
    """The forms that a word may be an inflection of: `scares` of `scare`."""
    endings = ("s", "es", "d", "ed", "ing", "ly", "er", "r")
    cut = [word.removesuffix(e) for e in endings if word.endswith(e) and len(word) - len(e) >= 3]
    return [*cut, *(c + "e" for c in cut)]
