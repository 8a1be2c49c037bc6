"""Read a CLML document (the XML of legislation.gov.uk): metadata, the tree of its provisions, its notes and unapplied effects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from lxml import etree

from assistant.errors import OfficialTextFault
from assistant.official.changes import effect_of
from assistant.official.clml_tree import BodyReader, day, flat, local
from assistant.official.notes import Note, NoteKind, note_of
from assistant.official.tree import OfficialText
from assistant.official.xml import parse_xml

_BODIES = {"Primary", "Secondary", "EURetained", "Contents", "ExplanatoryNotes"}
_UNAPPLIED = "{http://www.legislation.gov.uk/namespaces/metadata}UnappliedEffect"
_LICENCE = "Open Government Licence v3.0"


def read_clml(data: bytes, name: str, id_: str | None = None) -> OfficialText:
    """Read a document.

    :param data: its bytes
    :param name: for messages, such as the file's name
    :param id_: the id that the text gets; default: from its address (`ukpga-2018-12`)
    :return: the text with its passages, notes and effects
    :raises OfficialTextFault: when it is not XML, not CLML, or has no body
    """
    root = parse_xml(data, name)
    if local(root) not in {"Legislation", "EN"}:
        raise OfficialTextFault(name, f"it is XML, but not legislation: its root is {local(root)!r}.")
    bodies = [child for child in root if local(child) in _BODIES]
    if not bodies:
        raise OfficialTextFault(name, "it has no text: the part with the provisions is missing.")
    reader = BodyReader()
    passages = tuple(p for body in bodies for p in reader.read(body, root))
    address = (_meta(root, "identifier") or root.get("DocumentURI") or "").replace("http:", "https:", 1)
    return OfficialText(
        id=id_ or _id(root.get("IdURI") or address),
        title=_meta(root, "title") or name,
        address=address,
        dated=_dated(root, name),
        passages=passages,
        licence=_LICENCE,
        notes={n.id: n for n in _notes(root)},
        effects=tuple(effect_of(e) for e in root.iter(_UNAPPLIED)),
        enacted=_enacted(root),
        edited=day(_meta(root, "modified")),
        unknown=tuple(reader.unknown),
    )


def _meta(root: etree._Element, name: str) -> str | None:
    metadata = next((c for c in root if local(c) == "Metadata"), None)
    if metadata is None:
        return None
    found = next((e for e in metadata.iter() if local(e) == name), None)
    return flat(found) if found is not None else None


def _id(address: str) -> str:
    """`http://www.legislation.gov.uk/id/ukpga/2018/12/section/3` -> `ukpga-2018-12`."""
    parts = [p for p in address.split("legislation.gov.uk/")[-1].split("/") if p and p != "id"]
    return "-".join(parts[:3]) or "text"


def _dated(root: etree._Element, name: str) -> date | None:
    """The day from which this version applies; None: as enacted or made.

    :raises OfficialTextFault: when the dates contradict each other
    """
    start, end = day(root.get("RestrictStartDate")), day(root.get("RestrictEndDate"))
    if start and end and end <= start:
        raise OfficialTextFault(name, f"its dates are out of order: it begins on {start} and ends on {end}.")
    return day(_meta(root, "valid")) or start


def _enacted(root: etree._Element) -> date | None:
    metadata = next((c for c in root if local(c) == "Metadata"), ())
    return next((day(e.get("Date")) for part in metadata for e in part.iter() if local(e) in {"EnactmentDate", "Made"}), None)


def _notes(root: etree._Element) -> Iterator[Note]:
    for group in root:
        if local(group) == "Commentaries":
            for note in group:
                kind = note.get("Type") or "X"
                yield note_of(note.get("id") or "", cast("NoteKind", kind), flat(note))
        elif local(group) == "Footnotes":
            for note in group:
                yield note_of(note.get("id") or "", "footnote", flat(note))
