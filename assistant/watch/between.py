"""Compare any two held versions of a text, provision by provision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.errors import BadDate, UnknownVersion
from assistant.official.library import Library
from assistant.proofs.statements import places
from assistant.register.load import Register
from assistant.watch.review import Change
from assistant.watch.versions import Version, noted_change, top_of, versions_of
from assistant.watch.words import differ

FIRST = "enacted"  # how the first version of a text is named


@dataclass(frozen=True)
class Reading:
    """A provision as it read on a day, and the day of the version that shows it."""

    words: str
    day: date


def changes_between(library: Library, text_id: str, old: str, new: str | None = None) -> list[Change]:
    """The provisions that differ between two days.

    :param library: the official texts
    :param text_id: the text
    :param old: ISO date, or `enacted` for the first version
    :param new: the same, of the later day; None: the newest that is held
    :return: one change for each provision, in the order of the newer version; what only the older has comes last
    :raises UnknownVersion: when no version is held that shows the text on such a day
    """
    versions = versions_of(library, text_id)
    left, known_whole = _as_at(versions, text_id, old)
    right, _ = _as_at(versions, text_id, new or str(date.max))
    start, end = (max(r.day for r in side.values()) for side in (left, right))
    changes = []
    for path in dict.fromkeys((*right, *left)):
        before, after = left.get(path, Reading("", start)), right.get(path, Reading("", end))
        if not before.words and not known_whole:
            continue  # what shows a few provisions does not say that the others were not there
        if differ(before.words, after.words):
            told = noted_change(versions, path, before.day, after.day)
            title = versions[0].text.title
            changes.append(Change(text_id, title, path, before.words, after.words, before.day, after.day, told or after.day))
    return changes


def resting_on(register: Register, library: Library, changes: list[Change]) -> dict[str, list[str]]:
    """Statements that restate a provision that changed.

    :return: path of the provision -> `entry#statement` of each
    """
    changed = {(c.text, c.path) for c in changes}
    found: dict[str, list[str]] = {c.path: [] for c in changes}
    for provision in register.provisions:
        for statement in provision.statement:
            for act, reference in places(statement, provision, tuple(library.acts)):
                text_id = next((i for name, i in library.acts.items() if act.startswith(name)), "")
                top, name = top_of(reference.path), f"{provision.id}#{statement.id}"
                if (text_id, top) in changed and name not in found[top]:
                    found[top].append(name)
    return found


def _as_at(versions: list[Version], text_id: str, day: str) -> tuple[dict[str, Reading], bool]:
    """Each provision as the newest version up to a day shows it, and whether the whole text was among them."""
    if day == FIRST:
        fitting = [v for v in versions if v.text.dated is None]
    else:
        fitting = [v for v in versions if v.day and v.day <= date.fromisoformat(day)]
    found: dict[str, Reading] = {}
    for version in reversed(fitting):
        if not version.complete or version.day is None:
            continue
        if version.whole:
            found.clear()
        for passage in version.text.provisions:
            if passage.path not in found or found[passage.path].day < version.day:
                found[passage.path] = Reading(passage.full_text, version.day)
    if not found:
        held = dict.fromkeys(str(v.text.dated) if v.text.dated else FIRST for v in versions)
        raise UnknownVersion(text_id, day, list(held))
    return found, any(v.whole and v.complete for v in fitting)


def parsed(day: str) -> str:
    """A day as the command line takes it.

    :param day: ISO date, or `enacted`
    :raises BadDate: when it is neither
    """
    try:
        return FIRST if day in {FIRST, "made"} else date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise BadDate(day) from error
