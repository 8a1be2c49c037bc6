"""Which statements are under review: the words that they were compared with have changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.official.library import Library
from assistant.official.references import Reference
from assistant.official.tree import OfficialText
from assistant.proofs.statements import places
from assistant.register.load import Register
from assistant.register.schema import Compared, Provision, Statement
from assistant.register.seals import comparisons
from assistant.watch.versions import Version, noted_change, top_of, versions_of
from assistant.watch.words import differ, words_at


@dataclass(frozen=True)
class Change:
    """A place whose words differ between two versions."""

    text: str  # id of the text
    title: str
    path: str
    old: str  # "": it was not there
    new: str  # "": it is gone
    old_day: date
    new_day: date
    on: date  # when it changed, as the notes tell; else the day of the newer version


@dataclass(frozen=True)
class Review:
    """A statement under review, and why."""

    entry: str
    statement: str
    changes: tuple[Change, ...]

    @property
    def reference(self) -> str:
        """`entry#statement`."""
        return f"{self.entry}#{self.statement}"

    @property
    def on(self) -> date:
        """The last day on which its words changed."""
        return max(c.on for c in self.changes)


class Watch:
    """Compares the statements of a register with the newest texts that are held."""

    def __init__(self, register: Register, library: Library) -> None:
        """
        :param register: the register
        :param library: the official texts
        """
        self._register = register
        self._acts = library.acts
        self._library = library
        self._versions: dict[str, list[Version]] = {}
        self._seen: dict[tuple[str, str, date], Change | None] = {}

    def under_review(self) -> list[Review]:
        """Statements whose words of the law have changed since they were compared, in the order of the register."""
        return [review for provision in self._register.provisions for review in self._of_provision(provision)]

    def changes(self, provision: Provision, statement: Statement, compared: Compared) -> Iterator[Change]:
        """The places of a statement that read otherwise now.

        :param provision: its entry
        :param statement: the statement
        :param compared: with what it was compared
        """
        versions = self._of(compared.text)
        mine = [r for act, r in places(statement, provision, tuple(self._acts)) if self._text_of(act) == compared.text]
        for path in dict.fromkeys(
            p for number, r in enumerate(mine) for p in self._paths(r, mine[number - 1] if number else None, versions)
        ):
            key = (compared.text, path, compared.dated)
            if key not in self._seen:
                self._seen[key] = change_at(versions, path, compared.dated)
            change = self._seen[key]
            if change and not (statement.until and statement.until <= change.on):  # what it tells had ended by then
                yield change

    def _of_provision(self, provision: Provision) -> Iterator[Review]:
        held = comparisons(provision)
        for statement in provision.statement:
            if statement.id in held and (changes := tuple(self.changes(provision, statement, held[statement.id]))):
                yield Review(provision.id, statement.id, changes)

    def _of(self, text_id: str) -> list[Version]:
        if text_id not in self._versions:
            self._versions[text_id] = versions_of(self._library, text_id)
        return self._versions[text_id]

    def _text_of(self, act: str) -> str | None:
        return next((i for name, i in self._acts.items() if act.startswith(name)), None)

    def _paths(self, reference: Reference, before: Reference | None, versions: list[Version]) -> Iterator[str]:
        """The path of a place; for the end of a range, also those of the pieces between."""
        if reference.through and before:
            for version in versions:
                yield from _between(version.text, before.path, reference.path)
        yield reference.path


def change_at(versions: list[Version], path: str, compared: date) -> Change | None:
    """How a place reads now against how it read in the version that it was compared with.

    :param versions: of the text, newest first
    :param path: the place
    :param compared: the day of the version that it was compared with; the newest version up to it that tells the place counts
    :return: None where it reads the same, or where the versions that are held cannot tell
    """
    old = next((v for v in versions if v.day and v.day <= compared and v.tells(path)), None)
    new = next((v for v in versions if v.day and v.day > compared and v.tells(path)), None)
    if old is None or new is None or old.day is None or new.day is None:
        return None
    place = _nearest(old.text, new.text, path)
    before, after = (words_at(v.text, place) if place in v.text.by_path else "" for v in (old, new))
    if not differ(before, after):
        return None
    told = noted_change(versions, place, compared, new.day)
    return Change(new.text.id, new.text.title, place, before, after, old.day, new.day, told or new.day)


def _nearest(old: OfficialText, new: OfficialText, path: str) -> str:
    """The place, or the nearest above it that one of the versions has; a place that is in one of them stays as it is."""
    parts = path.split("-")
    while len(parts) > 2 and not any("-".join(parts) in t.by_path for t in (old, new)) and "-".join(parts) != top_of(path):
        parts.pop()
    return "-".join(parts)


def _between(text: OfficialText, first: str, last: str) -> list[str]:
    """The pieces of a version from one place up to another, those below a piece that is taken left out."""
    paths = list(text.by_path)
    if first not in text.by_path or last not in text.by_path:
        return []
    depth = last.count("-")
    return [p for p in paths[paths.index(first) : paths.index(last)] if p.count("-") <= depth and p.startswith(last.rpartition("-")[0])]
