"""The official texts that the operator has: a folder of copies, read as `corpus/sources/` says, and what `assistant sync` stored there.

Each is read when it is first needed. A stored file that turns out to be damaged is passed over and named in `faults`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from assistant.errors import OfficialTextFault
from assistant.official.changes import Change, newest, read_changes
from assistant.official.forms import read_form
from assistant.official.references import Reference
from assistant.official.store import Store, Stored
from assistant.official.tree import OfficialText, Passage
from assistant.register.sources import TextCopy, TextSource

_MARKED, _TEXTS = {"clml", "xhtml"}, {"labelled", "numbered", "text"}
_TAG = re.compile(r"<[^>]*>")
STORE = "store"  # the folder of stored texts, below the folder of copies


@dataclass(frozen=True)
class Held:
    """A passage that the operator holds, with the text that it comes from."""

    text: OfficialText
    passage: Passage
    complete: bool  # false: the copy of the provision breaks off
    exact: bool  # false: the passage is one above the place that was named


class Library:
    """The copies and stored texts of one folder."""

    def __init__(self, folder: Path, sources: Iterable[TextSource] = (), copies: Iterable[TextCopy] = ()) -> None:
        """
        :param folder: where the copies lie, and the store below it
        :param sources: the texts
        :param copies: how each copy is read; a copy whose file is absent is passed over
        """
        self._folder = folder
        self._store = Store(folder / STORE)
        self._sources = {s.id: s for s in sources}
        self._stored = {record.as_copy(STORE): record for record in self._store.versions()}
        self._copies = [*self._stored, *(c for c in copies if (folder / c.file).is_file())]
        self._read: dict[TextCopy, OfficialText | None] = {}
        self.faults = list(self._store.faults)

    @property
    def sources(self) -> dict[str, TextSource]:
        """The texts of which something is held, by their id."""
        held = {c.text for c in self._copies}
        return {i: s for i, s in self._sources.items() if i in held}

    @property
    def acts(self) -> dict[str, str]:
        """Names of Acts of which something is held -> id of the text."""
        return {self._sources[c.text].act: c.text for c in self._copies if c.text in self._sources}

    @property
    def ids(self) -> list[str]:
        """Ids of all texts of which something is held, pages and documents among them, each once."""
        return list(dict.fromkeys(c.text for c in self._copies))

    @cached_property
    def files(self) -> list[Path]:
        """The files that are held."""
        return list(dict.fromkeys(self._folder / c.file for c in self._copies))

    def record(self, copy: TextCopy) -> Stored | None:
        """Where a stored version comes from: address, day, licence, kind; None for a copy that was not fetched."""
        return self._stored.get(copy)

    def texts(self, id_: str) -> list[tuple[TextCopy, OfficialText]]:
        """All versions of a text, newest first; of the same date, the stored one first."""
        found = [(c, text) for c in self._copies if c.text == id_ and (text := self._open(c))]
        return sorted(found, key=lambda pair: pair[1].dated or date.min, reverse=True)

    def find(self, act: str, reference: Reference) -> list[Held]:
        """The versions of the place that a reference names, newest first; copies that break off only where nothing whole is held.

        :param act: the Act's name; may go on after it, as in `Abusive Behaviour and Sexual Harm (Scotland) Act 2016 (asp 22)`
        :param reference: the place
        :return: empty when the Act, or the provision, is not held
        """
        text_id = next((i for name, i in self.acts.items() if act.startswith(name)), None)
        if text_id is None:
            return []
        found = [held for copy, text in self.texts(text_id) for held in _within(copy, text, reference)]
        return [held for held in found if held.complete] or found

    def between(self, act: str, first: Reference, last: Reference) -> list[Held]:
        """The pieces that stand between the two ends of a range, in every version that has both.

        :param act: the Act's name
        :param first: one end
        :param last: the other
        """
        text_id = next((i for name, i in self.acts.items() if act.startswith(name)), None)
        found: list[Held] = []
        for copy, text in self.texts(text_id) if text_id else []:
            paths = list(text.by_path)
            if first.path in text.by_path and last.path in text.by_path:
                inner = paths[paths.index(first.path) : paths.index(last.path)]
                found += [Held(text, text.by_path[p], copy.complete, True) for p in inner]
        return found

    def changes(self, id_: str) -> list[Change]:
        """What the stored changes feed of a text tells, each change once, as it was last edited; the newest first."""
        feeds = []
        for record in self._store.records(id_):
            if record.part == "changes":
                try:
                    feeds.append(read_changes(self._store.read(record), record.file))
                except OfficialTextFault as fault:
                    self.faults.append(str(fault))
        return sorted(newest(feeds).values(), key=lambda change: change.modified, reverse=True)

    def wordings(self) -> Iterator[str]:
        """The words of each file that is held; of whole stored texts, those of the newest version."""
        seen: set[str] = set()
        for copy in self._copies:
            if copy.part == "whole" and copy in self._stored:
                if copy.text in seen:
                    continue
                seen.add(copy.text)
            if copy.form in _MARKED:
                yield html.unescape(_TAG.sub(" ", (self._folder / copy.file).read_text("utf-8", "replace")))
            elif copy.form in _TEXTS:
                yield (self._folder / copy.file).read_text("utf-8", "replace")
            elif text := self._open(copy):
                yield " ".join(p.everything for p in text.passages)

    def _open(self, copy: TextCopy) -> OfficialText | None:
        if copy not in self._read:
            try:
                self._read[copy] = self._read_copy(copy)
            except OfficialTextFault as fault:
                if copy not in self._stored:
                    raise
                self.faults.append(str(fault))
                self._read[copy] = None
        return self._read[copy]

    def _read_copy(self, copy: TextCopy) -> OfficialText:
        record = self._stored.get(copy)
        path = self._folder / copy.file
        data = self._store.read(record) if record else path.read_bytes()
        title = record.title if record else self._sources[copy.text].act
        text = read_form(data, copy, title)
        kept = tuple(p for p in text.passages if not copy.only or p.number in copy.only)
        if record:
            text = replace(text, address=text.address or record.address, dated=record.dated, licence=record.licence)
        return replace(text, passages=kept)


def _within(copy: TextCopy, text: OfficialText, reference: Reference) -> Iterable[Held]:
    if reference.schedule and not reference.number:
        whole = text.by_path.get(reference.path)
        below = tuple(p for p in text.provisions if p.path.startswith(reference.path + "-"))
        if whole is None and below:
            whole = Passage(reference.path, reference.schedule, "", children=below)
        if whole:
            yield Held(text, whole, copy.complete and copy.part == "whole", True)
        return
    passage = text.provision(reference.path)
    if passage:
        yield Held(text, passage, copy.complete, passage.path == reference.path)
