"""What the page remembers of the conversation. It travels with each request and is kept in the browser's page only."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.path.step0_receive import WEB_LIMIT
from assistant.records import Answer, Turn

_MOST_TURNS = 12  # as many as the assistant looks at
_MOST_SAID = 400  # characters of an answer: enough to know what "it" is


class _Message(BaseModel):
    role: Literal["user", "assistant"]
    content: str


_MESSAGES = TypeAdapter(list[_Message])


def read_history(kept: str | None) -> tuple[Turn, ...]:
    """The earlier turns, from what the page sent.

    :param kept: JSON as `add_turn` wrote it; anything else counts as no history
    :return: turns, oldest first
    """
    try:
        messages = _MESSAGES.validate_json(kept or "[]")
    except ValidationError:
        return ()
    return tuple(Turn(m.role, m.content[:WEB_LIMIT]) for m in messages[-_MOST_TURNS:])


def add_turn(history: tuple[Turn, ...], question: str, answer: Answer) -> str:
    """The history with one more question and its answer, as JSON for the page to keep.

    :param history: earlier turns
    :param question: what was asked
    :param answer: what was answered
    """
    said = " ".join(sentence.text for block in answer.blocks for sentence in block.sentences)
    turns = [*history, Turn("user", question), Turn("assistant", said[:_MOST_SAID])]
    return _MESSAGES.dump_json([_Message(role=t.role, content=t.content) for t in turns[-_MOST_TURNS:]]).decode()


def last_asked(history: tuple[Turn, ...]) -> tuple[str, tuple[Turn, ...]]:
    """The last question, and the history before it.

    :param history: earlier turns, oldest first
    :return: the question, empty where there is none; the turns before it
    """
    for place in range(len(history) - 1, -1, -1):
        if history[place].role == "user":
            return history[place].content, history[:place]
    return "", history
