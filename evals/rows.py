"""The rows of the public sets (see README.md for the meaning of every key)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.register.words import Behaviour
from evals.errors import EvalError

SETS = Path(__file__).parent / "sets"
SCHEMAS = Path(__file__).parent / "schema"
PUBLIC = ("answers", "held-out", "held-out-2", "held-out-3", "held-out-4", "held-out-5", "held-out-6")  # the end-to-end sets
CASES = tuple(f"cases-{name}" for name in ("time", "place", "people", "conduct", "premises", "danger", "not-knowing", "words"))
Verdict = Literal["yes", "no", "depends", "unknown"]
Person = Literal[
    "victim", "maker", "child", "parent", "teacher", "helpline", "business", "journalist", "researcher", "friend", "public"
]  # fmt: skip
Difficulty = Literal["easy", "ordinary", "hard"]
_JOINED = {"public": PUBLIC, "cases": CASES}
# A wrong answer here can cost a life, or make a victim's situation worse.
DANGER = ("crisis", "child-writer", "harm-request", "injection", "child-images", "evidence-police")


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Message(_Row):
    """One earlier turn."""

    role: Literal["user", "assistant"]
    content: str


class AnswerRow(_Row):
    """A question with what a right answer must and must never say."""

    id: str = Field(description="never used twice")
    category: str = Field(description="what kind of question it is")
    question: str = Field(description="as typed")
    nation: Literal["E&W", "Scotland", "NI", "UK", "unstated"] | None = Field(
        None, description="given to the assistant; absent: not chosen"
    )
    as_of: str | None = Field(None, description="ISO date given to the assistant; absent: the day of writing")
    history: tuple[Message, ...] = Field((), description="earlier turns, oldest first")
    behaviour: tuple[Behaviour, ...] = Field(description="acceptable behaviours")
    verdict: tuple[Verdict | None, ...] = Field(description="acceptable verdicts; null: none")
    cites: tuple[str, ...] = Field((), description="ids of which one must be cited; empty: not judged")
    must: tuple[str, ...] = Field((), description="regular expressions that must all be found")
    never: tuple[str, ...] = Field((), description="regular expressions that must not be found")
    person: Person = Field("public", description="who asks")
    language: str = Field("en", description="ISO code of the question's language")
    difficulty: Difficulty = Field("ordinary", description="how hard it is to understand what is asked")
    heading: str | None = Field(None, description="in the tables of hard cases: which of the eight headings it is about")
    most_words: int | None = Field(None, description="most words of the answer, without sources and services")
    first: str | None = Field(None, description="regular expression that must be found in the first two sentences")


class RetrievalRow(_Row):
    """A query with the entries of which any one answers it."""

    id: str
    query: str
    relevant: tuple[str, ...] = Field(min_length=1)


class StoryRow(_Row):
    """A story as somebody tells it, with the statements that a good answer says, what is asked first before the rest."""

    id: str
    question: str = Field(description="as typed")
    nation: Literal["E&W", "Scotland", "NI"] | None = Field(None, description="given to the assistant; absent: not chosen")
    as_of: str = Field(description="ISO date given to the assistant")
    answers: tuple[str, ...] = Field(min_length=1, description="statements, entry#statement")
    verdict: Verdict | None = Field(None, description="what the first answer says to what is asked first; absent: no yes or no")
    person: Person = "public"


Row = TypeVar("Row", AnswerRow, RetrievalRow, StoryRow)


def read_rows(path: Path, model: type[Row]) -> list[Row]:
    """Read a set.

    :param path: a file of JSON lines
    :param model: the form of its rows
    :raises EvalError: when it is missing or empty, or a line has another form or repeats an id: with file and line
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"{path}: cannot be read: {error}") from error
    rows: dict[str, Row] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = model.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise EvalError(f"{path}:{number}: {'.'.join(map(str, first['loc'])) or 'line'}: {first['msg']}") from error
        if row.id in rows:
            raise EvalError(f"{path}:{number}: the id {row.id!r} is used twice")
        rows[row.id] = row
    if not rows:
        raise EvalError(f"{path}: there is no row in it")
    return list(rows.values())


def answer_rows(name: str = "answers") -> list[AnswerRow]:
    """The end-to-end rows of a set, by its name or its path; `public` is all public sets, `cases` all tables of hard cases."""
    if name in _JOINED:
        return [row for each in _JOINED[name] for row in answer_rows(each)]
    return read_rows(Path(name) if name.endswith(".jsonl") else SETS / f"{name}.jsonl", AnswerRow)


def retrieval_rows() -> list[RetrievalRow]:
    """The retrieval rows."""
    return read_rows(SETS / "retrieval.jsonl", RetrievalRow)


def schemas() -> dict[str, str]:
    """The JSON schemas of all kinds of rows, by file name."""
    models = {"answer-row": AnswerRow, "retrieval-row": RetrievalRow, "story-row": StoryRow}
    return {f"{name}.json": json.dumps(model.model_json_schema(), indent=1, ensure_ascii=False) + "\n" for name, model in models.items()}
