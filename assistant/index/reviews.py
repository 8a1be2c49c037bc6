"""Which statements were under review when the index was built: a small file beside it, so that serving needs no official text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from assistant.errors import IndexFault
from assistant.proofs.run import library_of
from assistant.register.load import Register
from assistant.watch.review import Watch

NAME = "reviews.json"


def reviews_of(register: Register, official: Path | None) -> dict[str, date]:
    """The statements under review: `entry#statement` -> the day on which its official words changed.

    :param register: the register
    :param official: folder with official texts; None, or an absent folder: nothing is under review
    """
    found = Watch(register, library_of(register, official)).under_review() if official else []
    return {review.reference: review.on for review in found}


def write_reviews(register: Register, official: Path | None, build: Path) -> None:
    """Write the file.

    :param register: the register
    :param official: folder with official texts, or None
    :param build: folder of the build
    """
    rows = {reference: day.isoformat() for reference, day in reviews_of(register, official).items()}
    (build / NAME).write_text(json.dumps(rows, indent=1), "utf-8")


def read_reviews(build: Path) -> dict[str, date]:
    """Read the file.

    :param build: folder of the build
    :return: `entry#statement` -> the day on which its official words changed; empty for a build that was made before there was such a file
    :raises IndexFault: when it is damaged
    """
    path = build / NAME
    try:
        rows = json.loads(path.read_bytes()) if path.exists() else {}
        return {str(reference): date.fromisoformat(day) for reference, day in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexFault("its list of statements under review is damaged.") from error
