"""Compare the words of two versions of a passage, whatever form each was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from assistant.official.tree import OfficialText, Passage

_QUOTES = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-", "\u2013": " ", "\u2014": " ", "\u00a0": " "}
)
_MARKS = re.compile(r"\[?\bF\d+\b|[\[\]]")  # brackets and numbers of amendments, which some copies print
_LOOSE = (  # some copies set marks loosely: `section 10 (2) , “ child ”`
    (re.compile(r"\s+([,;:.)\u201d\u2019])"), r"\1"),
    (re.compile(r"([(\u201c])\s+"), r"\1"),
    (re.compile(r"(\d[A-Z]*) (?=\((?:\d+[A-Z]*|[a-z]{1,3})\))"), r"\1"),
    (re.compile(r"(?:\.\s*){4,}"), ". . . . "),
)
_TOKEN = re.compile(r"\w+|[^\w\s]")
_NEAR = 8  # words shown on each side of a change


@dataclass(frozen=True)
class Run:
    """Words in a row that stand in both versions, or in one of them."""

    kind: Literal["same", "gone", "new"]
    words: str


def tokens(words: str) -> list[str]:
    """The words and marks of a text, without what copies differ in: spacing, shapes of quotes, long dashes, brackets of amendments."""
    return _TOKEN.findall(_MARKS.sub(" ", words).translate(_QUOTES))


def differ(old: str, new: str) -> bool:
    """Whether two wordings differ in more than white space and typography."""
    return tokens(old) != tokens(new)


def words_at(text: OfficialText, path: str) -> str:
    """The words of a passage as they read: what leads to it within its provision, itself, and what closes it.

    :param text: a version
    :param path: a passage that it has
    """
    parts = path.split("-")
    lowest = 4 if "paragraph" in parts else 2
    above = [p for end in range(lowest, len(parts)) if (p := text.by_path.get("-".join(parts[:end])))]
    before = [p.text for p in above]
    after = [child.text for p in reversed(above) for child in _closing(p)]
    return " ".join(w for w in (*before, text.by_path[path].full_text, *after) if w)


def _closing(passage: Passage) -> Iterator[Passage]:
    """Words without a number that come after the numbered pieces: they close all of them."""
    numbered = [i for i, child in enumerate(passage.children) if child.number]
    yield from (c for i, c in enumerate(passage.children) if c.number is None and numbered and i > numbered[-1])


def runs(old: str, new: str) -> list[Run]:
    """What stands in both wordings, what is gone and what is new, in reading order.

    :param old: the older wording; may be empty
    :param new: the newer wording; may be empty
    """
    left, right = (_tidy(words).split() for words in (old, new))
    first, second = ([w.translate(_QUOTES).strip() for w in side] for side in (left, right))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    found: list[Run] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            found.append(Run("same", " ".join(right[k:m])))
            continue
        found += [Run("gone", " ".join(left[i:j]))] if j > i else []
        found += [Run("new", " ".join(right[k:m]))] if m > k else []
    return found


def _tidy(words: str) -> str:
    words = _MARKS.sub(" ", words)
    for pattern, tight in _LOOSE:
        words = pattern.sub(tight, words)
    return words


def near(found: list[Run]) -> list[Run]:
    """The same with only the words close to a change; what is left out shows as dots."""
    short = []
    for number, run in enumerate(found):
        words = run.words.split()
        if run.kind == "same" and len(words) > 2 * _NEAR + 2:
            head = words[:_NEAR] if number else []
            tail = words[-_NEAR:] if number + 1 < len(found) else []
            run = Run("same", " ".join([*head, "\u2026", *tail]))
        short.append(run)
    return short
