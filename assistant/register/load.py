"""Read the register from its folder, or from the one file that the index keeps of it."""

from __future__ import annotations

import json
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import RegisterError, RegisterMissing
from assistant.register import people, sources, words
from assistant.register.languages import Language, Matter
from assistant.register.schema import (
    Advice,
    Document,
    Enforcement,
    Guidance,
    News,
    OpenQuestion,
    Pitfall,
    Provision,
    Service,
    Statement,
    Timeline,
)

_FOLDERS: dict[str, type[BaseModel]] = {
    "provisions": Provision,
    "guidance": Guidance,
    "enforcement": Enforcement,
    "news": News,
    "advice": Advice,
    "services": Service,
    "timeline": Timeline,
    "pitfalls": Pitfall,
    "open-questions": OpenQuestion,
}
_LISTS: dict[str, tuple[str, type[BaseModel]]] = {
    "nation": ("nations", words.NationWords),
    "elsewhere": ("elsewhere", words.ElsewhereWords),
    "act": ("acts", words.ActWords),
    "conduct": ("conducts", words.ConductWords),
    "ask": ("asks", words.AskWords),
    "reply": ("replies", words.Reply),
    "cue": ("cues", words.Cue),
    "help": ("help", people.Help),
    "steps": ("steps", people.Steps),
    "time": ("times", people.TimeWords),
    "example": ("examples", words.Example),
    "text": ("texts", sources.TextSource),
    "copy": ("copies", sources.TextCopy),
    "page": ("pages", sources.PageSource),
    "host": ("hosts", sources.Host),
    "gloss": ("glosses", words.Gloss),
    "language": ("languages", Language),
    "matter": ("matters", Matter),
    "law-in-short": ("laws_in_short", words.LawInShort),
}


