"""JSON lines: one object in, one object out, in order; a broken line gets an error object and the rest go on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from assistant.cli.common import print_json
from assistant.errors import BadRequest, QuestionError
from assistant.records import Turn

_LONGEST = 1 << 20  # bytes of a line


@dataclass(frozen=True)
class Line:
    """One line that came in."""

    number: int
    data: dict[str, Any]

    @property
    def id(self) -> Any:
        """The caller's id of the row."""
        return self.data.get("id")

    def text(self, key: str) -> str:
        """A field that must be text.

        :raises BadRequest: when it is missing or something else
        """
        value = self.data.get(key)
        if not isinstance(value, str):
            raise BadRequest(f"Line {self.number}: {key!r} must be given, as text.")
        return value

    def optional_text(self, key: str) -> str | None:
        """A field that may be missing or null.

        :raises BadRequest: when it is something else than text
        """
        return None if self.data.get(key) is None else self.text(key)


def answer_lines(source: IO[bytes], row: Callable[[Line], dict[str, Any]]) -> int:
    """Answer every line.

    :param source: bytes, one JSON object a line; empty lines are passed over
    :param row: makes the answer to a line
    :return: exit code 0, or 2 when some line could not be used
    """
    broken = False
    for number, raw in enumerate(source, 1):
        if not raw.strip():
            continue
        data: dict[str, Any] = {}
        try:
            data = _parsed(raw, number)
            print_json(row(Line(number, data)))
        except QuestionError as error:
            broken = True
            print_json({"id": data.get("id"), "line": number, "error": {"code": error.code, "message": str(error)}})
    return 2 if broken else 0


def history_of(value: object) -> tuple[Turn, ...]:
    """The history of a row.

    :param value: a list of `{role, content}`, or nothing
    :raises BadRequest: when it has another form
    """
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadRequest("'history' must be a list of {role, content}.")
    turns = []
    for item in value:
        if not (isinstance(item, dict) and isinstance(item.get("role"), str) and isinstance(item.get("content"), str)):
            raise BadRequest("'history' must be a list of {role, content}, both text.")
        turns.append(Turn(item["role"], item["content"]))
    return tuple(turns)


def _parsed(raw: bytes, number: int) -> dict[str, Any]:
    if len(raw) > _LONGEST:
        raise BadRequest(f"Line {number} is longer than 1 MiB.")
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"Line {number} is not JSON.") from error
    if not isinstance(data, dict):
        raise BadRequest(f"Line {number} must be a JSON object.")
    return data
