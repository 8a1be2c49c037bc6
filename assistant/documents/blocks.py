"""A document as it is kept: headings and paragraphs in their order, without anything that could do something.

The kept file is JSON: `{"blocks": [{"kind": "heading", "level": 1, "text": "..."}, {"kind": "text", "text": "..."}]}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import OfficialTextFault
from assistant.official.tree import Passage

BlockKind = Literal["heading", "text", "item", "table"]


class Block(BaseModel):
    """One heading, paragraph, item of a list or table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: BlockKind = "text"
    text: str
    level: int = 0  # of a heading, 1 for the highest


class Reading(BaseModel):
    """What was read of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = ""  # what the document says of itself
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()  # what the person who adds it should know

    @property
    def words(self) -> str:
        """All its words, one block a line."""
        return "\n".join(block.text for block in self.blocks)


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    blocks: tuple[Block, ...]


def dump_blocks(blocks: tuple[Block, ...]) -> bytes:
    """The file that is kept."""
    return _Kept(blocks=blocks).model_dump_json(exclude_defaults=True, indent=0).encode()


def load_blocks(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a kept file.

    :param data: its bytes
    :param name: for messages
    :raises OfficialTextFault: when it has another form
    """
    try:
        return _Kept.model_validate_json(data).blocks
    except ValidationError as error:
        raise OfficialTextFault(name, "it is not a document as they are kept.") from error


def blocks_of(passages: Iterable[Passage], level: int = 1) -> Iterator[Block]:
    """The blocks of a tree of passages, in document order.

    :param passages: the tree
    :param level: of its headings
    """
    for passage in passages:
        number = f"({passage.number}) " if passage.kind == "piece" and passage.number else f"{passage.number} " if passage.number else ""
        if passage.heading and (heading := f"{number}{passage.heading}".strip()):
            yield Block(kind="heading", text=heading, level=level)
            number = ""
        if words := f"{number}{passage.text}".strip():
            yield Block(kind=_KINDS.get(passage.kind, "text"), text=words)
        yield from blocks_of(passage.children, level + 1 if passage.heading else level)


_KINDS: dict[str, BlockKind] = {"item": "item", "table": "table"}
