"""The store of texts in the data folder: each file with a record of where it comes from, versions side by side.

official/store/
  <text id>/<date>-<hash>.<ext>              a version as the publisher gave it (`enacted-...` and `undated-...` where it has no date)
  <text id>/<date>-<hash>.<ext>.stored.json  its record, written last: a file without a record does not count
  visits/<hash>.json                         what the last request to an address brought
  .lock                                      held while somebody writes
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import OfficialTextFault, StorageError, SyncBusy
from assistant.official.whole import PART, write_whole
from assistant.register.schema import Id
from assistant.register.sources import Form, Kind, Part, TextCopy

RECORD = ".stored.json"
_ENDINGS: dict[Form, str] = {
    "clml": "xml",
    "xhtml": "xht",
    "labelled": "txt",
    "numbered": "md",
    "govuk": "json",
    "html": "html",
    "pdf": "pdf",
    "text": "txt",
    "blocks": "json",
    "feed": "feed.xml",
}


class Stored(BaseModel):
    """The record of one stored file."""

    model_config = ConfigDict(frozen=True)

    text: Id
    title: str
    address: str  # where it came from in the end
    asked: str  # the address that was asked for
    fetched: AwareDatetime
    dated: date | None  # the date of this version; None: as enacted or made, or the page has no date
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int  # bytes
    licence: str
    form: Form
    kind: Kind
    part: Part = "whole"
    etag: str | None = None
    last_modified: str | None = None
    prefix: str = "section-"  # as in `TextCopy`
    only: tuple[str, ...] = ()
    complete: bool = True
    publisher: str = ""  # of a document that somebody added, as they say
    given_sha256: str | None = None  # of the file that they gave, of which the words alone are stored
    remarks: tuple[str, ...] = ()  # what was found when it was read

    @classmethod
    def of(cls, body: bytes, **facts: object) -> Self:
        """The record of a body.

        :param body: the file's bytes
        :param facts: the other fields
        """
        return cls.model_validate({**facts, "sha256": hashlib.sha256(body).hexdigest(), "size": len(body)})

    @property
    def file(self) -> str:
        """The file below the store, with `/` between folder and name."""
        undated = "enacted" if self.form in {"clml", "xhtml", "labelled"} else "undated"
        return f"{self.text}/{self.dated or undated}-{self.sha256[:8]}.{_ENDINGS[self.form]}"

    def as_copy(self, folder: str) -> TextCopy:
        """How the file is read.

        :param folder: the store's name below the folder of copies
        """
        fields = self.model_dump(include={"text", "form", "prefix", "only", "complete", "part"})
        return TextCopy(file=f"{folder}/{self.file}", **fields)


class Store:
    """The stored texts of one data folder. Reading never writes, so that a read-only copy of the folder serves too."""

    def __init__(self, folder: Path, what: str = "An official text") -> None:
        """
        :param folder: the store; it may be absent
        :param what: what it holds, for the message when something cannot be written
        """
        self.folder = folder
        self._what = what
        self.faults: list[str] = []  # what was found unreadable, in words for the operator

    def records(self, text: str | None = None) -> list[Stored]:
        """Everything that is stored whole, newest version first, of one version the one fetched last first.

        What is unreadable is passed over and named in `faults`; the next sync mends it.

        :param text: the id of a text; None: all
        """
        self.faults = []
        found = [r for path in sorted(self.folder.glob(f"{text or '*'}/*{RECORD}")) if (r := self._record(path))]
        return sorted(found, key=lambda r: (r.dated or date.min, r.fetched), reverse=True)

    def versions(self, text: str | None = None) -> list[Stored]:
        """The records that tell the law or guidance itself, newest first: of files with the same date and part, the one fetched last."""
        seen: dict[tuple[object, ...], Stored] = {}
        for record in self.records(text):
            if record.part in {"whole", "provisions"}:
                seen.setdefault((record.text, record.dated, record.only, record.asked if record.part == "provisions" else ""), record)
        return list(seen.values())

    def path(self, record: Stored) -> Path:
        """Where the file of a record lies."""
        return self.folder / record.file

    def read(self, record: Stored) -> bytes:
        """The bytes of a stored file.

        :raises OfficialTextFault: when they are not the ones that were stored
        """
        try:
            data = self.path(record).read_bytes()
        except OSError as error:
            raise OfficialTextFault(record.file, f"it cannot be read ({error.strerror}).") from error
        if hashlib.sha256(data).hexdigest() != record.sha256:
            raise OfficialTextFault(record.file, "it was changed or cut off after it was stored; the next sync fetches it again.")
        return data

    def put(self, record: Stored, body: bytes) -> Stored:
        """Store a file, then its record. What was stored before stays.

        :param record: made with `Stored.of(body, ...)`
        :param body: the file's bytes
        :return: the record
        :raises StorageError: when the disk is full or cannot be written
        """
        write_whole(self.path(record), body, self._what)
        write_whole(self._beside(record), record.model_dump_json(indent=1).encode(), self._what)
        return record

    def remove(self, record: Stored) -> None:
        """Take a file out: its record first, so that it counts no more from then on.

        :raises StorageError: when the folder cannot be written
        """
        try:
            self._beside(record).unlink(missing_ok=True)
            self.path(record).unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(str(self.folder), error.strerror or str(error), self._what) from error

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[None]:
        """Hold the lock of the folder; what a killed run left half-written is swept away first.

        :param patience: seconds to wait for another process
        :raises SyncBusy: when another process holds it
        :raises StorageError: when the folder cannot be written
        """
        lock = FileLock(self.folder / ".lock", timeout=patience)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise SyncBusy from error
        except OSError as error:
            raise StorageError(str(self.folder), error.strerror or str(error), self._what) from error
        try:
            for part in self.folder.glob(f"*/*{PART}"):
                part.unlink(missing_ok=True)
            yield
        finally:
            lock.release()

    def _beside(self, record: Stored) -> Path:
        path = self.path(record)
        return path.with_name(path.name + RECORD)

    def _record(self, path: Path) -> Stored | None:
        """The record of a file, where both are whole as far as can be told without reading the file."""
        name = path.relative_to(self.folder).as_posix()
        try:
            record = Stored.model_validate_json(path.read_bytes())
            if f"{record.file}{RECORD}" != name:
                self.faults.append(f"{name}: the record belongs to another file; it is passed over.")
            elif self.path(record).stat().st_size != record.size:
                self.faults.append(f"{name}: the file is cut off; it is passed over until the next sync.")
            else:
                return record
        except (OSError, ValidationError):
            self.faults.append(f"{name}: the record or its file is missing or half-written; it is passed over until the next sync.")
        return None
