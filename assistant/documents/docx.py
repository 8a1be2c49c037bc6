"""Read a Word document: its paragraphs, headings, list items and tables, and nothing else of what such a file may carry.

Only the text and the names of its styles are opened. Macros, embedded files, pictures and everything that lies elsewhere stay shut.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from assistant.documents.blocks import Block, Reading
from assistant.errors import DocumentFault, OfficialTextFault
from assistant.official.clml_tree import local
from assistant.official.xml import parse_xml

MOST_ENTRIES = 2_000
MOST_UNPACKED = 64 * 1024 * 1024  # bytes of all entries together
MOST_RATIO = 200  # unpacked to packed, of an entry that is not small
_SMALL = 1024 * 1024
_TEXT, _STYLES = "word/document.xml", "word/styles.xml"
_ENCRYPTED = 0x1  # flag of an entry
_HEADING = re.compile(r"heading ([1-9])", re.I)
_NESTED = re.compile(r"\.(zip|docx|docm|xlsx|xlsm|pptx|jar|7z|rar|bin|exe|js)$|^word/embeddings/.", re.I)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {"tab", "br", "cr"}
_LEFT_OUT = {"del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr"}


def read_docx(data: bytes, name: str) -> Reading:
    """Read a document.

    :param data: its bytes
    :param name: for messages
    :raises DocumentFault: when it is damaged, has a password, is packed so that it explodes, or is no Word document
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = _checked(archive, name)
            body = parse_xml(_unpack(archive, entries[_TEXT], name), name)
            levels = _levels(archive, entries, name)
            outside = any(b'TargetMode="External"' in _unpack(archive, e, name) for n, e in entries.items() if n.endswith(".rels"))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise DocumentFault(name, "it is damaged or cut off.") from error
    except OfficialTextFault as fault:
        raise DocumentFault(name, f"its text is damaged: {fault.why}") from fault
    remarks = [*_carried(entries, outside)]
    if any(element.tag == f"{_W}vanish" for element in body.iter()):
        remarks.append("Hidden text was left out.")
    return Reading(blocks=tuple(_blocks(body, levels)), remarks=tuple(remarks))


def _checked(archive: ZipFile, name: str) -> dict[str, ZipInfo]:
    """The entries by name.

    :raises DocumentFault: when there are too many, they are too large, locked, or no Word document
    """
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise DocumentFault(name, f"it holds {len(infos):,} files; the limit is {MOST_ENTRIES:,}.")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise DocumentFault(name, "it has a password. Save it without one.")
    unpacked = sum(info.file_size for info in infos)
    swollen = any(info.file_size > _SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size) for info in infos)
    if unpacked > MOST_UNPACKED or swollen:
        raise DocumentFault(name, f"it unpacks to {unpacked / 1_000_000:,.0f} MB, as files do that are made to do harm (a zip bomb).")
    entries = {info.filename: info for info in infos}
    if len(entries) < len(infos):
        raise DocumentFault(name, "it holds two files of the same name.")
    if _TEXT not in entries:
        raise DocumentFault(name, "it is a zip archive, but not a Word document.")
    return entries


def _unpack(archive: ZipFile, entry: ZipInfo, name: str) -> bytes:
    """The bytes of an entry, no more than it says that it has.

    :raises DocumentFault: when there are more
    """
    with archive.open(entry) as file:
        found = file.read(entry.file_size + 1)
    if len(found) > entry.file_size:
        raise DocumentFault(name, "it unpacks to more than it says (a zip bomb).")
    return found


def _carried(entries: dict[str, ZipInfo], outside: bool) -> Iterator[str]:
    if any("vbaProject" in entry for entry in entries):
        yield "It has macros, which were neither run nor kept."
    if any(_NESTED.search(entry) for entry in entries):
        yield "It has files inside it, which were not opened."
    if outside:
        yield "It points to files elsewhere, which were not fetched."


def _levels(archive: ZipFile, entries: dict[str, ZipInfo], name: str) -> dict[str, int]:
    """The level of each style that makes a heading."""
    if _STYLES not in entries:
        return {}
    levels = {}
    for style in parse_xml(_unpack(archive, entries[_STYLES], name), name).iter(f"{_W}style"):
        called = _value(style, "name")
        outline = _value(style, f"pPr/{_W}outlineLvl")
        if found := _HEADING.fullmatch(called):
            levels[style.get(f"{_W}styleId") or ""] = int(found[1])
        elif called.lower() == "title":
            levels[style.get(f"{_W}styleId") or ""] = 1
        elif outline.isdigit() and int(outline) < 9:
            levels[style.get(f"{_W}styleId") or ""] = int(outline) + 1
    return levels


def _blocks(body: etree._Element, levels: dict[str, int]) -> Iterator[Block]:
    """The blocks in document order; a table is one block, a row a sentence of cells."""
    walker = etree.iterwalk(body, events=("start",), tag=(f"{_W}p", f"{_W}tbl"))
    for _, element in walker:
        walker.skip_subtree()
        if local(element) == "tbl":
            rows = (["".join(_words(cell)).strip() for cell in row.iter(f"{_W}tc")] for row in element.iter(f"{_W}tr"))
            if text := "; ".join(" | ".join(row) for row in rows if any(row)):
                yield Block(kind="table", text=text)
        elif text := "".join(_words(element)).strip():
            yield _paragraph(element, text, levels)


def _paragraph(element: etree._Element, text: str, levels: dict[str, int]) -> Block:
    style = _value(element, f"pPr/{_W}pStyle")
    outline = _value(element, f"pPr/{_W}outlineLvl")
    built_in = _HEADING.fullmatch(style.replace("Heading", "heading "))
    level = levels.get(style) or (int(built_in[1]) if built_in else 0)
    if not level and outline.isdigit() and int(outline) < 9:
        level = int(outline) + 1
    if level:
        return Block(kind="heading", text=text, level=level)
    is_item = element.find(f"{_W}pPr/{_W}numPr") is not None
    return Block(kind="item" if is_item else "text", text=text)


def _words(element: etree._Element) -> Iterator[str]:
    """The words in an element, without what was deleted, hidden, or is a field's code; paragraphs inside are parted by a space."""
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walker:
        name = local(inner)
        if event == "end":
            if name == "p" and inner is not element:
                yield " "
        elif name in _LEFT_OUT or (name == "r" and inner.find(f"{_W}rPr/{_W}vanish") is not None):
            walker.skip_subtree()
        elif name == "t":
            yield inner.text or ""
        elif name in _SPACES:
            yield " "
        elif name == "noBreakHyphen":
            yield "-"


def _value(element: etree._Element, path: str) -> str:
    found = element.find(f"{_W}{path}")
    return (found.get(f"{_W}val") or "") if found is not None else ""
