"""An official text as a tree of passages: what every reader (CLML, XHTML, plain text, Markdown) makes.

A passage is one numbered piece of law (section, subsection, paragraph ...) or a piece of text without a number that
stands among them, such as closing words. Order is document order, so the text of the tree is the text of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from assistant.official.notes import Note

Status = Literal["prospective", "repealed", "ended"]
Kind = Literal[
    "provision",  # a section, article, regulation or paragraph of a schedule: what the law numbers through
    "piece",  # a numbered piece below a provision
    "text",  # words without a number, such as closing words
    "group",  # a part, chapter, schedule or cross-heading that holds provisions
    "amendment",  # words that the Act puts into another Act: not the law of this Act
    "definition",
    "table",
    "item",
]


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a text that name another provision or Act, and its address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A change that is law and that this version of the text does not show yet."""

    kind: str  # "words inserted", "omitted" ...
    affected: str  # "s. 165(1)"
    by: str  # address of the Act that makes it
    by_provision: str
    on: date | None  # when it takes effect, where that is settled
    prospective: bool


@dataclass(frozen=True)
class Passage:
    """One piece of an official text with all that hangs below it."""

    path: str  # as legislation.gov.uk numbers it: "section-10-3A-a", "schedule-1-paragraph-4-1"; "" without a number
    number: str | None  # its own bare number: "10", "3A", "a"
    text: str  # its own words, before its children
    heading: str | None = None
    children: tuple[Passage, ...] = ()
    extent: str | None = None  # "E+W+S+N.I.", inherited
    start: date | None = None  # from when this wording stands, inherited
    end: date | None = None  # first day on which it no longer stands
    status: Status | None = None
    notes: tuple[str, ...] = ()  # ids of the notes that are about it
    links: tuple[Link, ...] = ()  # what its own words refer to
    kind: Kind = "piece"

    def walk(self) -> Iterator[Passage]:
        """The passage and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @cached_property
    def full_text(self) -> str:
        """All words of this passage, in document order, without numbers and headings."""
        return " ".join(p.text for p in self.walk() if p.text)

    @cached_property
    def everything(self) -> str:
        """Numbers, headings and words of this passage, in document order."""
        parts = ((p.number or "", p.heading or "", p.text) for p in self.walk())
        return " ".join(part for three in parts for part in three if part)


@dataclass(frozen=True)
class OfficialText:
    """One version of an Act, instrument or page."""

    id: str  # "ukpga-2023-50"
    title: str
    address: str
    dated: date | None  # the date of this version; None: as enacted or made
    passages: tuple[Passage, ...]
    licence: str = "Open Government Licence v3.0"
    notes: dict[str, Note] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()  # not yet in the text
    enacted: date | None = None  # Royal Assent, or the day on which an instrument was made, where the text tells it
    edited: date | None = None  # the day on which the file was last edited
    unknown: tuple[str, ...] = ()  # elements that the reader did not know and kept as text

    @cached_property
    def provisions(self) -> tuple[Passage, ...]:
        """Sections, articles, regulations and paragraphs of schedules, in document order."""
        return tuple(p for top in self.passages for p in top.walk() if p.kind == "provision")

    @cached_property
    def by_path(self) -> dict[str, Passage]:
        """Every numbered passage by its path; the first one where a path is used twice."""
        found: dict[str, Passage] = {}
        for top in self.passages:
            for passage in top.walk():
                if passage.path:
                    found.setdefault(passage.path, passage)
        return found

    def notes_on(self, passage: Passage) -> list[Note]:
        """The notes that are about a passage: on it, on anything in it, or on the heading that it shares.

        :param passage: a passage of this text
        """
        group = self._group(passage)
        about = [*(group.notes if group else ()), *(n for piece in passage.walk() for n in piece.notes)]
        return [self.notes[n] for n in dict.fromkeys(about) if n in self.notes]

    def heading_of(self, passage: Passage) -> str | None:
        """The heading of a passage: its own, or the one that it shares with those beside it.

        :param passage: a passage of this text
        """
        group = self._group(passage)
        return passage.heading or (group.heading if group else None)

    def _group(self, passage: Passage) -> Passage | None:
        """The group that holds a passage directly."""
        groups = (g for top in self.passages for g in top.walk() if g.kind == "group" and any(c is passage for c in g.children))
        return next(groups, None)

    def provision(self, path: str) -> Passage | None:
        """The passage of a path, or the nearest one above it that exists (`section-3-5-a` -> `section-3-5`).

        :param path: a path such as `section-10-3A-a`
        :return: None when not even the section, article or paragraph is there
        """
        parts = path.split("-")
        lowest = 4 if "paragraph" in parts else 2
        while len(parts) >= lowest:
            if found := self.by_path.get("-".join(parts)):
                return found
            parts.pop()
        return None
