"""The numbers of the sources under an answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Block, Citation
from assistant.register.schema import Document, Statement

_OWN_SOURCES = frozenset({"timeline", "news"})  # kinds whose statements each have a source of their own


def numbered(blocks: Sequence[Block]) -> tuple[Citation, ...]:
    """One number for each entry, in the order of first use, with the statements that it supports.

    An entry whose statements have sources of their own (a timeline, an article) gets a number for each source.
    """
    used: dict[tuple[str, str | None], tuple[Document, list[Statement]]] = {}
    for block in blocks:
        for sentence in block.sentences:
            for document, statement in sentence.cites:
                held = used.setdefault(citation_key(document, statement), (document, []))[1]
                if statement not in held:
                    held.append(statement)
    return tuple(
        Citation(number, document, key[1], tuple(statements)) for number, (key, (document, statements)) in enumerate(used.items(), 1)
    )


def citation_key(document: Document, statement: Statement) -> tuple[str, str | None]:
    """What makes a citation one: the entry, and the address that it links to."""
    own = document.kind in _OWN_SOURCES and statement.sources
    return entry_id(document, statement), statement.sources[0] if own else document.url


def entry_id(document: Document, statement: Statement) -> str:
    """The id under which a statement is cited: its entry's, or for the timeline that of the event."""
    return statement.id if document.kind == "timeline" else document.id
