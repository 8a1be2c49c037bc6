"""What the last request to an address brought, so that a run can go on where another broke off, and asks only for what has changed."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from assistant.official.whole import write_whole

FRESH = timedelta(hours=20)  # a daily job never finds yesterday's visit fresh
_LONGEST = timedelta(days=2)  # how far ahead a publisher may put us off


class Visit(BaseModel):
    """The last request to an address."""

    model_config = ConfigDict(frozen=True)

    text: str
    asked: str
    checked: AwareDatetime
    outcome: Literal["stored", "unchanged", "absent", "later", "refused"]
    file: str | None = None  # below the store: what the address brought last
    etag: str | None = None
    last_modified: str | None = None
    until: AwareDatetime | None = None  # the publisher asked not to be asked again before
    why: str | None = None  # in words for the operator

    def fresh(self, now: datetime) -> bool:
        """Whether there is no need to ask again; a visit in the future (the clock was wrong, then or now) is not fresh."""
        return self.outcome in {"stored", "unchanged", "absent"} and self.checked <= now < self.checked + FRESH

    def put_off(self, now: datetime) -> bool:
        """Whether the publisher asked us to wait until later than now; not believed for ever."""
        return self.until is not None and self.checked <= now < min(self.until, self.checked + _LONGEST)


class Visits:
    """The visits of one store."""

    def __init__(self, store: Path) -> None:
        """:param store: the folder of the store"""
        self._folder = store / "visits"

    def last(self, text: str, asked: str) -> Visit | None:
        """The last visit; None where there was none, or its record is unreadable."""
        try:
            found = Visit.model_validate_json(self._path(text, asked).read_bytes())
        except (OSError, ValidationError):
            return None
        return found if (found.text, found.asked) == (text, asked) else None

    def note(self, visit: Visit) -> None:
        """Write a visit down.

        :raises StorageError: when the disk is full or cannot be written
        """
        write_whole(self._path(visit.text, visit.asked), visit.model_dump_json(exclude_none=True).encode())

    def _path(self, text: str, asked: str) -> Path:
        return self._folder / f"{hashlib.sha256(f'{text} {asked}'.encode()).hexdigest()[:24]}.json"
