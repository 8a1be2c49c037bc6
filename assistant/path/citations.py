"""Exact citations in a question: "s.66F", "section 10 of the OSA", "sch 7", "article 72A"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from assistant.path.matching import plain, whole_words
from assistant.register.load import Register
from assistant.register.schema import NATIONS, Nation, Provision
from assistant.register.words import ActWords

_NUMBER = r"(\d{1,3}[a-z]{0,3})((?:\s?\(\w{1,4}\))*)"
_MARKED = re.compile(
    r"(?<![\w.'])(?P<mark>sections?|sects?\.?|secs?\.?|ss?\.|ss?(?=\s?\d)|\u00a7+|schedules?|scheds?\.?|schs?\.?|articles?|arts?\.?)\s?"
    + _NUMBER
)
_BARE = re.compile(r"(?<![\w.\u00a3])" + r"(\d{2,3}[a-z]{1,2})((?:\(\w{1,3}\))*)" + r"(?!\w)")
_SCHOOL_YEAR = re.compile(r"\bs[1-6]s?\b(?!\()")  # "sent it round the whole of S2"
_AGES = re.compile(r"\b(?:under|over|below|above)[- ]?\d{1,2}s\b")  # "did it ban under 18s"
_OF_SCHOOL = re.compile(r"\b(?:class|school|teach\w*|pupils?|year|boys?|girls?|lads?|lass\w*|academy|guidance|high)\b")
_QUANTITY = re.compile(r"\d+(?:st|nd|rd|th|yo|k|m|am|pm|h|hr|gb|yr)")
_LITTLE = 3  # words beside the name of an Act, at most, where the Act itself is asked about: "what is the ..."
_MORE = re.compile(r"\s?(?:,|and|&|or|to|-)\s?" + _NUMBER + r"(?!\w)")


@dataclass(frozen=True)
class CitationReader:
    """Finds provisions that a text names, among those that the register holds."""

    register: Register

    @cached_property
    def _acts(self) -> list[tuple[ActWords, re.Pattern[str]]]:
        return [(act, whole_words(act.names)) for act in self.register.acts]

    @cached_property
    def _by_number(self) -> dict[tuple[str, str], list[str]]:
        """(id prefix, number in lower case) -> ids, for every number in a provision's own title of itself."""
        table: dict[tuple[str, str], list[str]] = {}
        prefixes = sorted({p for a in self.register.acts for p in (a.section, a.schedule, a.article) if p}, key=len, reverse=True)
        for provision in self.register.provisions:
            prefix = next((p for p in prefixes if re.match(re.escape(p) + r"\d", provision.id)), None)
            if prefix is None:
                continue
            for number in _numbers_of(provision, prefix):
                table.setdefault((prefix, number), []).append(provision.id)
        return table

    def read(self, text: str, nations: tuple[Nation, ...] = ()) -> tuple[str, ...]:
        """Ids of the provisions that a text names exactly.

        :param text: the question
        :param nations: the nations that it tells; a number without its Act is first sought in the law of these alone
        :return: ids in the order of their naming; empty where none is named or held
        """
        text = _AGES.sub(" ", plain(text))
        named = [act for act, pattern in self._acts if pattern.search(text)]
        if not named and _OF_SCHOOL.search(text):
            text = _SCHOOL_YEAR.sub(" ", text)
        beside = text
        for _, pattern in self._acts:
            beside = pattern.sub(" ", beside)
        ids: list[str] = []
        numbers = _numbers(text)
        for mark, number, sub in numbers:
            found = self._look_up(mark, number, sub, named)
            ids += found if named else self._of_nations(mark, number, nations) or found
        if not numbers and named and len(beside.split()) <= _LITTLE:
            ids += [act.whole for act in named if act.whole and act.whole in self.register.documents]
        return tuple(dict.fromkeys(ids))

    def missing(self, text: str) -> str | None:
        """A section, schedule or article that a text names with its Act and that the register does not hold.

        :param text: the question
        :return: how the text names it, or None
        """
        text = _AGES.sub(" ", plain(text))
        named = [act for act, pattern in self._acts if pattern.search(text)]
        for mark, number, sub in _numbers(text) if named else []:
            if not self._look_up(mark, number, sub, named):
                return f"{_kind(mark)} {number.upper()} of the {named[0].name}"
        return None

    def _of_nations(self, mark: str, number: str, nations: tuple[Nation, ...]) -> list[str]:
        """Provisions of this number that are law in some of the nations and not in all of the UK."""
        kind = _kind(mark)
        prefixes = [p for a in self.register.acts if (p := getattr(a, kind))]
        found = [i for p in prefixes for i in self._by_number.get((p, number), [])]
        extents = {i: cast("Provision", self.register.documents[i]).extent for i in found}
        return [i for i in found if len(extents[i]) < len(NATIONS) and set(extents[i]) & set(nations)]

    def _look_up(self, mark: str, number: str, sub: str, named: list[ActWords]) -> list[str]:
        kind = _kind(mark)
        for act in [*named, *(a for a in self.register.acts if a not in named and not named)]:
            prefix = getattr(act, kind)
            found = self._by_number.get((prefix, number), []) if prefix else []
            if found:
                first = sub.strip("( ").split(")")[0]
                wanted = {f"{prefix}{number}".casefold(), f"{prefix}{number}-{first}".casefold()}
                return [i for i in found if i.casefold() in wanted] or found
        return []


def _kind(mark: str) -> str:
    return "schedule" if mark.startswith("sch") else "article" if mark.startswith("art") else "section"


def _numbers(text: str) -> list[tuple[str, str, str]]:
    """(mark, number, subsections) of each citation in a text."""
    out: list[tuple[str, str, str]] = []
    taken: list[tuple[int, int]] = []
    for match in _MARKED.finditer(text):
        out.append((match["mark"], match[2], match[3]))
        end = match.end()
        while more := _MORE.match(text, end):
            out.append((match["mark"], more[1], more[2]))
            end = more.end()
        taken.append((match.start(), end))
    bare = (m for m in _BARE.finditer(text) if not any(start <= m.start() < end for start, end in taken))
    return [*out, *(("section", m[1], m[2]) for m in bare if not _QUANTITY.fullmatch(m[1]))]


def _numbers_of(provision: Provision, prefix: str) -> set[str]:
    own = re.match(r"\d+[a-zA-Z]*", provision.id[len(prefix) :])
    numbers = {own[0].casefold()} if own else set()
    if not provision.id.startswith("osa-2023"):
        numbers |= {n.casefold() for n in re.findall(r"(?<![\w(])\d{1,3}[A-Z]{0,2}\b", provision.provision)}
    return numbers
