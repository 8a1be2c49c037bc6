"""What the law watch tells the operator: each change, what rests on it, and who would be answered with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from assistant.watch.review import Change, Review


@dataclass(frozen=True)
class Item:
    """A change with all that rests on it."""

    change: Change
    statements: tuple[str, ...]  # `entry#statement`
    lay: tuple[str, ...] = ()  # lay questions of the register
    public: tuple[str, ...] = ()  # public evaluation questions, as "set row: question"

    @property
    def place(self) -> str:
        """The place in words: `Online Safety Act 2023, section 10(4)`."""
        return f"{self.change.title}, {in_words(self.change.path)}"


def in_words(path: str) -> str:
    """A path as people write it: `section 10(4)(a)`, `schedule 7 paragraph 30(1)`."""
    schedule, _, rest = path.rpartition("-paragraph-")
    kind, number, *below = f"paragraph-{rest}".split("-") if schedule else path.split("-")
    own = f"{kind} {number}" + "".join(f"({part})" for part in below)
    return f"{schedule.replace('-', ' ')} {own}" if schedule else own


@dataclass(frozen=True)
class Report:
    """Everything that one run of the watch found."""

    items: tuple[Item, ...]
    asked: bool  # whether the public evaluation questions were put to the assistant
    review: bool  # statements under review; false: a comparison of two versions that was asked for
    notes: tuple[str, ...] = field(default=())  # for the operator

    @property
    def statements(self) -> tuple[str, ...]:
        """All statements that rest on a change, each once."""
        return tuple(dict.fromkeys(s for item in self.items for s in item.statements))


def changes_of(reviews: Iterable[Review]) -> dict[Change, list[str]]:
    """The changes behind reviews, each once, with the statements that rest on it."""
    found: dict[Change, list[str]] = {}
    for review in reviews:
        for change in review.changes:
            found.setdefault(change, []).append(review.reference)
    return found


def items_of(changes: dict[Change, list[str]], lay: dict[str, list[str]], public: dict[str, list[str]]) -> tuple[Item, ...]:
    """Put together what belongs to each change.

    :param changes: change -> statements
    :param lay: statement -> lay questions
    :param public: statement -> public evaluation questions
    """

    def of(table: dict[str, list[str]], names: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(q for name in names for q in table.get(name, ())))

    return tuple(Item(change, tuple(names), of(lay, names), of(public, names)) for change, names in changes.items())


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "under_review": list(report.statements) if report.review else [],
        "asked_public_questions": report.asked,
        "notes": list(report.notes),
        "changes": [
            {
                "text": item.change.text,
                "title": item.change.title,
                "path": item.change.path,
                "changed_on": item.change.on.isoformat(),
                "old_version": item.change.old_day.isoformat(),
                "new_version": item.change.new_day.isoformat(),
                "old": item.change.old,
                "new": item.change.new,
                "statements": list(item.statements),
                "lay_questions": list(item.lay),
                "public_questions": list(item.public),
            }
            for item in report.items
        ],
    }
