"""The documents that were added: kept in the data folder, each with a record, found, opened and taken away.

They lie apart from the official texts, so that no document can pass for a version of an Act.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.documents.blocks import Block, Reading, dump_blocks, load_blocks
from assistant.documents.details import Details, is_id
from assistant.errors import BadDetail, OfficialTextFault, StorageError, UnknownDocument
from assistant.official.store import RECORD, Store, Stored

_PATIENCE = 5.0  # seconds; adding holds the lock for a moment only


@dataclass(frozen=True)
class Document:
    """A document that was added."""

    record: Stored
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Origin:
    """Where a document came from."""

    name: str  # of the file, or its address
    address: str  # "" for a file
    sha256: str  # of what was given
    at: datetime


class Shelf:
    """The added documents of one data folder."""

    def __init__(self, folder: Path) -> None:
        """:param folder: where they lie; it may be absent"""
        self._store = Store(folder, "The document")

    @property
    def faults(self) -> list[str]:
        """What was unreadable when the documents were last looked through, in words for the operator."""
        return self._store.faults

    def records(self) -> list[Stored]:
        """All documents, by id."""
        return sorted(self._store.records(), key=lambda record: record.text)

    def has(self, id_: str) -> bool:
        """Whether there is a document of this id, whole or damaged."""
        return self._folder(id_) is not None

    def find(self, id_: str) -> Document:
        """A document with its words.

        :raises UnknownDocument: when there is none of this id
        :raises OfficialTextFault: when its file was changed after it was stored, or is damaged
        """
        record = next((r for r in self.records() if r.text == id_.strip().casefold()), None)
        if record is None and self._folder(id_):
            raise OfficialTextFault(id_, "its file or its record is damaged. Remove it and add it again.")
        if record is None:
            raise UnknownDocument(id_, [r.text for r in self.records()])
        return self.open(record)

    def open(self, record: Stored) -> Document:
        """The words of a document.

        :raises OfficialTextFault: when its file was changed after it was stored
        """
        return Document(record, load_blocks(self._store.read(record), record.file))

    def same(self, sha256: str) -> Stored | None:
        """The document that was made from a file with this hash."""
        return next((r for r in self.records() if r.given_sha256 == sha256), None)

    def add(self, details: Details, reading: Reading, origin: Origin) -> tuple[Stored, bool]:
        """Keep a document.

        :param details: what is said of it
        :param reading: its words, with remarks
        :param origin: where it came from
        :return: the record, and whether it is new; false: the same document, or the same words, were there before
        :raises BadDetail: when the id belongs to another document
        :raises SyncBusy: when another process keeps the folder locked
        :raises StorageError: when the disk is full or cannot be written
        """
        body = dump_blocks(reading.blocks)
        with self._writing():
            words = hashlib.sha256(body).hexdigest()
            there = self.records()
            known = next((r for r in there if origin.sha256 == r.given_sha256 or words == r.sha256), None)
            if known:
                return known, False
            if any(r.text == details.id for r in there):
                raise BadDetail("id", f"{details.id!r} is another document. Give another one with --id, or remove that one first.")
            return self._put(self._record(details, reading, origin, body), body), True

    def remove(self, id_: str) -> None:
        """Take a document away, also one that is damaged.

        :raises UnknownDocument: when there is none of this id
        :raises SyncBusy: when another process keeps the folder locked
        :raises StorageError: when the folder cannot be written
        """
        with self._writing():
            folder = self._folder(id_)
            if folder is None:
                raise UnknownDocument(id_, [r.text for r in self.records()])
            try:
                for path in sorted(folder.iterdir(), key=lambda p: not p.name.endswith(RECORD)):  # from the first on it counts no more
                    path.unlink()
                folder.rmdir()
            except OSError as error:
                raise StorageError(str(folder), error.strerror or str(error), "The document") from error

    def _folder(self, id_: str) -> Path | None:
        """The folder of a document, where there is one."""
        name = id_.strip().casefold()
        folder = self._store.folder / name
        return folder if is_id(name) and folder.is_dir() else None

    def _record(self, details: Details, reading: Reading, origin: Origin, body: bytes) -> Stored:
        return Stored.of(
            body,
            text=details.id,
            title=details.title,
            address=origin.address,
            asked=origin.name,
            fetched=origin.at,
            dated=details.dated,
            licence=details.licence,
            form="blocks",
            kind=details.kind,
            publisher=details.publisher,
            given_sha256=origin.sha256,
            remarks=reading.remarks,
        )

    def _put(self, record: Stored, body: bytes) -> Stored:
        """Store both files, or none."""
        try:
            return self._store.put(record, body)
        except StorageError:
            self._sweep()
            raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._store.writing(_PATIENCE):
            self._sweep()
            yield

    def _sweep(self) -> None:
        """Take away files without a record, which an adding that was cut off has left, and folders that are empty then."""
        for folder in self._store.folder.iterdir():
            if not folder.is_dir():
                continue
            for path in folder.iterdir():
                if not path.name.endswith(RECORD) and not path.with_name(path.name + RECORD).exists():
                    path.unlink(missing_ok=True)
            if not any(folder.iterdir()):
                folder.rmdir()
