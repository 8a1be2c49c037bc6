"""One version of an official text, with what is known of it beside its words: title, address, kind, first day, unapplied effects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.official.passage import PassageKind
from assistant.official.references import Reference, read_references
from assistant.official.store import Stored
from assistant.official.tree import Effect, OfficialText
from assistant.register.sources import TextCopy, TextSource

LAW_HOST = "https://www.legislation.gov.uk/"
_YEAR = re.compile(r"-(\d{4})-")


@dataclass(frozen=True)
class Version:
    """A version as the library holds it."""

    copy: TextCopy
    text: OfficialText
    source: TextSource | None  # where the register names it as an Act or instrument
    record: Stored | None  # where it was fetched, or added

    @property
    def title(self) -> str:
        """The Act's name, or the title of the page or document."""
        return self.source.act if self.source else self.record.title if self.record else self.text.title

    @property
    def address(self) -> str:
        """The publisher's address of the text as a whole."""
        return self.source.address if self.source else self.record.address if self.record else self.text.address

    @property
    def kind(self) -> PassageKind:
        """What its words are."""
        return self.record.kind if self.record else "law" if self.address.startswith(LAW_HOST) else "guidance"

    @property
    def since(self) -> date | None:
        """The first day for which it is shown.

        Without a date of its own (as enacted, a page): the first day of the Act's year, or the day on which the page was fetched.
        """
        if self.text.dated:
            return self.text.dated
        if self.kind == "law" and (year := _YEAR.search(f"{self.copy.text}-")):
            return date(int(year[1]), 1, 1)
        return self.record.fetched.date() if self.record else None

    def replaces(self, path: str) -> bool:
        """Whether it tells what an earlier version says at a provision: it has the provision, or is the whole text without it."""
        return path in self.text.by_path or self.copy.part == "whole"


def effects_by_provision(text: OfficialText) -> dict[str, list[Effect]]:
    """Unapplied effects by the path of each provision that they are about; those on a Part or a whole Act are about none in particular.

    :param text: one version of a text
    """
    paths = [p.path for p in text.provisions]
    found: dict[str, list[Effect]] = {}
    for effect in text.effects:
        for path in dict.fromkeys(_affected(read_references(effect.affected), paths)):
            found.setdefault(path, []).append(effect)
    return found


def _affected(references: list[Reference], paths: list[str]) -> Iterator[str]:
    """The provisions that references name, those between the two ends of a range too."""
    last = 0
    for reference in references:
        named = [n for n, path in enumerate(paths) if f"{reference.path}-".startswith(f"{path}-") or path.startswith(f"{reference.path}-")]
        if named:
            yield from paths[last if reference.through else named[0] : named[-1] + 1]
            last = named[-1]
