"""Judge one answer against its row: each check by itself, so that a failure says what failed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from evals.rows import AnswerRow

_MARKS = re.compile(r"\*+|`|(?<!\w)_|_(?!\w)|\[\d+\]")  # Markdown and citation marks are not part of what is said


@dataclass(frozen=True)
class Judgement:
    """What was right and wrong with one answer."""

    row: AnswerRow
    behaviour: bool
    verdict: bool
    cited: bool
    missing: tuple[str, ...]  # patterns of `must` that were not found
    wrong: tuple[str, ...]  # patterns of `never` that were found

    @property
    def right(self) -> bool:
        """Strictly right: everything."""
        return self.behaviour and self.verdict and self.cited and not self.missing and not self.wrong


def judge(row: AnswerRow, answer: dict[str, Any]) -> Judgement:
    """Judge an answer.

    :param row: the row
    :param answer: the answer as the machine interface has it
    """
    text = _MARKS.sub("", str(answer.get("text", "")))
    ids = {c["id"] for c in answer.get("citations", [])} | set(answer.get("services", []))
    return Judgement(
        row,
        answer.get("behaviour") in row.behaviour,
        answer.get("verdict") in row.verdict,
        not row.cites or bool(ids & set(row.cites)),
        tuple(p for p in row.must if not re.search(p, text)),
        tuple(p for p in row.never if re.search(p, text)),
    )
