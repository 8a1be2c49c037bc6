"""Ask a system every row of a set, with a progress bar. A system is anything that turns a row into an answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant, Turn
from assistant.rows import answer_row
from evals.errors import EvalError
from evals.rows import AnswerRow

TODAY = "2026-11-23"  # the day on which rows without a date of their own are asked
Answering = Callable[[AnswerRow], dict[str, Any]]


def of_assistant(assistant: Assistant) -> Answering:
    """The assistant of this project as a system."""

    def answer(row: AnswerRow) -> dict[str, Any]:
        history = [Turn(m.role, m.content) for m in row.history]
        return answer_row(assistant, row.id, row.question, row.nation, row.as_of or TODAY, history)

    return answer


def ask_all(rows: Iterable[AnswerRow], answering: Answering, name: str) -> dict[str, dict[str, Any]]:
    """The answers to all rows, by id.

    :param name: of the system, for the progress bar
    """
    from tqdm import tqdm

    return {row.id: answering(row) for row in tqdm(list(rows), desc=name, unit="question", dynamic_ncols=True, mininterval=0.5)}


def read_answers(path: Path, rows: Iterable[AnswerRow]) -> dict[str, dict[str, Any]]:
    """The answers of another system: JSON lines with at least `id` and `text`.

    :param path: the file
    :param rows: the rows that they answer
    :return: answers by id; rows without an answer are absent
    :raises EvalError: with file and line, when the file cannot be used
    """
    known = {row.id for row in rows}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"{path}: cannot be read: {error}") from error
    answers: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        answer = _answer(line, f"{path}:{number}")
        if answer["id"] not in known:
            raise EvalError(f"{path}:{number}: the set has no row {answer['id']!r}")
        if answer["id"] in answers:
            raise EvalError(f"{path}:{number}: the row {answer['id']!r} is answered twice")
        answers[answer["id"]] = answer
    if not answers:
        raise EvalError(f"{path}: there is no answer in it")
    return answers


def _answer(line: str, place: str) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError as error:
        raise EvalError(f"{place}: not JSON: {error}") from error
    if not isinstance(answer, dict) or not isinstance(answer.get("id"), str) or not isinstance(answer.get("text"), str):
        raise EvalError(f"{place}: an answer is an object with `id` and `text`, both strings")
    citations = answer.get("citations", [])
    if not isinstance(citations, list) or not all(isinstance(c, dict) for c in citations):
        raise EvalError(f"{place}: `citations` is a list of objects with `id`")
    return answer
