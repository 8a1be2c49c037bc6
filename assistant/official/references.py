"""Read where a statement says that it comes from: `section 12(3)(a), (5)`, `Schedule 13 para 2(1) to (3)`, `66F(1)`, `Article 51A`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")
_TOKEN = re.compile(
    r"(?P<schedule>\bSch(?:edule|\.)?\s*(?P<schedule_number>\d+[A-Z]*))"
    r"|(?P<paragraph>\b(?:paras?|paragraphs?)\b\.?)"
    r"|(?P<section>\b(?:sections?|ss?\.|subsections?))"
    r"|(?P<article>\b(?:Articles?|Arts?\.))"
    r"|(?P<regulation>\b(?:regulations?|regs?\.))"
    r"|(?P<part>\b(?:Parts?|Chapters?|Class|Pts?\.|Chs?\.)\s+[0-9A-Z]+)"
    r"|(?P<instrument>\b(?:S\.S?\.?R?\.?I?\.?|SI)\s*\d{4}/\d+)"
    r"|(?P<year>\b(?:1[89]|20)\d{2}\b)"
    r"|(?P<through>\bto\b|\bthrough\b|[-\u2013](?=\s*[(\dA-Z]))"
    r"|(?P<number>\b(?:\d+[A-Z]*(?:[A-Z])?|[A-Z]{1,2}\d+)\b)?(?P<subs>(?:\([0-9A-Za-z]{1,5}\))*)"
)


@dataclass(frozen=True)
class Reference:
    """One place in a text: a section, article, regulation or schedule, and the way down into it."""

    kind: str  # "section", "article", "regulation", "schedule"
    number: str  # of the section, article or regulation; of the schedule's paragraph, "" for the whole schedule
    subs: tuple[str, ...] = ()
    schedule: str | None = None
    act: str | None = None  # the Act, where the reference names one
    through: bool = False  # the end of a range that begins with the reference before

    @property
    def path(self) -> str:
        """The path as legislation.gov.uk numbers it: `schedule-13-paragraph-2-1`."""
        if self.schedule is None:
            return "-".join((self.kind, self.number, *self.subs))
        below = ("paragraph", self.number, *self.subs) if self.number else ()
        return "-".join(("schedule", self.schedule, *below))


def read_references(at: str, acts: tuple[str, ...] = ()) -> list[Reference]:
    """The places that a text such as `section 12(3)(a), (5)` names.

    A range gives its two ends, the second marked. What names no place in a text (`outcome 21`, an instrument, a year) gives nothing.

    :param at: the text
    :param acts: names of Acts that may stand in it
    :return: the references in their order
    """
    found: list[Reference] = []
    for act, piece in _by_act(at, acts):
        found += [replace(r, act=act) for r in _read(piece)]
    return found


def _by_act(at: str, acts: tuple[str, ...]) -> Iterator[tuple[str | None, str]]:
    """Cut a text at the names of Acts: each Act with what follows it."""
    names = sorted((a for a in acts if a in at), key=len, reverse=True)
    if not names:
        yield None, at
        return
    pieces = re.split("(" + "|".join(map(re.escape, names)) + ")", at)
    if pieces[0].strip(" ,;"):
        yield None, pieces[0]
    yield from zip(pieces[1::2], pieces[2::2], strict=True)


def _read(text: str) -> Iterator[Reference]:
    last = Reference("section", "")
    through = False
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if token["schedule"]:
            last = Reference("schedule", "", schedule=token["schedule_number"])
            if not re.match(r"[\s,]*(?:paras?|paragraphs?|\()", text[token.end() :]):
                yield last
        elif token["paragraph"] or (token["section"] and token["section"].startswith("sub")):
            continue
        elif kind in ("section", "article", "regulation"):
            last = Reference(kind, "")
        elif token["through"]:
            through = bool(last.number)
            continue
        elif token["number"] and not token["year"]:
            last = replace(last, number=token["number"], subs=_parts(token["subs"]), through=through)
            yield last
        elif token["subs"] and last.number:
            last = replace(last, subs=_continued(last.subs, _parts(token["subs"])), through=through)
            yield last
        else:
            continue
        through = False


def _parts(subs: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\(([^)]+)\)", subs))


def _continued(before: tuple[str, ...], given: tuple[str, ...]) -> tuple[str, ...]:
    """`(5)` after `(3)(a)` is subsection (5); `(b)` after `(3)(a)` is (3)(b); `(ii)` after `(3)(a)(i)` is (3)(a)(ii)."""
    first = given[0]
    if first[0].isdigit():
        level = 0
    elif _ROMAN.fullmatch(first) and len(before) >= 3:
        level = 2
    else:
        level = next((i for i, part in enumerate(before) if not part[0].isdigit()), len(before))
    return (*before[:level], *given)
