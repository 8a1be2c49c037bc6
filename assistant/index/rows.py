"""The texts of the register that are embedded, as rows of three collections.

`statements` holds titles and statements, `questions` the lay questions, `pitfalls` the wrong beliefs. Each row
knows the entry that it belongs to; a provision is ranked by its best row of each kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.register.load import Register
from assistant.register.schema import Document, Provision

COLLECTIONS = ("statements", "questions", "pitfalls")


@dataclass(frozen=True)
class Row:
    """One text to embed."""

    id: str  # "entry#statement", "entry#title", "entry?3", "pitfall?3"
    entry: str
    text: str
    more: Mapping[str, int] = field(default_factory=dict, compare=False)  # kept with it in the store, to filter by


def rows_of(register: Register) -> dict[str, list[Row]]:
    """All rows by collection, in a fixed order.

    :param register: the register
    :return: collection name -> rows
    """
    statements: list[Row] = []
    questions: list[Row] = []
    for document in register.documents.values():
        statements.append(Row(f"{document.id}#title", document.id, full_title(document)))
        statements += [Row(f"{document.id}#{s.id}", document.id, s.text) for s in document.statement]
        questions += [Row(f"{document.id}?{i}", document.id, text) for i, text in enumerate(document.asked_as)]
    pitfalls = [
        Row(f"{pitfall.id}?{i}", pitfall.id, text)
        for pitfall in register.pitfalls
        for i, text in enumerate((pitfall.belief, *pitfall.asked_as))
    ]
    return {"statements": statements, "questions": questions, "pitfalls": pitfalls}


def full_title(document: Document) -> str:
    """The title of an entry with its Act and section, as a reader would name it."""
    if isinstance(document, Provision) and document.kind != "gap":
        return f"{document.act}, {document.provision}: {document.title}"
    return document.title


def bag_of(document: Document) -> str:
    """All the words of an entry, for word matching (BM25)."""
    parts = [full_title(document), *(s.text for s in document.statement), *document.asked_as]
    return "\n".join(parts)
