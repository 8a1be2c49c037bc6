"""An added document for a terminal: what it is, and its passages with what the register says to their claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.cli.common import print_json
from assistant.cli.documents import as_row
from assistant.cli.quotes import claim_line
from assistant.compose.wording import in_words
from assistant.documents.claims import Checked, claims_in, entry_of
from assistant.documents.pieces import Piece, pieces_of
from assistant.documents.shelf import Document, Shelf
from assistant.register import load
from assistant.register.load import Register
from assistant.settings import Settings

_BAR = "    | "


def show_document(given: str, as_json: bool) -> bool:
    """Print the added document of this id; no entry of the register has the id of one.

    :param given: the id
    :param as_json: as one JSON object
    :return: false where there is none
    :raises OfficialTextFault: when it was damaged after it was stored
    """
    settings = Settings()
    shelf = Shelf(settings.documents)
    if not shelf.has(given):
        return False
    document, register = shelf.find(given), load.read_register(settings.corpus)
    if as_json:
        print_json(document_row(document, register))
    else:
        print(document_text(document, register))
    return True


def document_text(document: Document, register: Register) -> str:
    """A document as text.

    :param document: the document
    :param register: what it says to the claims of an article
    """
    record = document.record
    facts = {
        "id": record.text,
        "kind": register.phrases[f"document_{record.kind}"],
        "publisher": record.publisher or "not stated",
        "date": in_words(record.dated) if record.dated else "not stated",
        "licence": record.licence,
        "from": record.address or record.asked,
        "added": in_words(record.fetched.date()),
    }
    lines = [record.title, *(f"{name:11} {value}" for name, value in facts.items()), *(f"{'note':11} {r}" for r in record.remarks)]
    for piece, checked in _checked(document, register):
        lines += ["", *_piece(piece, register.phrases[f"document_{record.kind}"])]
        lines += [claim_line(c.reference, c.statement) for c in checked]
    return "\n".join(lines)


def document_row(document: Document, register: Register) -> dict[str, Any]:
    """A document as JSON data.

    :param document: the document
    :param register: what it says to the claims of an article
    """
    passages = [
        {
            "place": piece.place,
            "heading": piece.heading,
            "text": piece.text,
            "claims": [{"statement": c.reference, "aspect": c.statement.aspect, "text": c.statement.text} for c in checked],
        }
        for piece, checked in _checked(document, register)
    ]
    return as_row(document.record) | {"passages": passages}


def _checked(document: Document, register: Register) -> Iterator[tuple[Piece, list[Checked]]]:
    record = document.record
    entry = entry_of(record.title, document.blocks, record.kind, register)
    for piece in pieces_of(document.blocks, record.kind):
        yield piece, claims_in(piece, entry) if entry else []


def _piece(piece: Piece, kind: str) -> list[str]:
    heading = f": {piece.heading}" if piece.heading and piece.heading.lower() not in piece.place else ""
    return [f"{_BAR}{kind.upper()}, {piece.place}{heading}", *(f"{_BAR}  {line}" for line in piece.text.split("\n"))]
