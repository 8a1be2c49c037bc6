"""Grow the tree of a page or document: headings become groups, one below the other by level, everything else hangs under them."""

from __future__ import annotations

import re

from assistant.official.growing import Growing
from assistant.official.tree import Kind, Passage

_NUMBERED = re.compile(r"(?P<number>[A-Z]?\d+(?:\.\d+)+)\.?\s+(?=\S)")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class Outline:
    """Takes headings and words in document order."""

    def __init__(self) -> None:
        self._top = Growing("", None, kind="group")
        self._way: list[tuple[int, Growing]] = [(0, self._top)]
        self._paths: set[str] = set()

    def heading(self, level: int, words: str, anchor: str | None = None) -> None:
        """Open a group.

        :param level: 1 for the highest
        :param words: the heading; nothing happens where it is empty
        :param anchor: the page's own name of the place
        """
        if not (words := " ".join(words.split())):
            return
        while self._way[-1][0] >= level:
            self._way.pop()
        group = Growing(self._path(anchor or words), None, heading=words, kind="group")
        self._way[-1][1].children.append(group)
        self._way.append((level, group))

    def words(self, words: str, kind: Kind = "text") -> None:
        """Add a paragraph, item or table; a number such as 4.12 at its beginning becomes its number.

        :param words: nothing happens where they are empty
        :param kind: what it is
        """
        if not (words := " ".join(words.split())):
            return
        number = None
        if kind == "text" and (found := _NUMBERED.match(words)):
            number, words = found["number"], words[found.end() :]
        path = self._path(f"paragraph-{number}") if number else ""
        self._way[-1][1].children.append(Growing(path, number, words, kind=kind))

    def done(self) -> tuple[Passage, ...]:
        """The passages as they stay."""
        return self._top.done().children

    def _path(self, words: str) -> str:
        """A path that no other passage has: the words as a slug, and a number where they come again."""
        base = path = _NOT_SLUG.sub("-", words.lower()).strip("-")[:80] or "part"
        again = 1
        while path in self._paths:
            again += 1
            path = f"{base}-{again}"
        self._paths.add(path)
        return path
