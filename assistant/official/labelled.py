"""Read the plain-text form of an Act, in which every piece has its full label on a line of its own (`10.3.a`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.official.growing import Tree
from assistant.official.tree import OfficialText, Passage

_LABEL = re.compile(r"\d+[A-Z]*(\.[0-9A-Za-z]+)*")
_REFERENCE = re.compile(r"Sections? [0-9A-Z]+(, [0-9A-Z]+)*( and [0-9A-Z]+)?")
_HEADER = re.compile(r"(Title|Date|Identifier): (.+)")


def read_labelled(data: bytes, id_: str) -> OfficialText:
    """Read a document of this form.

    :param data: its bytes; its first lines give title, date and identifier
    :param id_: the id that the text gets, such as `ukpga-2023-50`
    :return: sections and schedule paragraphs in document order
    """
    raw = data.decode("utf-8", "replace")
    header = dict(_HEADER.findall(raw[:600]))
    dated = date.fromisoformat(header["Date"]) if "Date" in header else None
    return OfficialText(id_, header.get("Title", id_), header.get("Identifier", ""), dated, tuple(_provisions(raw)))


def _provisions(raw: str) -> Iterator[Passage]:
    blocks = [" ".join(b.split()) for b in re.split(r"\n\s*\n", raw)]
    schedule = 0
    heading: str | None = None
    tree: Tree | None = None
    for number, block in enumerate(blocks):
        if block.startswith("#"):
            heading = block.lstrip("# ")
            if heading == "SCHEDULES" and tree:
                yield tree.top.done()
                tree = None
        elif _REFERENCE.fullmatch(block) and (tree is None or schedule):
            schedule += 1
        elif schedule and number + 1 < len(blocks) and _REFERENCE.fullmatch(blocks[number + 1]):
            heading = block
        elif _LABEL.fullmatch(block):
            first, *rest = block.split(".")
            if not rest:
                if tree:
                    yield tree.top.done()
                prefix = f"schedule-{schedule}-paragraph-" if schedule else "section-"
                tree = Tree(prefix + first, first, heading)
            elif tree:
                tree.number(tuple(rest))
        elif tree:
            tree.words(block)
    if tree:
        yield tree.top.done()
