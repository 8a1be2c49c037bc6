"""Turn the body of a CLML document into passages, in document order and without loss.

What wraps text without meaning of its own (`P1para`, `ScheduleBody` ...) is looked through; what is numbered or has a heading
becomes a passage; all other words become text. An element that is not known is kept as text and reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from lxml import etree

from assistant.official.tree import Kind, Link, Passage, Status

_GROUPS = set(
    """
    Group Part Chapter Pblock PsubBlock Schedule Schedules Appendix Division P1group P2group P3group SignedSection
    ContentsPart ContentsChapter ContentsPblock ContentsSchedule ContentsSchedules ContentsItem
    EUPart EUTitle EUChapter EUSection EUSubsection PrimaryPrelims SecondaryPrelims ENprelims EUPrelims
    """.split()  # noqa: SIM905  # a list of names reads better so
)
_PIECES = {f"P{n}" for n in range(1, 8)}
_WRAPPERS = {f"P{n}para" for n in range(1, 8)}
_WRAPPERS |= {"Body", "ScheduleBody", "Primary", "Secondary", "EURetained", "Contents", "ExplanatoryNotes", "EUBody", "TitleBlock"}
_NUMBERS = {"Number", "Pnumber", "ContentsNumber"}
_HEADINGS = {"Title", "ContentsTitle"}
_LISTS = {"UnorderedList", "OrderedList"}
_WORDS = {*_NUMBERS, *_HEADINGS} | set(
    """
    Text P Para BlockText Formula Where AppendText Reference Subtitle LongTitle Figure ListItem DateOfEnactment PrimaryPreamble
    SecondaryPreamble SubjectInformation MadeDate LaidDate ComingIntoForce Correction Signatory Comment Note Span DateText
    EnactingText IntroductoryText Image IncludedDocument Form Approved
    """.split()  # noqa: SIM905
)
_INLINE = set(
    """
    Addition Substitution Repeal Emphasis Strong Term Citation CitationSubRef InternalLink ExternalLink Acronym Abbreviation Inferior
    Superior SmallCaps Underline Span Character InlineAmendment CommentaryRef FootnoteRef MarginNoteRef Definition Proviso Expanded
    AppendText
    """.split()  # noqa: SIM905
)
_STATUS: dict[str, Status] = {"Prospective": "prospective", "Repealed": "repealed"}
_DOTS = re.compile(r"[.\s]*\.[.\s]*")  # what is printed in place of repealed words
_LINKS = {"Citation", "CitationSubRef", "InternalLink", "ExternalLink"}


@dataclass
class _Node:
    """A passage while it is read."""

    kind: Kind
    path: str = ""
    number: str | None = None
    heading: str | None = None
    text: str = ""
    children: list[Passage] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether it has no words yet."""
        return not self.text and not self.children

    @property
    def untouched(self) -> bool:
        """Whether it has neither words nor a number yet."""
        return self.bare and self.number is None


@dataclass(frozen=True)
class _Standing:
    """Extent, dates and status, inherited from above."""

    extent: str | None = None
    start: date | None = None
    end: date | None = None
    status: Status | None = None
    inserted: bool = False  # inside words that are put into another Act

    def at(self, element: etree._Element) -> _Standing:
        """The same with what an element says of itself."""
        get = element.get
        status = _STATUS.get(get("Status") or "", self.status)
        end = day(get("RestrictEndDate")) or self.end
        if status is None and get("Match") == "false" and end:
            status = "ended"
        own_start = day(get("RestrictStartDate"))
        above = None if get("Status") == "Prospective" else self.start  # what has not begun takes no first day from its Act
        return replace(self, extent=get("RestrictExtent") or self.extent, start=own_start or above, end=end, status=status)


