"""The official part of an index as it is kept: passages, and which of them each statement restates, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from assistant.errors import IndexFault
from assistant.index.manifest import Manifest
from assistant.official.passage import OfficialPassage

COLLECTION = "passages"
LINKED = "linked_statements"
_FILES = {COLLECTION: "passages.jsonl", LINKED: "links.jsonl"}
FILES = frozenset(_FILES.values())
T = TypeVar("T", bound=BaseModel)


class Target(BaseModel):
    """A passage and the words of it that a statement restates."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    passage: str
    quotes: tuple[str, ...]  # exact pieces of its text, in their order
    compared: bool = False  # a second reader compared the statement with this version


class Link(BaseModel):
    """A statement and its passages, in every held version of the place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statement: str  # "entry#statement"
    to: tuple[Target, ...]


class _Lines:
    """The rows of a file; they are read when the first one is needed."""

    def __init__(self, path: Path) -> None:
        """
        :param path: the file
        :raises OSError: when it cannot be read
        """
        self._lines = path.read_bytes().splitlines()

    def __len__(self) -> int:
        return len(self._lines)

    def _rows(self, form: type[T]) -> list[T]:
        return [form.model_validate(json.loads(line)) for line in self._lines]


class PassageFile(_Lines):
    """The official passages of an index."""

    @cached_property
    def by_id(self) -> dict[str, OfficialPassage]:
        """The passages by their id, in the order of the texts.

        :raises ValueError: when a row has another form
        """
        return {p.id: p for p in self._rows(OfficialPassage)}


class LinkFile(_Lines):
    """The links of an index."""

    @cached_property
    def by_statement(self) -> dict[str, tuple[Target, ...]]:
        """The passages of each linked statement, by "entry#statement".

        :raises ValueError: when a row has another form
        """
        return {link.statement: link.to for link in self._rows(Link)}

    @cached_property
    def by_passage(self) -> dict[str, tuple[str, ...]]:
        """The statements that are linked to each passage, by the id of the passage.

        :raises ValueError: when a row has another form
        """
        found: dict[str, list[str]] = {}
        for statement, targets in self.by_statement.items():
            for target in targets:
                found.setdefault(target.passage, []).append(statement)
        return {passage: tuple(statements) for passage, statements in found.items()}


def write_official(build: Path, passages: Iterable[OfficialPassage], links: Iterable[Link]) -> None:
    """Write both files.

    :param build: folder of the build
    :raises OSError: when the disk is full or cannot be written
    """
    for name, rows in ((COLLECTION, passages), (LINKED, links)):
        with (build / _FILES[name]).open("w", encoding="utf-8") as file:
            file.writelines(row.model_dump_json(exclude_defaults=True) + "\n" for row in rows)


def open_official(build: Path, manifest: Manifest) -> tuple[PassageFile, LinkFile]:
    """The passages and links of a build whose files are proved.

    :param build: its folder
    :param manifest: how many rows they must have
    :raises IndexFault: when they cannot be read or are not complete
    """
    try:
        passages, links = PassageFile(build / _FILES[COLLECTION]), LinkFile(build / _FILES[LINKED])
    except OSError as error:
        raise IndexFault("its official passages cannot be read.") from error
    for name, rows in ((COLLECTION, passages), (LINKED, links)):
        if len(rows) != manifest.counts.get(name):
            raise IndexFault(f"its file {_FILES[name]} holds {len(rows)} rows and should hold {manifest.counts.get(name)}.")
    return passages, links
