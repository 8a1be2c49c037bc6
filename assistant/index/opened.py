"""Open an index for serving: prove that it is whole, then read it without ever writing to it.

Chroma writes to its folder even when it only reads, and opens a missing store as an empty one. So the files are
checked first, a private copy of the store is opened, and every collection must have its count and find its own texts.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.encode import Encoder, open_encoder
from assistant.encode.pairs import PairReader
from assistant.errors import IndexFault, IndexMissing
from assistant.index.folder import current_build
from assistant.index.held import COLLECTION, LinkFile, PassageFile, open_official
from assistant.index.manifest import Manifest, check_files, read_manifest
from assistant.index.reviews import read_reviews
from assistant.index.rows import COLLECTIONS, rows_of
from assistant.index.store import open_client, open_collection
from assistant.index.words import WordIndex
from assistant.reading.labels import LabelReader
from assistant.register.load import Register, load_register

if TYPE_CHECKING:
    from langchain_chroma import Chroma


@dataclass(frozen=True)
class Index:
    """An open index."""

    manifest: Manifest
    register: Register
    encoder: Encoder
    collections: dict[str, Chroma]
    words: WordIndex  # by entry
    question_words: WordIndex  # by lay question
    labels: LabelReader
    reviews: dict[str, date]  # statements whose official words have changed -> the day of the change
    passages: PassageFile  # official words; none where no official texts were there
    links: LinkFile  # which of them a statement restates
    pairs: PairReader  # what a statement says to a question


def open_index(index: Path, model: str) -> Index:
    """Open the current build.

    :param index: the index folder; nothing in it is written
    :param model: the encoder's name or folder; must be the one that built the index
    :return: the open index
    :raises IndexMissing: when nothing has been built
    :raises IndexFault: when it is damaged, incomplete, stale or of another version
    :raises EncoderFault: when the weights are missing or wrong
    """
    build = current_build(index)
    if build is None:
        raise IndexMissing(str(index))
    manifest = read_manifest(build)
    check_files(build, manifest)
    encoder = open_encoder(model)
    if encoder.fingerprint != manifest.encoder_fingerprint:
        raise IndexFault(f"it was built with the encoder {manifest.encoder}, and this is {encoder.name}.")
    register = _register(build)
    collections = _collections(build, encoder)
    _check_content(manifest, collections, encoder)
    passages, links = open_official(build, manifest)
    try:
        words = WordIndex(build / "bm25-entries", list(register.documents))
        question_words = WordIndex(build / "bm25-questions", [r.id for r in rows_of(register)["questions"]])
        labels = LabelReader.open(build / "labels.npz")
    except (OSError, ValueError, KeyError) as error:
        raise IndexFault("its word index or labels cannot be read.") from error
    return Index(
        manifest, register, encoder, collections, words, question_words, labels, read_reviews(build), passages, links, PairReader()
    )


def _register(build: Path) -> Register:
    try:
        return load_register(build / "register.json")
    except (OSError, ValueError) as error:
        raise IndexFault("its register was made by another version.") from error


def _collections(build: Path, encoder: Encoder) -> dict[str, Chroma]:
    private = Path(tempfile.mkdtemp(prefix="assistant-index-"))
    try:
        shutil.copytree(build / "chroma", private, dirs_exist_ok=True, copy_function=shutil.copyfile)
        client = open_client(private)
        opened = {name: open_collection(client, name, encoder) for name in (*COLLECTIONS, COLLECTION)}
    except Exception as error:  # Chroma raises errors of many families on a damaged store
        shutil.rmtree(private, ignore_errors=True)
        raise IndexFault("its store cannot be opened.") from error
    weakref.finalize(client, shutil.rmtree, private, ignore_errors=True)
    return opened


def _check_content(manifest: Manifest, collections: dict[str, Chroma], encoder: Encoder) -> None:
    for name, store in collections.items():
        found = store._collection.count()
        if found != manifest.counts[name]:
            raise IndexFault(f"{name} holds {found} rows and should hold {manifest.counts[name]}.")
    vectors = encoder.encode(list(manifest.probes))
    for (text, row), vector in zip(manifest.probes.items(), vectors, strict=True):
        hits = [
            hit.id
            for store in collections.values()
            for hit in store.similarity_search_by_vector(vector.tolist(), k=3)
            if hit.page_content == text
        ]
        if row not in hits:
            raise IndexFault("a text does not find itself in it.")
