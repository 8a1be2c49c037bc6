"""The passages of documents that people added, and which of them voice the claims that statements of the register answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.documents.claims import claims_in, entry_of
from assistant.documents.pieces import Piece, pieces_of
from assistant.documents.shelf import Document, Shelf
from assistant.index.cutting import Cut, Line
from assistant.index.held import Link, Target
from assistant.index.passages import Made
from assistant.official.passage import OfficialPassage, hash_of
from assistant.official.tree import Passage
from assistant.register.load import Register


@dataclass(frozen=True)
class AddedDocuments:
    """What a build takes from the documents that were added."""

    made: list[Made]
    links: list[Link]  # statements on claims -> the passages that voice them


def added_documents(register: Register, shelf: Shelf) -> AddedDocuments:
    """The passages of all documents that are whole.

    :param register: what it says to the claims of an article
    :param shelf: the documents
    :raises OfficialTextFault: when a document was changed after it was stored
    """
    made: list[Made] = []
    voiced: dict[str, list[Target]] = {}
    for record in shelf.records():
        document = shelf.open(record)
        entry = entry_of(record.title, document.blocks, record.kind, register)
        for piece in pieces_of(document.blocks, record.kind):
            made.append(_made(document, piece))
            for claim in claims_in(piece, entry) if entry else ():
                target = Target(passage=made[-1].passage.id, quotes=(piece.text,))
                voiced.setdefault(claim.reference, []).append(target)
    return AddedDocuments(made, [Link(statement=name, to=tuple(to)) for name, to in sorted(voiced.items())])


def hashes_of(shelf: Shelf) -> Iterator[str]:
    """One line for each document, which changes when the document or what is said of it changes."""
    for record in shelf.records():
        yield f"{record.text} {hashlib.sha256(record.model_dump_json().encode()).hexdigest()}"


def _made(document: Document, piece: Piece) -> Made:
    record = document.record
    passage = OfficialPassage(
        id=f"{record.text}@{record.dated or 'undated'}/{piece.number}",
        text_id=record.text,
        path=f"passage-{piece.number}",
        place=piece.place,
        title=f"{record.title} ({record.publisher + ', ' if record.publisher else ''}added here)",  # nobody but the operator vouches for it
        heading=piece.heading,
        address=record.address,
        dated=record.dated,
        since=record.dated or record.fetched.date(),
        kind=record.kind,
        licence=record.licence,
        text=piece.text,
        depths=tuple(0 for _ in piece.text.split("\n")),
        sha256=hash_of(piece.text),
    )
    place = Passage(passage.path, None, "", heading=piece.heading)
    return Made(passage, Cut(place, passage.path, tuple(Line(passage.path, 0, line) for line in piece.text.split("\n"))))
