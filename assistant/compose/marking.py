"""Find the words that a sentence of ours and the words of the law have in common, so that they can be marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

_WORD = re.compile(r"[0-9A-Za-z£%]+(?:['\u2019-][0-9A-Za-z]+)*")
_ENDINGS = (
    *("ations", "ation", "ions", "ion", "ings", "ing", "ies", "ied", "ably", "able", "ally"),
    *("ers", "es", "ed", "er", "ly", "s", "e", "y"),
)  # the longest that fits is taken off
_OF_LAW = frozenset(("person", "persons", "section", "subsection", "paragraph"))  # in every sentence of law
_SHORTEST = 3  # letters of a stem


def stems(text: str) -> frozenset[str]:
    """The content words of a text without their endings; words that every sentence has do not count.

    :param text: any text
    """
    return frozenset(_stem(w) for w in _WORD.findall(text) if _counts(w))


def marked(text: str, wanted: frozenset[str]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is to be marked; marked words with nothing but spaces between them are one piece.

    :param text: the text
    :param wanted: stems of the words to mark
    :return: pieces that give the text when they are joined
    """
    return [("".join(t for t, _ in run), on) for on, run in groupby(_joined(_pieces(text, wanted)), key=lambda piece: piece[1])]


def _pieces(text: str, wanted: frozenset[str]) -> Iterator[tuple[str, bool]]:
    end = 0
    for word in _WORD.finditer(text):
        yield text[end : word.start()], False
        yield word.group(), _counts(word.group()) and _stem(word.group()) in wanted
        end = word.end()
    yield text[end:], False


def _joined(pieces: Iterator[tuple[str, bool]]) -> list[tuple[str, bool]]:
    rows = [p for p in pieces if p[0]]
    return [
        (text, on or (text == " " and 0 < n < len(rows) - 1 and rows[n - 1][1] and rows[n + 1][1])) for n, (text, on) in enumerate(rows)
    ]


def _counts(word: str) -> bool:
    low = word.casefold()
    return low not in _common() and (len(low) >= _SHORTEST or low.isdigit())


@cache
def _common() -> frozenset[str]:
    """Words that every sentence has."""
    from bm25s.stopwords import STOPWORDS_EN_PLUS

    return frozenset(STOPWORDS_EN_PLUS) | _OF_LAW


def _stem(word: str) -> str:
    low = word.casefold().replace("\u2019", "'").removesuffix("'s")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST:
            return low.removesuffix(ending)
    return low