class Register(BaseModel):
    """Everything that `corpus/` holds, checked for form and immutable."""

    model_config = ConfigDict(frozen=True)

    provisions: tuple[Provision, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    enforcement: tuple[Enforcement, ...] = ()
    news: tuple[News, ...] = ()
    advice: tuple[Advice, ...] = ()
    services: tuple[Service, ...] = ()
    timeline: tuple[Timeline, ...] = ()
    pitfalls: tuple[Pitfall, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    nations: tuple[words.NationWords, ...] = ()
    elsewhere: tuple[words.ElsewhereWords, ...] = ()
    acts: tuple[words.ActWords, ...] = ()
    conducts: tuple[words.ConductWords, ...] = ()
    asks: tuple[words.AskWords, ...] = ()
    replies: tuple[words.Reply, ...] = ()
    cues: tuple[words.Cue, ...] = ()
    help: tuple[people.Help, ...] = ()
    steps: tuple[people.Steps, ...] = ()
    times: tuple[people.TimeWords, ...] = ()
    examples: tuple[words.Example, ...] = ()
    texts: tuple[sources.TextSource, ...] = ()
    copies: tuple[sources.TextCopy, ...] = ()
    pages: tuple[sources.PageSource, ...] = ()
    hosts: tuple[sources.Host, ...] = ()
    glosses: tuple[words.Gloss, ...] = ()
    languages: tuple[Language, ...] = ()
    matters: tuple[Matter, ...] = ()
    laws_in_short: tuple[words.LawInShort, ...] = ()
    phrases: dict[str, str] = {}
    origins: dict[str, Path] = Field(default={}, exclude=True)  # id of an entry -> its file, where it was read from files

    @cached_property
    def documents(self) -> dict[str, Document]:
        """All entries that can be found and cited, by id, in a fixed order."""
        groups = (self.provisions, self.guidance, self.enforcement, self.news, self.timeline, self.advice, self.services)
        return {d.id: d for group in groups for d in group}

    @cached_property
    def services_by_id(self) -> dict[str, Service]:
        """Support services by id."""
        return {s.id: s for s in self.services}

    @cached_property
    def replies_by_id(self) -> dict[str, words.Reply]:
        """Fixed replies by the moment that they are for."""
        return {r.id: r for r in self.replies}

    @cached_property
    def pitfalls_by_id(self) -> dict[str, Pitfall]:
        """Wrong beliefs by id."""
        return {p.id: p for p in self.pitfalls}

    def statement(self, reference: str) -> tuple[Document, Statement]:
        """The entry and statement that a reference such as `soa-2003-s66F#rule` names.

        :raises KeyError: when there is none
        """
        entry, _, name = reference.partition("#")
        document = self.documents[entry]
        return document, document.statements[name]


def read_register(folder: Path) -> Register:
    """Read and validate every file of the register.

    :param folder: `corpus/`
    :return: the register
    :raises RegisterMissing: when there is no such folder, or nothing in it
    :raises RegisterError: with one line for each fault: file, line, field, reason
    """
    files = sorted(folder.rglob("*.toml")) if folder.is_dir() else []
    if not files:
        raise RegisterMissing(str(folder))
    data: dict[str, Any] = {"phrases": {}, "origins": {}}
    faults: list[str] = []
    for path in files:
        _read_file(path, folder, data, faults)
    if faults:
        raise RegisterError(faults)
    parts: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    return Register.model_construct(None, **parts)


def load_register(path: Path) -> Register:
    """Read the register as the index keeps it (one JSON file).

    :raises ValueError: when the file is not a register
    """
    return Register.model_validate_json(path.read_bytes())


def dump_register(register: Register) -> bytes:
    """The register as one JSON file for the index."""
    return register.model_dump_json(by_alias=True, exclude_defaults=True).encode()


def _read_file(path: Path, root: Path, data: dict[str, Any], faults: list[str]) -> None:
    name = path.relative_to(root)
    try:
        text = path.read_text("utf-8")
        content = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(f"{name}: cannot be read: {error}")
        return
    top = name.parts[0].removesuffix(".toml")
    if top in _FOLDERS:
        data["origins"][str(content.get("id"))] = path
        _add(_FOLDERS[top], content, data.setdefault(top.replace("-", "_"), []), f"{name}", text, faults)
        return
    for key, rows in content.items():
        if key == "phrase" and isinstance(rows, dict):
            data["phrases"].update({k: str(v) for k, v in rows.items()})
        elif key in _LISTS and isinstance(rows, list):
            field, model = _LISTS[key]
            for number, row in enumerate(rows):
                _add(model, row, data.setdefault(field, []), f"{name}", text, faults, (key, number))
        else:
            faults.append(f"{name}: {key}: not something that the register knows")


def _add(
    model: type[BaseModel],
    content: object,
    into: list[Any],
    name: str,
    text: str,
    faults: list[str],
    prefix: tuple[str | int, ...] = (),
) -> None:
    try:
        into.append(model.model_validate(content))
    except ValidationError as error:
        for item in error.errors(include_url=False):
            place = (*prefix, *item["loc"])
            field = ".".join(map(str, place)) or "entry"
            faults.append(f"{name}:{line_of(text, place)}: {field}: {item['msg']}")


def line_of(text: str, place: tuple[str | int, ...]) -> int:
    """The line of a TOML file where a field stands, as well as can be told.

    :param text: the file
    :param place: the path of the field, such as ("statement", 3, "text")
    :return: line number from 1; the table's header where the field itself is missing
    """
    lines = text.splitlines()
    line = 0
    table, wanted = (str(place[0]), int(place[1])) if len(place) > 1 and isinstance(place[1], int) else (None, 0)
    if table:
        headers = [i for i, row in enumerate(lines) if row.strip() == f"[[{table}]]"]
        line = headers[wanted] if wanted < len(headers) else 0
    key = next((p for p in reversed(place) if isinstance(p, str) and p != table), None)
    for number in range(line, len(lines)):
        if table and number > line and lines[number].startswith("["):
            break
        if key and lines[number].replace(" ", "").startswith(f"{key}="):
            return number + 1
    return line + 1


def as_json(value: BaseModel) -> dict[str, Any]:
    """A register object as plain JSON data, without what is empty."""
    return dict(json.loads(value.model_dump_json(by_alias=True, exclude_defaults=True)))
