"""The rows of the public sets (see README.md for the meaning of every key)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.register.words import Behaviour

SETS = Path(__file__).parent / "sets"


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Message(_Row):
    """One earlier turn."""

    role: Literal["user", "assistant"]
    content: str


class AnswerRow(_Row):
    """A question with what a right answer must and must never say."""

    id: str
    category: str
    question: str
    nation: str | None = None
    as_of: str | None = None
    history: tuple[Message, ...] = ()
    behaviour: tuple[Behaviour, ...]
    verdict: tuple[Literal["yes", "no", "depends", "unknown"] | None, ...]
    cites: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class RetrievalRow(_Row):
    """A query with the entries of which any one answers it."""

    id: str
    query: str
    relevant: tuple[str, ...]


def answer_rows(path: Path = SETS / "answers.jsonl") -> list[AnswerRow]:
    """The end-to-end rows.

    :raises pydantic.ValidationError: when a line has another form
    """
    return [TypeAdapter(AnswerRow).validate_json(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def retrieval_rows(path: Path = SETS / "retrieval.jsonl") -> list[RetrievalRow]:
    """The retrieval rows.

    :raises pydantic.ValidationError: when a line has another form
    """
    return [TypeAdapter(RetrievalRow).validate_json(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
