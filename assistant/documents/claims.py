"""The claims of an article that the register knows: which of its paragraphs voice them, and what the register says to each.

A claim is known by a few words that the register lists beside it, and not by likeness: a correction beside the wrong sentence would itself
be a false statement. The register's entry is known by its title, which must stand in the title or at the beginning of the document.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.documents.blocks import Block
from assistant.documents.pieces import Piece
from assistant.path.matching import plain, whole_words
from assistant.register.load import Register
from assistant.register.schema import News, Statement

_BEGINNING = 5  # blocks in which the title of the article is looked for


@dataclass(frozen=True)
class Checked:
    """What the register says to a claim."""

    entry: News
    statement: Statement

    @property
    def reference(self) -> str:
        """The statement as it is named: "entry#statement"."""
        return f"{self.entry.id}#{self.statement.id}"


def entry_of(title: str, blocks: tuple[Block, ...], kind: str, register: Register) -> News | None:
    """The register's entry on the article that a document is a copy of.

    :param title: of the document
    :param blocks: its words
    :param kind: only news can be an article
    :param register: the register
    """
    if kind != "news":
        return None
    lines = [plain(title), *(plain(block.text) for block in blocks[:_BEGINNING])]
    return next((entry for entry in register.news if any(plain(entry.title) in line for line in lines)), None)


def claims_in(piece: Piece, entry: News) -> list[Checked]:
    """What the register says to the claims that a passage voices, in the order of the entry.

    :param piece: a passage of a copy of the article
    :param entry: the register's entry on it
    """
    text = plain(piece.text)
    voiced = {v.claim for v in entry.voiced if all(whole_words([words]).search(text) for words in v.words)}
    return [Checked(entry, statement) for statement in entry.statement if statement.id in voiced]
