"""Versions of a text: which day each shows, and whether it would hold a place if the place were still law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.official.library import Library
from assistant.official.tree import OfficialText


@dataclass(frozen=True)
class Version:
    """One held version of a text."""

    text: OfficialText
    whole: bool  # it holds the whole text, so that a place that is absent from it is gone
    complete: bool  # false: what it holds breaks off

    @property
    def day(self) -> date | None:
        """The day that it shows: its own date, or for a first version that of Royal Assent or of making."""
        return self.text.dated or self.text.enacted

    def tells(self, path: str) -> bool:
        """Whether it can say what a place reads: it holds the provision, or it is whole and the provision is gone."""
        return self.complete and (self.whole or top_of(path) in self.text.by_path)


def versions_of(library: Library, text_id: str) -> list[Version]:
    """The held versions of a text whose day is known, newest first.

    :param library: the official texts
    :param text_id: such as `ukpga-2023-50`
    """
    found = [Version(text, copy.part == "whole", copy.complete) for copy, text in library.texts(text_id)]
    return sorted((v for v in found if v.day), key=lambda v: v.day or date.min, reverse=True)


def top_of(path: str) -> str:
    """The section, article, regulation or schedule paragraph that holds a place."""
    parts = path.split("-")
    return "-".join(parts[:4] if "paragraph" in parts else parts[:2])


def noted_change(versions: list[Version], path: str, after: date, until: date) -> date | None:
    """The day on which a place was changed, as the notes of a version tell it; the last one, where there are several.

    :param versions: of the text
    :param path: the place
    :param after: the day of the older version
    :param until: the day of the newer version
    """
    days: set[date] = set()
    for version in versions:
        passage = version.text.by_path.get(top_of(path))
        if passage is None or not version.text.notes:
            continue
        for note in version.text.notes_on(passage):
            if note.kind == "F" and any(_touch(place, path) for place in note.places):
                days |= {e.on for e in note.events if e.on and after < e.on <= until}
    return max(days, default=None)


def _touch(place: str, path: str) -> bool:
    return place == path or place.startswith(path + "-") or path.startswith(place + "-")
