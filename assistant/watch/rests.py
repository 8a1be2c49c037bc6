"""What people would be answered with statements under review: lay questions of the register, and public evaluation questions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import QuestionError
from assistant.register.load import Register

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def lay_questions(register: Register, references: Iterable[str]) -> dict[str, list[str]]:
    """The lay questions that point to statements.

    :param register: the register
    :param references: `entry#statement`
    :return: reference -> texts of its questions
    """
    found = {}
    for reference in references:
        entry, _, name = reference.partition("#")
        document = register.documents.get(entry)
        found[reference] = [a.text for a in document.asked if a.answer == name] if document else []
    return found


def public_rows(assistant: Assistant, sets: Path, references: Iterable[str]) -> dict[str, list[str]]:
    """The public evaluation questions whose answer cites a statement; each is asked, so that it is what people would get.

    :param assistant: who answers
    :param sets: the folder of the evaluation sets; where it is absent nothing is asked
    :param references: `entry#statement`
    :return: reference -> "set row: question" of each
    """
    found: dict[str, list[str]] = {reference: [] for reference in references}
    for path in sorted(sets.glob("*.jsonl")) if found else ():
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            if "question" not in row:
                continue
            for reference in _cited(assistant, row) & found.keys():
                found[reference].append(f"{path.stem} {row.get('id')}: {row['question']}")
    return found


def _cited(assistant: Assistant, row: dict[str, str]) -> set[str]:
    try:
        answer = assistant.ask(row["question"], row.get("nation"), row.get("as_of"))
    except QuestionError:
        return set()
    return {f"{c.document.id}#{s.id}" for c in answer.citations for s in c.statements}
