"""Read the XHTML form of one provision (`data.xht` of legislation.gov.uk) with its notes."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from assistant.errors import OfficialTextFault
from assistant.official.clml_tree import local
from assistant.official.growing import Tree
from assistant.official.notes import Note, NoteKind, note_of
from assistant.official.tree import OfficialText
from assistant.official.xml import parse_xml

_NUMBER = re.compile(r"\bLegP[2-7]No\b")
_NOT_WORDS = {"LegExtentRestriction", "LegCommentaryLink", "LegChangeDelimiter"}
_WHOLE = "E+W+S+N.I."  # what the page writes as "U.K."


def read_xhtml(data: bytes, name: str, id_: str, title: str) -> OfficialText:
    """Read a fragment.

    :param data: its bytes
    :param name: for messages
    :param id_: the id that the text gets
    :param title: the Act's title, which the fragment does not have
    :return: the text with one provision; its date is the newest day in its notes
    :raises OfficialTextFault: when it is not such a fragment
    """
    root = parse_xml(data, name)
    number = next((e for e in root.iter() if "LegP1No" in _classes(e)), None)
    anchor = next((a.get("id") for a in root.iter() if _is_anchor(a)), None)
    if number is None or anchor is None:
        raise OfficialTextFault(name, "it is not a provision as legislation.gov.uk shows it.")
    heading = next((_words(e) for e in root.iter() if any(c.startswith("LegP1GroupTitle") for c in _classes(e))), None)
    tree = Tree(anchor, _words(number), heading)
    for element in root.iter():
        _take(tree, element, anchor)
    extent = next((_plain(e) for e in root.iter() if "LegExtentRestriction" in _classes(e)), None)
    notes = [_note(e) for e in root.iter() if "LegCommentaryItem" in _classes(e)]
    days = [event.on for note in notes for event in note.events if event.on]
    passage = tree.top.done(_WHOLE if extent == "U.K." else extent, tuple(n.id for n in notes))
    return OfficialText(id_, title, "", max(days, default=None), (passage,), notes={n.id: n for n in notes})


def _take(tree: Tree, element: etree._Element, anchor: str) -> None:
    classes = _classes(element)
    if any(_NUMBER.match(c) for c in classes):
        path = element.get("id") or ""
        tree.number(tuple(path.removeprefix(f"{anchor}-").split("-")) if path.startswith(f"{anchor}-") else (_words(element).strip("()"),))
    elif any(re.fullmatch(r"LegP[1-7](Para)?Text|LegText|LegRHS", c) for c in classes) and "LegLHS" not in classes:
        if words := _words(element):
            tree.words(words)
    elif local(element) == "p" and not classes and _words(element):
        tree.words(_words(element))


def _is_anchor(element: etree._Element) -> bool:
    return "LegAnchorID" in _classes(element) and bool(re.match(r"(section|article|regulation|schedule)-", element.get("id") or ""))


def _note(item: etree._Element) -> Note:
    kind = next((_plain(e) for e in item.iter() if "LegCommentaryType" in _classes(e)), "X")
    words = next((_plain(e) for e in item.iter() if "LegCommentaryText" in _classes(e)), "")
    return note_of((item.get("id") or "").removeprefix("commentary-"), cast("NoteKind", kind[:1]), words)


def _classes(element: etree._Element) -> set[str]:
    return set((element.get("class") or "").split())


def _plain(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _words(element: etree._Element) -> str:
    """The words of an element without extents, note numbers and amendment brackets."""
    parts: list[str] = []

    def collect(inner: etree._Element) -> None:
        parts.append(inner.text or "")
        for child in inner:
            if not _classes(child) & _NOT_WORDS:
                collect(child)
            parts.append(child.tail or "")

    collect(element)
    return " ".join("".join(parts).split())