class BodyReader:
    """Reads bodies; collects the names of elements that it does not know."""

    def __init__(self) -> None:
        self.unknown: dict[str, None] = {}

    def read(self, body: etree._Element, root: etree._Element) -> tuple[Passage, ...]:
        """The passages of a body.

        :param body: `Primary`, `Secondary`, `EURetained`, `Contents` or `ExplanatoryNotes`
        :param root: the root element, for the extent and dates of the whole
        """
        node = _Node("group")
        standing = _Standing().at(root)
        self._fill(node, body, standing.at(body))
        head = [Passage("", node.number, node.text, node.heading, kind="text")] if node.text or node.heading or node.number else []
        return (*head, *node.children)

    def _fill(self, node: _Node, element: etree._Element, standing: _Standing) -> None:
        self._words(node, element.text or "", standing)
        for child in element:
            name = local(child)
            if name in _NUMBERS and node.untouched and node.heading is None:
                node.number = flat(child)
                _notice(node, child)
            elif name in _HEADINGS and node.heading is None and node.bare:
                node.heading = flat(child)
                _notice(node, child)
            elif name in _GROUPS or name in _PIECES:
                node.children.append(self._passage(child, standing))
            elif name in _WRAPPERS:
                self._fill(node, child, standing)
            elif name == "CommentaryRef":
                _notice(node, child)
            else:
                self._content(node, child, name, standing)
            self._words(node, child.tail or "", standing)

    def _passage(self, element: etree._Element, standing: _Standing) -> Passage:
        name, path = local(element), element.get("id") or ""
        mine = standing.at(element)
        own = name == "P1" and path and not standing.inserted
        kind: Kind = "group" if name in _GROUPS else "provision" if own else "piece"
        node = _Node(kind, path)
        self._fill(node, element, mine)
        passage = self._done(node, mine)
        gone = own and mine.status is None and _DOTS.fullmatch(passage.full_text)
        return replace(passage, status="repealed") if gone else passage

    def _content(self, node: _Node, child: etree._Element, name: str, standing: _Standing) -> None:
        if name in _LISTS:
            definition = child.get("Class") == "Definition"
            self._words(node, child.text or "", standing)
            for item in child:
                entry = _Node("definition" if definition else "item", _term(item) if definition else "")
                self._block(entry, item)
                node.children.append(self._done(entry, standing))
                self._words(node, item.tail or "", standing)
            return
        if name == "BlockAmendment":
            entry = _Node("amendment")
            self._fill(entry, child, replace(standing, inserted=True))
            node.children.append(self._done(entry, standing))
            return
        if name in {"Tabular", "table"}:
            entry = _Node("table")
            self._block(entry, child)
            node.children.append(self._done(entry, standing))
            return
        if name not in _WORDS and name not in _INLINE:
            self.unknown[name] = None
        entry = _Node("text")
        self._block(entry, child)
        if not node.bare:
            if entry.text:
                node.children.append(self._done(entry, standing))
            return
        node.text = entry.text
        node.notes |= entry.notes
        node.links += entry.links

    def _block(self, node: _Node, element: etree._Element) -> None:
        node.text = flat(element)
        _notice(node, element)
        for link in element.iter():
            if local(link) in _LINKS:
                address = link.get("URI") or link.get("IdURI") or link.get("DocumentURI")
                if address:
                    node.links.append(Link(flat(link), address.replace("http:", "https:", 1)))

    def _words(self, node: _Node, words: str, standing: _Standing) -> None:
        """Words that stand bare between elements."""
        if words := " ".join(words.split()):
            if node.bare:
                node.text = words
            else:
                node.children.append(self._done(_Node("text", text=words), standing))

    def _done(self, node: _Node, standing: _Standing) -> Passage:
        return Passage(
            path=node.path,
            number=node.number,
            text=node.text,
            heading=node.heading,
            children=tuple(node.children),
            extent=standing.extent,
            start=standing.start,
            end=standing.end,
            status=standing.status,
            notes=tuple(node.notes),
            links=tuple(node.links),
            kind=node.kind,
        )


def _notice(node: _Node, element: etree._Element) -> None:
    """Remember the notes that an element, or anything in it, refers to."""
    for inner in element.iter():
        if reference := inner.get("CommentaryRef") or (inner.get("Ref") if local(inner) in {"CommentaryRef", "FootnoteRef"} else None):
            node.notes[reference] = None


def _term(item: etree._Element) -> str:
    """The id of the term that a definition defines."""
    return next((t.get("id") or "" for t in item.iter() if local(t) == "Term"), "")


def flat(element: etree._Element) -> str:
    """All words of an element in document order: blocks parted by a space, inline elements not parted."""
    parts: list[str] = []
    _flatten(element, parts)
    return " ".join("".join(parts).split())


def _flatten(element: etree._Element, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        block = local(child) not in _INLINE
        if block:
            parts.append(" ")
        _flatten(child, parts)
        if block:
            parts.append(" ")
        parts.append(child.tail or "")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def day(text: str | None) -> date | None:
    """An ISO date of an attribute; None where it is absent or no date."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
