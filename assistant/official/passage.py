"""One passage of an official text, or of a document, with its exact words: what the index keeps and the faces show."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)

PassageKind = Literal["law", "guidance", "news", "own"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Unapplied(_Row):
    """A change to the place that is law and that the text does not show yet."""

    kind: str
    by: str
    on: date | None = None  # from when it has effect, where that is settled
    prospective: bool = False


class OfficialPassage(_Row):
    """Exact words of one place of one version of a text."""

    id: str  # "ukpga-2023-50@2024-08-23/section-10-3"
    text_id: str
    path: str  # of its first piece
    place: str  # as people write it: "section 10(3)"
    title: str  # of the Act or document
    heading: str | None = None
    address: str  # the publisher's own address of the place
    dated: date | None  # of this version of the text; None: as enacted or made, or not known
    since: date | None = None  # the first day for which it is shown: `dated`, or the earliest that can be right where there is no date
    until: date | None = None  # the day of the next held version of the provision
    kind: PassageKind
    licence: str
    status: str | None = None  # "prospective", "repealed", "ended" on the day of the text
    complete: bool = True  # false: the copy breaks off
    unapplied: tuple[Unapplied, ...] = ()
    text: str
    depths: tuple[int, ...] = ()  # how far each line is indented
    sha256: str  # of `text`

    def holds_on(self, day: date) -> bool:
        """Whether this version is the one of a day, as far as versions are held."""
        return (self.since or FIRST_DAY) <= day < (self.until or LAST_DAY)

    def behind(self, day: date) -> bool:
        """Whether changes have effect on a day that the text does not show."""
        return any(not u.prospective and (u.on is None or u.on <= day) for u in self.unapplied)

    @property
    def whole(self) -> bool:
        """Whether the words are those that were stored."""
        return hash_of(self.text) == self.sha256


def hash_of(text: str) -> str:
    """SHA-256 of a text, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
