"""One question of a script to one row of the machine interface; a question that cannot be used becomes a row too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.errors import QuestionError
from assistant.records import Turn

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def answer_row(
    assistant: Assistant,
    row_id: object,
    question: str,
    nation: str | None = None,
    as_of: str | None = None,
    history: Sequence[Turn] = (),
    brief: bool = False,
    quotes: bool = False,
) -> dict[str, Any]:
    """Answer one row.

    :param assistant: the open assistant
    :param row_id: the caller's id
    :param question: the question
    :param nation: `E&W`, `Scotland`, `NI`, `UK`, `unstated` or None
    :param as_of: ISO date or None
    :param history: earlier turns, oldest first
    :param brief: the answer in two sentences
    :param quotes: whether each citation gets the exact words that its statements restate
    :return: keys and order as in the machine interface
    """
    from assistant.path.step6_show import as_row, refusal_row
    from assistant.path.step6_show import brief as shortened

    try:
        answer = assistant.ask(question, nation, as_of, history)
        return as_row(shortened(answer) if brief else answer, assistant.register, row_id, assistant.quotes if quotes else None)
    except QuestionError as error:
        return refusal_row(error, row_id, nation, as_of)
