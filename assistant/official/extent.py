"""Where a provision is law: as its own mark says (`E+W+S+N.I.`), else as the Act's section on extent says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.official.references import Reference, read_references
from assistant.official.tree import OfficialText, Passage
from assistant.register.schema import NATIONS, Nation

_MARKS: dict[str, Nation] = {"E": "England and Wales", "W": "England and Wales", "S": "Scotland", "N.I.": "Northern Ireland"}
_WHOLE_ACT = re.compile(r"\bthis Act extends to\b")
_EXTENDS = re.compile(r"\bextends? to ((?:(?:England and Wales|Scotland|Northern Ireland)(?:,? and |, )?)+)")


def marked(extent: str) -> frozenset[Nation]:
    """The nations of a mark.

    :param extent: as official texts write it: `E+W`, `E+W+S+N.I.`
    """
    return frozenset(_MARKS[part] for part in extent.split("+") if part in _MARKS)


def declared(text: OfficialText, reference: Reference) -> tuple[frozenset[Nation], str] | None:
    """What the Act's own section on extent says of a provision.

    :param text: the Act
    :param reference: a section or schedule, or a piece of one
    :return: the nations, and the path that says so; None where the Act has no such section or it does not tell
    """
    section = next((p for p in text.provisions if (p.heading or "").casefold() == "extent"), None)
    if section is None:
        return None
    default: frozenset[Nation] = frozenset()
    special: dict[str, frozenset[Nation]] = {}
    for piece in section.children:
        words = piece.text.replace(" (", "(")
        found = _EXTENDS.search(words)
        if not found:
            continue
        nations = frozenset(n for n in NATIONS if n in found[1])
        if _WHOLE_ACT.search(words):
            default = nations
        else:
            special |= dict.fromkeys(_listed(piece), nations)
    nations = _of(reference.path, text.by_path.get(reference.path), default, special)
    return (nations, section.path) if nations else None


def _listed(piece: Passage) -> Iterator[str]:
    """The paths that a piece lists, ranges written out."""
    for part in piece.walk():
        references = read_references(re.sub(r"\s+\(", "(", part.text.split(" extends")[0]).replace("Section", "section"))
        for number, reference in enumerate(references):
            if reference.through and number:
                yield from _range(references[number - 1].path, reference.path)
            yield reference.path


def _range(first: str, last: str) -> Iterator[str]:
    head, _, low = first.rpartition("-")
    high = last.rpartition("-")[2]
    if low.isdigit() and high.isdigit():
        yield from (f"{head}-{n}" for n in range(int(low), int(high)))


def _of(path: str, passage: Passage | None, default: frozenset[Nation], special: dict[str, frozenset[Nation]]) -> frozenset[Nation]:
    """Its own row, or that of what holds it; where only pieces of it are listed, what they say together."""
    parts = path.split("-")
    above = ("-".join(parts[:end]) for end in range(len(parts), 1, -1))
    if own := next((special[p] for p in above if p in special), None):
        return own
    pieces = [p.path for p in passage.children if p.number] if passage else []
    if not any(p in special for p in pieces):
        return default
    return frozenset().union(*(special.get(p, default) for p in pieces))
