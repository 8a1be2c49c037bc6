"""The official texts that the operator has: a folder of copies, read as `corpus/sources/` says, each when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from assistant.official.clml import read_clml
from assistant.official.labelled import read_labelled
from assistant.official.numbered import MarkdownForm, read_numbered
from assistant.official.references import Reference
from assistant.official.tree import OfficialText, Passage
from assistant.official.xhtml import read_xhtml
from assistant.register.words import TextCopy, TextSource


@dataclass(frozen=True)
class Held:
    """A passage that the operator holds, with the text that it comes from."""

    text: OfficialText
    passage: Passage
    complete: bool  # false: the copy of the provision breaks off
    exact: bool  # false: the passage is one above the place that was named


class Library:
    """The copies of one folder."""

    def __init__(self, folder: Path, sources: Iterable[TextSource], copies: Iterable[TextCopy]) -> None:
        """
        :param folder: where the copies lie
        :param sources: the texts
        :param copies: how each copy is read; a copy whose file is absent is passed over
        """
        self._folder = folder
        self._sources = {s.id: s for s in sources}
        self._copies = [c for c in copies if (folder / c.file).is_file()]
        self._read: dict[TextCopy, OfficialText] = {}

    @property
    def acts(self) -> dict[str, str]:
        """Names of Acts of which something is held -> id of the text."""
        return {self._sources[c.text].act: c.text for c in self._copies}

    @cached_property
    def files(self) -> list[Path]:
        """The files that are held."""
        return list(dict.fromkeys(self._folder / c.file for c in self._copies))

    def texts(self, id_: str) -> list[tuple[TextCopy, OfficialText]]:
        """All versions of a text, newest first."""
        found = [(c, self._open(c)) for c in self._copies if c.text == id_]
        return sorted(found, key=lambda pair: pair[1].dated or date.min, reverse=True)

    def find(self, act: str, reference: Reference) -> list[Held]:
        """The versions of the place that a reference names, newest first.

        :param act: the Act's name; may go on after it, as in `Abusive Behaviour and Sexual Harm (Scotland) Act 2016 (asp 22)`
        :param reference: the place
        :return: empty when the Act, or the provision, is not held
        """
        text_id = next((i for name, i in self.acts.items() if act.startswith(name)), None)
        if text_id is None:
            return []
        return [held for copy, text in self.texts(text_id) for held in _within(copy, text, reference)]

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

    def _open(self, copy: TextCopy) -> OfficialText:
        if copy not in self._read:
            path = self._folder / copy.file
            source = self._sources[copy.text]
            text = _READERS[copy.form](path, source, copy)
            kept = tuple(p for p in text.passages if not copy.only or p.number in copy.only)
            self._read[copy] = replace(text, passages=kept)
        return self._read[copy]


_READERS: dict[str, Callable[[Path, TextSource, TextCopy], OfficialText]] = {
    "labelled": lambda path, source, copy: read_labelled(path, source.id),
    "numbered": lambda path, source, copy: read_numbered(path, MarkdownForm(source.id, source.act, copy.prefix)),
    "clml": lambda path, source, copy: read_clml(path.read_bytes(), path.name, source.id),
    "xhtml": lambda path, source, copy: read_xhtml(path.read_bytes(), path.name, source.id, source.act),
}


def _within(copy: TextCopy, text: OfficialText, reference: Reference) -> Iterable[Held]:
    if reference.schedule and not reference.number:
        below = tuple(p for p in text.passages if p.path.startswith(reference.path + "-"))
        if below:
            whole = Passage(reference.path, reference.schedule, "", children=below)
            yield Held(text, whole, copy.complete and copy.form in ("labelled", "clml"), True)
        return
    passage = text.provision(reference.path)
    if passage:
        yield Held(text, passage, copy.complete, passage.path == reference.path)
