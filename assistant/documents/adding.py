"""Add a document: take it, read it apart, judge it, keep it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.documents.apart import Limits, read_apart
from assistant.documents.details import Given, judged, taken_ids
from assistant.documents.formats import format_of
from assistant.documents.judging import remarks_on
from assistant.documents.shelf import Origin, Shelf
from assistant.official.store import Stored
from assistant.path.matching import WordLists
from assistant.register.load import Register


@dataclass(frozen=True)
class Taken:
    """A document as it was given."""

    name: str  # of the file, or its address
    data: bytes
    address: str = ""  # where it was fetched
    content_type: str | None = None  # what the server calls it


@dataclass(frozen=True)
class Added:
    """What became of it."""

    record: Stored
    new: bool  # false: it was there before, and nothing was stored


def add_document(taken: Taken, given: Given, shelf: Shelf, register: Register, limits: Limits | None = None) -> Added:
    """Add a document.

    :param taken: the document
    :param given: what is said of it
    :param shelf: where it is kept
    :param register: whose ids it must not use, and whose words tell orders and languages
    :param limits: what reading it may cost
    :raises DocumentFault: when it is refused
    :raises QuestionError: when something that is said of it cannot be used
    :raises SyncBusy: when another process keeps the folder locked
    :raises StorageError: when the disk is full or cannot be written
    """
    digest = hashlib.sha256(taken.data).hexdigest()
    if known := shelf.same(digest):
        return Added(known, new=False)
    format_ = format_of(taken.data, taken.name, taken.content_type)
    taken_before = taken_ids(register)
    judged(given, "A document", taken_before)  # what is wrong there is said before a long reading
    reading = read_apart(taken.data, format_, taken.name, limits)
    details = judged(given, reading.title or reading.blocks[0].text, taken_before)
    remarks = (*reading.remarks, *remarks_on(reading, WordLists(register)))
    origin = Origin(taken.name, taken.address, digest, datetime.now(UTC).replace(microsecond=0))
    record, new = shelf.add(details, reading.model_copy(update={"remarks": remarks}), origin)
    return Added(record, new)
