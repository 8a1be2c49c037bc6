"""Nation and date errors, counted by themselves: the gravest way to be wrong about law that differs by place and day."""

from __future__ import annotations

import re
from typing import Any

from evals.metrics.said import body, plain
from evals.rows import AnswerRow

_NAMES = {"E&W": r"England|Wales|English|Welsh", "Scotland": r"Scot", "NI": r"Northern Ireland|Northern Irish"}


def nation_error(row: AnswerRow, answer: dict[str, Any]) -> bool | None:
    """Whether the answer is for another nation than the row gives.

    It is when the answer's own `nation` differs, or when its first sentence names another nation and not this one, or when the row is about
    nations and something is said that must never be said.

    :return: None where the row gives no nation
    """
    if row.nation is None or row.nation in {"UK", "unstated"}:
        return None
    if "nation" in answer and answer["nation"] != row.nation:
        return True
    opening = plain(body(str(answer.get("text", "")))).split("\n")[0].split(". ")[0]
    named = {code for code, pattern in _NAMES.items() if re.search(pattern, opening)}
    return bool(named) and row.nation not in named


def date_error(row: AnswerRow, answer: dict[str, Any], wrong: tuple[str, ...]) -> bool | None:
    """Whether the answer stands for another day than the row gives, or gives the verdict of another day.

    :param wrong: patterns of wrong statements that were found
    :return: None where the row gives no date and is not about dates
    """
    if row.as_of is None and row.category not in {"commencement-date", "time-limit"}:
        return None
    if row.as_of and "as_of" in answer and answer["as_of"] != row.as_of:
        return True
    turned = {"yes": "no", "no": "yes"}
    return bool(wrong) or (
        "verdict" in answer and turned.get(str(answer["verdict"])) in row.verdict and answer["verdict"] not in row.verdict
    )
