"""Grow a tree of passages from numbered pieces that come one after another in document order."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.official.tree import Kind, Passage


@dataclass
class Growing:
    """A passage that is still being read."""

    path: str
    number: str | None
    text: str = ""
    heading: str | None = None
    children: list[Growing] = field(default_factory=list)
    kind: Kind = "piece"

    def done(self, extent: str | None = None, notes: tuple[str, ...] = ()) -> Passage:
        """The passage as it stays.

        :param extent: of it and all below it
        :param notes: ids of the notes on it
        """
        children = tuple(c.done(extent) for c in self.children)
        return Passage(self.path, self.number, self.text, self.heading, children, extent=extent, notes=notes, kind=self.kind)

    def add_words(self, words: str) -> None:
        """Put words where they belong: after the number if nothing else has come, else as an unnumbered child."""
        if self.children or self.text:
            self.children.append(Growing("", None, words, kind="text"))
        else:
            self.text = words


class Tree:
    """The provision that is being read and the way down to its last numbered piece."""

    def __init__(self, path: str, number: str, heading: str | None) -> None:
        self.top = Growing(path, number, heading=heading, kind="provision")
        self._way: list[Growing] = [self.top]
        self._fresh = True

    def number(self, numbers: tuple[str, ...]) -> None:
        """Open the piece with these numbers below the provision, such as ("3A", "a").

        A number that skips a level, or is repeated, still gets its place: nothing is lost.
        """
        depth = 0
        while depth < len(numbers) and depth + 1 < len(self._way) and self._way[depth + 1].number == numbers[depth]:
            depth += 1
        if depth == len(numbers):  # the same number again: a sibling of the first
            depth -= 1
        del self._way[depth + 1 :]
        for number in numbers[depth:]:
            above = self._way[-1]
            below = Growing(f"{above.path}-{number}", number)
            above.children.append(below)
            self._way.append(below)
        self._fresh = True

    def words(self, words: str) -> None:
        """Words under the last number; a second block of words closes the list that the last number belongs to."""
        last = self._way[-1]
        if self._fresh or len(self._way) == 1:
            last.add_words(words)
        else:
            self._way.pop()
            self._way[-1].add_words(words)
        self._fresh = False
