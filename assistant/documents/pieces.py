"""Cut a document by its structure: news by paragraphs, anything else by what stands under one heading.

Lists stay with what leads to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.documents.blocks import Block
from assistant.register.sources import Kind

MOST_WORDS = 140  # of a piece; the encoder reads about 190 words of ordinary English
_MOST_LETTERS = 1_000  # of a piece, for writing without spaces
_SENTENCE = re.compile(r"(?<=[.!?;:\u201d\"])\s+")
_PAGE = re.compile(r"Page \d+")


@dataclass(frozen=True)
class Piece:
    """One passage of a document."""

    number: int  # from 1
    heading: str | None  # the nearest above
    text: str  # exact words, one paragraph a line

    @property
    def place(self) -> str:
        """As people write it: "passage 3", "page 2, passage 5"."""
        page = f"{self.heading.lower()}, " if self.heading and _PAGE.fullmatch(self.heading) else ""
        return f"{page}passage {self.number}"


def pieces_of(blocks: tuple[Block, ...], kind: Kind) -> list[Piece]:
    """The passages of a document, in its order. Nothing of its words is lost, headings apart, which go with the passages below them.

    :param blocks: the document
    :param kind: of the document
    """
    return [Piece(n, heading, text) for n, (heading, text) in enumerate(_cut(blocks, kind), 1)]


def _cut(blocks: tuple[Block, ...], kind: Kind) -> Iterator[tuple[str | None, str]]:
    heading: str | None = None
    alone = False  # whether the heading has nothing below it yet
    group: list[str] = []
    for block in blocks:
        if block.kind == "heading":
            yield from _joined(heading, group)
            if alone and heading:
                yield None, heading  # a heading with nothing of its own is a passage of its own
            heading, alone, group = block.text, True, []
            continue
        alone = False
        for part in _small(block.text):
            if group and not (_belongs(group, block, kind) and _fits("\n".join([*group, part]))):
                yield from _joined(heading, group)
                group = []
            group.append(part)
    yield from _joined(heading, group)
    if alone and heading:
        yield None, heading


def _joined(heading: str | None, group: list[str]) -> Iterator[tuple[str | None, str]]:
    if group:
        yield heading, "\n".join(group)


def _belongs(group: list[str], block: Block, kind: Kind) -> bool:
    """Whether a block goes on with the passage before it."""
    return kind != "news" or block.kind == "item" or group[-1].endswith(":")


def _fits(text: str) -> bool:
    return len(text) <= _MOST_LETTERS and len(text.split()) <= MOST_WORDS


def _small(text: str) -> Iterator[str]:
    """A paragraph in parts that fit, cut between sentences, or between words, or anywhere where that does not help."""
    part = ""
    for sentence in [text] if _fits(text) else _SENTENCE.split(text):
        for bit in [sentence] if _fits(sentence) else _hard(sentence):
            if part and not _fits(f"{part} {bit}"):
                yield part
                part = ""
            part = f"{part} {bit}" if part else bit
    if part:
        yield part


def _hard(sentence: str) -> Iterator[str]:
    """Word by word; what has no spaces in letters that fit."""
    yield from (word[i : i + _MOST_LETTERS] for word in sentence.split(" ") for i in range(0, len(word), _MOST_LETTERS))
