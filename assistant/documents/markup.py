"""Read text, Markdown, web pages and XML into blocks.

What is a script, a style, a form or hidden is left out; addresses in a document are never opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from markdown_it import MarkdownIt

from assistant.documents.blocks import Block, Reading, blocks_of
from assistant.documents.words import decode
from assistant.errors import DocumentFault
from assistant.official.clml import read_clml
from assistant.official.clml_tree import local
from assistant.official.html import read_html
from assistant.official.xml import parse_xml

_LAW, _PAGE = {"Legislation", "EN"}, {"html"}
_HEADINGS = {"title", "heading", "head", "subtitle", "caption", *(f"h{n}" for n in range(1, 7))}
_INLINE = set("a abbr b bold code em emph emphasis i ital italic link q quote ref span strong sub sup term u underline xref".split())  # noqa: SIM905
_NOT_TEXT = {"script", "style"}
_BULLET = re.compile(r"^[^\S\n]*[\u2022\u2023\u25e6\u00b7*-][^\S\n]+", re.M)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_HIDES = re.compile(r"<script|\son\w+\s*=|javascript:|display\s*:\s*none|<iframe|<object|<embed", re.I)
_SCRIPTS = "It has scripts, hidden parts or embedded pages, which were left out: only its text was kept."


def read_text(data: bytes, name: str) -> Reading:
    """Plain text: paragraphs between blank lines, or lines where there are none.

    :raises DocumentFault: when it is no text
    """
    decoded = decode(data, name)
    parts = re.split(r"\n[^\S\n]*\n", decoded.text)
    if len(parts) == 1:
        parts = decoded.text.split("\n")
    return Reading(blocks=tuple(block for part in parts for block in _paragraph(part)), remarks=decoded.remarks)


def read_markdown(data: bytes, name: str) -> Reading:
    """Markdown: it is turned into a page, and the page is read.

    :raises DocumentFault: when it is no text
    """
    decoded = decode(data, name)
    text = re.sub(r"\A---\n.*?\n---\n", "", decoded.text, flags=re.S)
    if not any(c.isalnum() for c in text):
        raise DocumentFault(name, "there are no words in it.")
    page = MarkdownIt("commonmark").enable("table").render(text)
    return _page(page, name, decoded.remarks)


def read_page(data: bytes, name: str) -> Reading:
    """A web page.

    :raises DocumentFault: when it is no text
    """
    said = _CHARSET.search(data[:4096])
    if said:
        try:
            return _page(data.decode(said[1].decode()), name, ())
        except (LookupError, UnicodeDecodeError):
            pass  # it is not what it says: see what it is
    decoded = decode(data, name)
    return _page(decoded.text, name, decoded.remarks)


def read_xml(data: bytes, name: str) -> Reading:
    """XML: legislation as legislation, a page as a page, anything else by its elements.

    :raises OfficialTextFault: when it is broken, or has a document type or entities
    """
    root = parse_xml(data, name)
    if local(root) in _LAW:
        text = read_clml(data, name)
        return Reading(title=text.title, blocks=tuple(blocks_of(text.passages)))
    if local(root).lower() in _PAGE:
        return _page(etree.tostring(root, encoding="unicode"), name, ())
    return Reading(blocks=tuple(_elements(root)))


def _paragraph(text: str) -> Iterator[Block]:
    """A paragraph, and the items of a list in it: lines that begin with a bullet."""
    for number, part in enumerate(_BULLET.split(text)):
        if words := part.strip():
            yield Block(kind="item" if number else "text", text=words)


def _page(page: str, name: str, remarks: tuple[str, ...]) -> Reading:
    if not page.strip():
        raise DocumentFault(name, "it is empty.")
    text = read_html(page.encode("utf-8", "ignore"), name, "page")
    more = (_SCRIPTS,) if _HIDES.search(page) else ()
    title = "" if text.title == "page" else text.title
    return Reading(title=title, blocks=tuple(blocks_of(text.passages)), remarks=(*remarks, *more))


def _elements(root: etree._Element) -> Iterator[Block]:
    """Elements with words of their own as blocks, with the inline elements in them."""
    pending: list[str] = []
    depth = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = local(element).lower()
        if event == "start" and name in _NOT_TEXT:
            walker.skip_subtree()
            continue
        inline = name in _INLINE
        if not inline:
            yield from _block(pending, name if event == "end" else "", depth)
        depth += 1 if event == "start" else -1
        pending.append((element.text if event == "start" else element.tail) or "")
    yield from _block(pending, "", 0)


def _block(pending: list[str], name: str, depth: int) -> Iterator[Block]:
    words = "".join(pending).strip()
    pending.clear()
    if words:
        yield Block(kind="heading", text=words, level=min(max(1, depth - 1), 6)) if name in _HEADINGS else Block(text=words)
