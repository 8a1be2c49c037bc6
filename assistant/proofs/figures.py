"""Find the figures of a text: numbers, sums, percentages, periods, ages and dates, in digits or in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "twenty": 20, "twenty-one": 21,
    "twenty-eight": 28, "thirty": 30, "forty": 40, "forty-eight": 48, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100,
}  # fmt: skip
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNIT = r"hours?|days?|weeks?|months?|years?"
_NUMBER = r"\d[\d,]*(?:\.\d+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True))
_DATE = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTHS})(?:,? (?P<year>\d{{4}}))?\b")
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTHS}) (?P<year>\d{{4}})\b")
_SUM = re.compile(r"£\s?(?P<number>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>million|billion|bn|m)\b)?")
_PERCENT = re.compile(rf"\b(?P<number>{_NUMBER})\s?(?:%|per ?cent\b)", re.I)
_ONE_UNIT = re.compile(r"\b(?:one|1)[ -](?P<unit>hour|day|week|month|year)\b", re.I)
_PERIOD = re.compile(rf"\b(?P<number>{_NUMBER})(?:[ -](?:working|calendar|clear|full))?[ -](?P<unit>{_UNIT})\b", re.I)
_PLAIN = re.compile(rf"(?<![\w£.])(?P<number>{_NUMBER})(?![\w%])", re.I)
_AGE_PREFIX = re.compile(r"\b(?:under|over)[- ](?P<number>\d+)s?\b", re.I)
_LOOSE = re.compile(r"\s+([,;)])")  # the plain-text form sets marks loosely
_SUBS = r"(?:\s?\([0-9A-Za-z]+\))*"
_PROVISION = (
    r"(?i:(?:sub-?)?sections?|ss?\.|(?:sub-)?paragraphs?|paras?\.?|schedules?|sch\.?|articles?|parts?|chapters?|regulations?|steps?|class|conditions?)"
    r"|c\.|No\."
)
# Between the numbers of a list, with what they are about in brackets.
_LIST = r"(?: \([a-z][^()]{2,80}\))?(?:,| and| or| to|-|\u2013)+"
_NOT_FIGURES = (
    re.compile(r"\b(?:[Cc]ategor(?:y|ies)|[Tt]ier|[Tt]ype|year)\s+\d[AB]?(?:(?:,|,? and|,? or)\s+\d[AB]?)*\b|\b24[/-]7\b"),
    re.compile(rf"\b(?:{_PROVISION})\s*\(?\d+[A-Z]*{_SUBS}(?:{_LIST}\s*(?:section |paragraph )?\(?(?:\d+[A-Z]*)?{_SUBS})*"),
    re.compile(r"\b(?:Act|Acts|Order|Regulations|Rules|Measure|Code|Directive|Bill)\s(?:\([^)]*\)\s)?\d{4}(?: or \d{4})?(?: \([^)]*\))?"),
    re.compile(r"\b(?:S\.I\.|S\.R\.|asp|nia|anaw|EU|\(EC\)|N\.I\.|SI|S\.S\.I\.)\s?\d[\d/]*(?:\s?\([^)]*\))?"),
    re.compile(r"\b\d{4}/\d+\b|\b(?:19|20)\d\d (?:Act|Order|Regulations|Code)\b"),
    re.compile(r"\b\d+[A-Z]+\d*(?:\([0-9A-Za-z]+\))*|\b[A-Z]+\d+\b|\(\d+[A-Z]*\)|\b\d+[A-Z]*\s?(?:\((?:\d+[A-Z]*|[a-z]{1,3})\))+"),
    re.compile(r"“\d[^”]{0,12}”"),  # numbers that an amendment puts in or takes out
)


@dataclass(frozen=True)
class Figure:
    """One figure; two are the same figure when value and unit agree."""

    value: str  # "18", "10", "2026-02-06", "2026-02"
    unit: str  # "day", "%", "£", "date", "" ...

    def __str__(self) -> str:
        named = {"%": f"{self.value}%", "£": f"£{self.value}", "date": self.value, "": self.value}
        return named.get(self.unit, f"{self.value} {self.unit}s")


def figures(text: str) -> list[Figure]:
    """The figures of a text in their kinds; references to provisions, years of Acts and labels do not count.

    :param text: any text
    :return: each figure once, sums and dates first
    """
    text = _LOOSE.sub(r"\1", " ".join(text.split()))
    for pattern in _NOT_FIGURES:
        text = pattern.sub(" _ ", text)
    found: list[Figure] = []
    for pattern, make in _KINDS:
        found += [make(m) for m in pattern.finditer(text)]
        text = pattern.sub(" _ ", text)
    return list(dict.fromkeys(found))


def _value(number: str) -> str:
    low = number.lower().replace(",", "")
    return str(_WORDS[low]) if low in _WORDS else low.removesuffix(".0")


def _date(match: re.Match[str]) -> Figure:
    parts = match.groupdict()
    month = _MONTHS.split("|").index(parts["month"]) + 1
    day = f"-{int(parts['day']):02}" if parts.get("day") else ""
    year = parts["year"] or "----"
    return Figure(f"{year}-{month:02}{day}", "date")


def _sum(match: re.Match[str]) -> Figure:
    scale = {"m": " million", "million": " million", "bn": " billion", "billion": " billion"}.get(match["scale"] or "", "")
    return Figure(_value(match["number"]) + scale, "£")


_KINDS = (
    (_DATE, _date),
    (_MONTH_YEAR, _date),
    (_SUM, _sum),
    (_PERCENT, lambda m: Figure(_value(m["number"]), "%")),
    (_ONE_UNIT, lambda m: Figure("1", m["unit"].lower())),
    (_PERIOD, lambda m: Figure(_value(m["number"]), m["unit"].lower().rstrip("s"))),
    (_AGE_PREFIX, lambda m: Figure(m["number"], "")),
    (_PLAIN, lambda m: Figure(_value(m["number"]), "")),
)


def same(figure: Figure, others: set[Figure]) -> bool:
    """Whether a figure is among others: with its unit, or an age or count against a period or age of the same number.

    :param figure: from a statement, or from the law
    :param others: the other side
    """
    if figure in others:
        return True
    if figure.unit in ("", "year"):  # "aged 18" against "18 years"
        return any(o.value == figure.value and o.unit in ("", "year") for o in others)
    return False
