"""Cut an official text into passages: a subsection with all below it; a short section or a schedule's paragraph whole.

What is too long for the encoder is cut between paragraphs, and only a single paragraph that is too long inside itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.official.tree import OfficialText, Passage

_SHORT = 60  # words up to which a section stays whole
_NUMBER = re.compile(r"^\(\w+\)")
_CLAUSE_END = re.compile(r"[.;:,\u2014]$")

Fits = Callable[[str], bool]


@dataclass(frozen=True)
class Line:
    """One numbered piece, or words without a number, as it stands on a line of its own: `(a) is cold,`."""

    owner: str  # path of the numbered piece that it belongs to
    depth: int
    text: str
    closing: bool = False  # words without a number that stand among or after numbered pieces


@dataclass(frozen=True)
class Cut:
    """The lines that make one passage."""

    provision: Passage
    place: str  # path of the subsection, or of the whole provision
    lines: tuple[Line, ...]
    part: int = 1  # of the parts into which a long place is cut

    @property
    def path(self) -> str:
        """The path of its first numbered piece."""
        return self.place if self.part == 1 else self.lines[0].owner

    @property
    def text(self) -> str:
        """Its exact words, one piece a line."""
        return _joined(self.lines)


def cuts_of(text: OfficialText, fits: Fits) -> Iterator[Cut]:
    """The passages of a text in document order.

    :param text: the text
    :param fits: whether the encoder takes a text whole
    :return: pieces without words, such as the dots of a repealed section, are left out
    """
    for provision in _outermost(text.passages) if text.provisions else _sections(text.passages):
        taken = _measure(provision, fits)
        for place, lines in _units(provision):
            parts = [lines] if taken(lines) else _split(lines, taken)
            kept = [tuple(part) for part in parts if any(_says(line) for line in part)]
            yield from (Cut(provision, place, part, number) for number, part in enumerate(kept, 1))


def embedded(cut: Cut) -> str:
    """What the encoder reads of a passage: its words after the heading of its section."""
    return _headed(cut.provision, cut.text)


def _says(line: Line) -> bool:
    """Whether there is more on a line than its number and the dots of what was repealed."""
    return any(c.isalnum() for c in _NUMBER.sub("", line.text))


def _measure(provision: Passage, fits: Fits) -> Callable[[list[Line]], bool]:
    """Whether lines of a provision fit into the encoder together with its heading."""
    return lambda lines: fits(_headed(provision, _joined(lines)))


def _headed(provision: Passage, words: str) -> str:
    return f"{provision.heading}. {words}" if provision.heading else words


def _outermost(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Provisions that do not lie inside another one, each with its heading, which may be that of a group around it."""
    for passage in passages:
        if passage.kind == "provision":
            yield passage
        else:
            mine = passage.heading if passage.kind == "group" and not passage.path else None
            yield from (replace(p, heading=p.heading or mine) for p in _outermost(passage.children))


def _sections(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The sections of a page or document, each with the words right below its heading."""
    loose: list[Passage] = []
    for passage in passages:
        if passage.kind != "group":
            loose.append(passage)
            continue
        inner = tuple(c for c in passage.children if c.kind != "group")
        if inner or passage.text:
            yield replace(passage, children=inner, kind="provision")
        yield from _sections(c for c in passage.children if c.kind == "group")
    if loose:
        yield Passage("", None, "", children=tuple(loose))


def _units(provision: Passage) -> Iterator[tuple[str, list[Line]]]:
    """Path and lines of each subsection, or of the whole provision where it has none, is short or is of a schedule."""
    numbered = [c for c in provision.children if c.number and c.number[0].isdigit() and c.kind == "piece"]
    whole = list(_lines(provision, 0, provision.path))
    if not numbered or provision.path.startswith("schedule") or len(_joined(whole).split()) <= _SHORT:
        yield provision.path, whole
        return
    before = [Line(provision.path, 0, provision.text)] if provision.text else []
    place = provision.path
    for child in provision.children:
        lines = list(_lines(child, 0, provision.path, bool(before) or place != provision.path))
        if child in numbered:
            if place != provision.path:
                yield place, before
                before = []
            place = child.path or provision.path
        before += lines
    if before:
        yield place, before


def _lines(passage: Passage, depth: int, owner: str, closing: bool = False) -> Iterator[Line]:
    own = passage.path or owner
    numbered = passage.kind != "provision" and passage.number
    if passage.heading and passage.kind != "provision":
        yield Line(own, depth, passage.heading)
    words = " ".join(passage.text.split())
    if numbered or words:
        yield Line(own, depth, f"{_shown(passage)}{words}".strip(), closing and not passage.path)
    below = depth + 1 if numbered else depth
    after = bool(words)
    for child in passage.children:
        yield from _lines(child, below if child.number else depth, own, after)
        after = after or bool(child.number)


def _shown(passage: Passage) -> str:
    if passage.kind == "provision" or not passage.number:
        return ""
    return f"({passage.number}) " if passage.kind == "piece" and passage.number.isalnum() else f"{passage.number} "


def _split(lines: list[Line], fits: Callable[[list[Line]], bool]) -> Iterator[list[Line]]:
    """Parts that fit, cut between the pieces right below the first line where that can be done."""
    part: list[Line] = []
    for group in _groups(lines):
        for some in [group] if fits(group) else _small(group, fits):
            if part and not fits([*part, *some]):
                yield part
                part = []
            part = [*part, *some]
    if part:
        yield part


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    top = min((line.depth for line in lines[1:]), default=0)
    group: list[Line] = []
    for line in lines:
        if group and line.depth <= top:
            yield group
            group = []
        group.append(line)
    yield group


def _small(group: list[Line], fits: Callable[[list[Line]], bool]) -> Iterator[list[Line]]:
    """The lines of a group one by one, each broken where it is too long by itself."""
    for line in group:
        words = line.text.split(" ")
        while words:
            end = _fitting(words, line, fits)
            yield [replace(line, text=" ".join(words[:end]))]
            words = words[end:]


def _fitting(words: list[str], line: Line, fits: Callable[[list[Line]], bool]) -> int:
    """How many of the words fit, cut after the last clause in the second half where there is one; at least one."""
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if fits([replace(line, text=" ".join(words[:middle]))]):
            low = middle
        else:
            high = middle - 1
    if low == len(words):
        return low
    ends = [n for n in range(low // 2, low + 1) if n and _CLAUSE_END.search(words[n - 1])]
    return ends[-1] if ends else low


def _joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)
