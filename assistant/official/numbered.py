"""Read the Markdown forms of official texts, in which pieces begin with their number in brackets: `(3A)`, `- (a)`, `> (66E)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from assistant.official.growing import Tree
from assistant.official.tree import OfficialText, Passage

_HEADING = re.compile(
    r"#{1,6}\s+(?:OSA 2023 s\. |section )?(?P<number>\d+[A-Z]{0,3})(?:\s+(?P<heading>.+))?|>?\s*\((?P<inserted>\d{2,}[A-Z]{1,2})\)\s*$"
)
_PIECE = re.compile(r"(?:\[?F\d+\s+)?\((?P<number>[0-9]+[A-Z]*|[a-z]{1,5}|[A-Z])\)\s+(?P<text>\S.*)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"\*{1,2}([^*]+)\*{1,2}")  # marks of the file, not of the law
_META = re.compile(r'^(\w+): "?(.*?)"?$', re.M)
_EXTENT = re.compile(r"\s*\[((?:E|W|S|N\.I\.)(?:\+(?:E|W|S|N\.I\.))*)\]$")
_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")


@dataclass(frozen=True)
class MarkdownForm:
    """What a file of this form cannot say by itself."""

    id: str
    title: str
    prefix: str = "section-"  # what a bare heading number counts: "section-", "schedule-7-paragraph-", "article-"


def read_numbered(data: bytes, form: MarkdownForm) -> OfficialText:
    """Read a document of this form.

    :param data: its bytes; a header between `---` lines gives source and revision
    :param form: the id, title and kind of numbering
    :return: the provisions in document order; an inserted section (`66E` in an amending section) is one of its own
    """
    raw = data.decode("utf-8", "replace")
    _, head, body = raw.split("---\n", 2) if raw.startswith("---\n") else ("", "", raw)
    meta = dict(_META.findall(head))
    address = meta.get("source") or meta.get("source_uri", "")
    return OfficialText(form.id, form.title, address, _dated(meta), tuple(_provisions(body, form.prefix)))


def _dated(meta: dict[str, str]) -> date | None:
    given = meta.get("revision") or meta.get("revision_id", "")
    if found := re.search(r"\d{4}-\d{2}-\d{2}", given):
        return date.fromisoformat(found.group())
    if found := re.search(r"\d{1,2} [A-Z][a-z]{2} \d{4}", given):
        return datetime.strptime(found.group(), "%d %b %Y").date()
    if found := re.search(r"\d{1,2} [A-Z][a-z]+ \d{4}", given):
        return datetime.strptime(found.group(), "%d %B %Y").date()
    return None


def _provisions(body: str, prefix: str) -> Iterator[Passage]:
    tree: Tree | None = None
    extent: str | None = None
    way: list[tuple[int, str]] = []
    for line in body.splitlines():
        plain = _LINK.sub(r"\1", line).strip().lstrip(">-").strip().lstrip("-").strip()
        if found := _HEADING.fullmatch(_LINK.sub(r"\1", line).strip()):
            if tree:
                yield tree.top.done(extent)
            number = found["number"] or found["inserted"]
            heading, extent = _without_extent(found["heading"])
            tree, way = Tree(prefix + number, number, heading), []
        elif tree is None or not plain or plain.startswith("#"):
            continue
        elif found := _PIECE.fullmatch(plain):
            way = _deeper(way, found["number"])
            tree.number(tuple(number for _, number in way))
            tree.words(_EMPHASIS.sub(r"\1", found["text"]))
        elif re.fullmatch(r"_[^_]+_|\*\*[^*]+\*\*", plain):
            tree.top.heading = tree.top.heading or plain.strip("_*")
        else:
            tree.words(_EMPHASIS.sub(r"\1", plain))
    if tree:
        yield tree.top.done(extent)


def _without_extent(heading: str | None) -> tuple[str | None, str | None]:
    """Cut the mark that some copies keep behind a heading: `Indecent photographs of children. [E+W]`."""
    found = _EXTENT.search(heading or "")
    return (heading[: found.start()].rstrip(), found[1]) if heading and found else (heading, None)


def _deeper(way: list[tuple[int, str]], number: str) -> list[tuple[int, str]]:
    """Where a bracketed number belongs after the numbers above it: (1), (a), (i), (A) are one below the other.

    :param way: level and number of each piece above
    """
    if number[0].isdigit():
        level = 0
    elif number.isupper():
        level = 3
    elif _ROMAN.fullmatch(number) and not _follows(way, number):
        level = 2
    else:
        level = 1
    return [*(w for w in way if w[0] < level), (level, number)]


def _follows(way: list[tuple[int, str]], number: str) -> bool:
    """Whether a letter goes on with the (a), (b) list and is not a Roman numeral: (h) then (i)."""
    letters = [n for level, n in way if level == 1]
    in_romans = any(level == 2 for level, _ in way)
    return (
        bool(letters) and len(letters[0]) == len(number) == 1 and ord(number) == ord(letters[0]) + 1 and not (in_romans and number == "i")
    )
