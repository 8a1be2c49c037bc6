"""The Chroma store: our own vectors, embedded in the process, no server, no telemetry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.encode.base import Array, Encoder
from assistant.index.rows import Row

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_chroma import Chroma

_BATCH = 5_000  # Chroma takes 5,461 rows at most
# Wide enough that the approximate search finds what an exact one would; see docs/decisions.
_CONFIGURATION = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}}


def open_client(folder: Path) -> ClientAPI:
    """A Chroma client on a folder of this process.

    Chroma's HTTP server is never used (CVE-2026-45829, 45830, 45831 and 45833 let a stranger run code).

    :param folder: where the store lies; it is created where it is missing, so callers check first
    """
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False, allow_reset=False))


def write_collection(client: ClientAPI, name: str, rows: list[Row], vectors: Array) -> None:
    """Write one collection whole.

    :param client: an open store
    :param name: name of the collection
    :param rows: its rows
    :param vectors: (len(rows), dimension) float32
    """
    from typing import Any, cast

    collection = client.create_collection(name, embedding_function=None, configuration=cast(Any, _CONFIGURATION))
    for start in range(0, len(rows), _BATCH):
        part = rows[start : start + _BATCH]
        collection.upsert(
            ids=[r.id for r in part],
            embeddings=vectors[start : start + _BATCH],
            documents=[r.text for r in part],
            metadatas=[{"entry": r.entry, **r.more} for r in part],
        )


def open_collection(client: ClientAPI, name: str, encoder: Encoder) -> Chroma:
    """One collection as LangChain's vector store.

    :raises ValueError: when there is no such collection
    """
    from langchain_chroma import Chroma

    return Chroma(name, embedding_function=encoder, client=client, create_collection_if_not_exists=False)
