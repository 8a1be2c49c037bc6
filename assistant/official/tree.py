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

Status = Literal["in force", "prospective", "repealed"]


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

    def walk(self) -> Iterator[Passage]:
        """The passage and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @cached_property
    def full_text(self) -> str:
        """All words of this passage, in document order, without numbers and headings."""
        return " ".join(p.text for p in self.walk() if p.text)


@dataclass(frozen=True)
class OfficialText:
    """One version of an Act, instrument or page."""

    id: str  # "ukpga-2023-50"
    title: str
    address: str
    dated: date | None  # the date of this version; None: as enacted or made
    passages: tuple[Passage, ...]
    licence: str = "Open Government Licence v3.0"
    notes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_path(self) -> dict[str, Passage]:
        """Every numbered passage by its path; the first one where a path is used twice."""
        found: dict[str, Passage] = {}
        for top in self.passages:
            for passage in top.walk():
                if passage.path:
                    found.setdefault(passage.path, passage)
        return found

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
