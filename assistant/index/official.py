"""What a build takes from the official texts and added documents: their passages, and the links of statements to them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.documents.shelf import Shelf
from assistant.encode import Encoder
from assistant.encode.base import Array
from assistant.index.added import added_documents, hashes_of
from assistant.index.held import COLLECTION, LINKED, Link, Target, write_official
from assistant.index.linking import Linker
from assistant.index.passages import Made, passages_of
from assistant.index.rows import Row
from assistant.index.store import write_collection
from assistant.index.vectors import VectorCache
from assistant.official.library import Library
from assistant.proofs.run import library_of
from assistant.register.load import Register

if TYPE_CHECKING:
    from chromadb.api import ClientAPI


@dataclass(frozen=True)
class OfficialTexts:
    """What a build takes from the official texts and added documents; without any, everything in it is empty."""

    register: Register
    library: Library | None
    made: list[Made]
    fingerprint: str
    claims: list[Link] = field(default_factory=list)  # statements on claims of an article, with the passages that voice them

    @cached_property
    def rows(self) -> list[Row]:
        """What is embedded."""
        return [made.row for made in self.made]

    def write(
        self,
        target: Path,
        client: ClientAPI,
        cache: VectorCache,
        statements: Mapping[str, Array],
        progress: Callable[[int], None],
    ) -> dict[str, int]:
        """Write the collection, the passages and the links of statements.

        :param target: folder of the build
        :param client: its store
        :param cache: the vectors of passages; they are kept when a build leaves the texts out
        :param statements: the vectors of statements, by "entry#statement"
        :param progress: called with how many texts are newly embedded
        :return: counts for the manifest
        :raises OSError: when the disk is full or cannot be written
        """
        vectors = cache.embed([row.text for row in self.rows], progress)
        cache.save({row.text for row in self.rows})
        write_collection(client, COLLECTION, self.rows, vectors)
        known = {**statements, **{row.id: vector for row, vector in zip(self.rows, vectors, strict=True)}}
        found = list(Linker(self.register, self.library, self.made, known).links()) if self.library else []
        found += self.claims
        kept, dropped = _exact(found, {made.passage.id: made.passage.text for made in self.made})
        write_official(target, (made.passage for made in self.made), kept)
        quotes = sum(len(to.quotes) for link in kept for to in link.to)
        return {COLLECTION: len(self.made), LINKED: len(kept), "quotes": quotes, "quotes_dropped": dropped}


def official_texts(register: Register, folder: Path | None, encoder: Encoder, documents: Path | None = None) -> OfficialTexts:
    """Read and cut the official texts of a folder, and the documents that were added.

    :param register: says how they are read
    :param folder: where the texts lie; None, or an absent folder: there are none
    :param encoder: whose limit no passage of a text may exceed
    :param documents: where the documents lie; None, or an absent folder: there are none
    :raises OfficialTextFault: when a text or document cannot be read
    """
    library, shelf = _library(register, folder), _shelf(documents)
    made = passages_of(library, encoder.fits) if library else []
    if shelf is None:
        return OfficialTexts(register, library, made, _fingerprint(library, shelf))
    added = added_documents(register, shelf)
    return OfficialTexts(register, library, [*made, *added.made], _fingerprint(library, shelf), added.links)


def fingerprint_of(register: Register, folder: Path | None, documents: Path | None = None) -> str:
    """What tells whether the official texts or the added documents have changed: a hash over all that are held; "" without any."""
    return _fingerprint(_library(register, folder), _shelf(documents))


def _shelf(folder: Path | None) -> Shelf | None:
    shelf = Shelf(folder) if folder else None
    return shelf if shelf and shelf.records() else None


def _library(register: Register, folder: Path | None) -> Library | None:
    library = library_of(register, folder) if folder else None
    return library if library and library.files else None


def _fingerprint(library: Library | None, shelf: Shelf | None) -> str:
    rows = sorted(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in (library.files if library else ()))
    rows += hashes_of(shelf) if shelf else ()
    if not rows:
        return ""
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def _exact(links: list[Link], texts: Mapping[str, str]) -> tuple[list[Link], int]:
    """The links with only those quotes that stand in their passage letter by letter, and how many were dropped."""
    kept: list[Link] = []
    dropped = 0
    for link in links:
        to = []
        for target in link.to:
            quotes = tuple(q for q in target.quotes if q in texts[target.passage])
            dropped += len(target.quotes) - len(quotes)
            if quotes:
                to.append(Target(passage=target.passage, quotes=quotes, compared=target.compared))
        if to:
            kept.append(Link(statement=link.statement, to=tuple(to)))
    return kept, dropped
