"""Build an index from the register: embed, write Chroma and BM25, learn the labels, hash, swap in whole.

Killing a build at any moment leaves the old index serving: a build is written into a folder of its own, its
manifest last, and only then the pointer to it is replaced in one step.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from assistant.encode import Encoder
from assistant.encode.base import Array
from assistant.errors import BuildBusy, RegisterError, StorageError
from assistant.index import folder as folders
from assistant.index.held import COLLECTION
from assistant.index.manifest import FORMAT, NAME, Manifest, hash_files
from assistant.index.official import OfficialTexts, official_texts
from assistant.index.reviews import write_reviews
from assistant.index.rows import Row, bag_of, rows_of
from assistant.index.store import open_client, write_collection
from assistant.index.vectors import VectorCache
from assistant.index.words import build_words
from assistant.reading import features, labels
from assistant.reading import train as how
from assistant.reading.train import Lesson, lessons, train
from assistant.register.check import check
from assistant.register.load import Register, dump_register, read_register

_PACKAGES = ("chromadb", "langchain-chroma", "bm25s", "numpy", "tokenizers")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG}


@dataclass(frozen=True)
class Built:
    """What a build made."""

    folder: Path
    manifest: Manifest


def build(
    corpus: Path,
    index: Path,
    encoder: Encoder,
    progress: Callable[[int, int], None] = lambda n, total: None,
    official: Path | None = None,
    passages: bool = True,
    documents: Path | None = None,
) -> Built:
    """Build the index and swap it in.

    :param corpus: the register's folder
    :param index: the index folder; created where it is missing
    :param encoder: what embeds the texts
    :param progress: called with texts newly embedded and their total number
    :param official: folder with official texts, which tell what is under review; None: there are none
    :param passages: whether the index gets the passages of the official texts
    :param documents: folder with documents that were added; None: there are none
    :return: the new build
    :raises RegisterMissing: when there is no register
    :raises RegisterError: when the register has faults
    :raises OfficialTextFault: when an official text or an added document cannot be read
    :raises BuildBusy: when another build runs
    :raises StorageError: when the disk is full or cannot be written
    """
    register = read_register(corpus)
    faults = check(register)
    if faults:
        raise RegisterError(faults)
    return build_from(register, index, encoder, progress, official, passages, documents)


def build_from(
    register: Register,
    index: Path,
    encoder: Encoder,
    progress: Callable[[int, int], None] = lambda n, total: None,
    official: Path | None = None,
    passages: bool = True,
    documents: Path | None = None,
) -> Built:
    """Build the index of a register that is in order, and swap it in; else as `build`.

    :param register: the register
    """
    with _storage_words(index), _only_builder(index):
        started = datetime.now(UTC)
        target = folders.builds(index) / started.strftime("%Y%m%dT%H%M%S%f")
        target.mkdir(parents=True)
        try:
            write_reviews(register, official, target)
            texts = official_texts(register, official if passages else None, encoder, documents)
            manifest = _write(register, texts, target, index, encoder, started, progress)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        folders.make_current(index, target)
        folders.sweep(index)
    return Built(target, manifest)


def _write(
    register: Register,
    official: OfficialTexts,
    target: Path,
    index: Path,
    encoder: Encoder,
    started: datetime,
    progress: Callable[[int, int], None],
) -> Manifest:
    rows = rows_of(register)
    taught = lessons(register)
    texts = [r.text for group in rows.values() for r in group]
    cache = VectorCache(index, encoder)
    total = len(texts) + len(official.rows) + len(encoder.readers) * len(taught)
    vectors = cache.embed(texts, lambda n: progress(n, total))
    wide = _wide(taught, index, encoder, cache, lambda n: progress(n, total))
    cache.save({*texts, *(x.example.text for x in taught)})
    start = 0
    client = open_client(target / "chroma")
    for name, group in rows.items():
        write_collection(client, name, group, vectors[start : start + len(group)])
        start += len(group)
    statements = {row.id: vector for row, vector in zip(rows["statements"], vectors, strict=False)}
    more = official.write(target, client, VectorCache(index, encoder, "official"), statements, lambda n: progress(n, total))
    client.close()  # type: ignore[attr-defined]  # the class has it; the interface does not declare it
    _write_labels(taught, wide, index, target / "labels.npz")
    documents = list(register.documents.values())
    build_words(target / "bm25-entries", [bag_of(d) for d in documents])
    build_words(target / "bm25-questions", [r.text for r in rows["questions"]])
    data = dump_register(register)
    (target / "register.json").write_bytes(data)
    manifest = Manifest(
        format=FORMAT,
        built=started.isoformat(timespec="seconds"),
        register_sha256=hashlib.sha256(data).hexdigest(),
        official_sha256=official.fingerprint,
        register_date=max(d.checked for d in documents).isoformat(),
        encoder=encoder.name,
        encoder_fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        versions={p: version(p) for p in _PACKAGES},
        counts={name: len(group) for name, group in rows.items()} | more | {"entries": len(documents)},
        probes=_probes({**rows, COLLECTION: official.rows}),
        files=hash_files(target),
    )
    (target / NAME).write_text(manifest.model_dump_json(indent=1), "utf-8")
    return manifest


def _wide(taught: list[Lesson], index: Path, encoder: Encoder, cache: VectorCache, progress: Callable[[int], None]) -> Array:
    """The vectors of the lessons by all readers of the encoder, side by side."""
    texts = [x.example.text for x in taught]
    caches = [cache, *(VectorCache(index, reader) for reader in encoder.readers[1:])]
    wide: Array = np.hstack([each.embed(texts, progress) for each in caches])
    for other in caches[1:]:
        other.save(set(texts))
    return wide


def _write_labels(taught: list[Lesson], vectors: Array, index: Path, path: Path) -> None:
    """Learn the labels, or take them from the build before where neither a lesson nor the way of learning has changed."""
    way = b"".join(Path(str(module.__file__)).read_bytes() for module in (how, features))
    lessons_read = hashlib.sha256(vectors.tobytes() + repr(taught).encode() + way).hexdigest()
    kept = index / f"labels-{lessons_read[:16]}.npz"
    if not kept.exists():
        for old in index.glob("labels-*.npz"):
            old.unlink()
        part = index / "labels.part.npz"
        labels.save(train(taught, vectors), part)
        part.replace(kept)
    shutil.copyfile(kept, path)


def _probes(rows: dict[str, list[Row]]) -> dict[str, str]:
    """A few texts that must find themselves when the index is opened (spread over the collections)."""
    chosen = {}
    for group in rows.values():
        times = Counter(row.text for row in group)  # versions of a law have many texts in common
        once = [row for row in group if times[row.text] == 1]
        for row in once[:: max(1, len(once) // 2)][:2]:
            chosen[row.text] = row.id
    return chosen


@contextmanager
def _only_builder(index: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    index.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(index / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise BuildBusy from error


@contextmanager
def _storage_words(index: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL or error.errno is None:
            raise StorageError(str(index), error.strerror or str(error)) from error
        raise
    except Exception as error:
        if "disk is full" in str(error) or "readonly database" in str(error):
            raise StorageError(str(index), str(error)) from error
        raise
