"""What a card says of an entry of the register: its kind, where and since when it is law, and how sure we are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import get_args
from urllib.parse import urlsplit

from assistant.compose.wording import in_words, listed
from assistant.register.schema import (
    Advice,
    Document,
    Enforcement,
    Guidance,
    LegalKind,
    News,
    Period,
    Provision,
    Service,
    Statement,
)
from assistant.web.texts import texts

_OWN_KINDS = {"gap", "practice"}  # kept apart from "law", although they stand among the provisions
_TEXT_TO = re.compile(r"\btext (?P<word>\w+) to (?P<phone>\d+)\b", re.IGNORECASE)

Fact = tuple[str, str]  # label and value


def kind_of(document: Document) -> str:
    """The kind of an entry as the page shows it: a key of `[kinds]` in texts.toml."""
    is_law = document.kind in get_args(LegalKind) and document.kind not in _OWN_KINDS
    return "law" if is_law else document.kind


def kind_name(document: Document) -> str:
    """The kind of an entry in a word or two: Law, Guidance, News ..."""
    return str(texts()["kinds"][kind_of(document)])


def facts_of(document: Document, on: date) -> list[Fact]:
    """The facts under the title of a card.

    :param document: the entry
    :param on: the day on which the answer stands
    :return: label and value of each fact, in the order shown
    """
    words = texts()["answer"]
    if isinstance(document, Provision):
        where, when = (words["serves"], words["result"]) if document.kind == "gap" else (words["where"], words["when"])
        return [(where, listed(document.extent)), (when, standing(document, on)), (words["sure"], sureness(document, on))]
    return [*_own_facts(document), (words["sure"], texts()["confidence"][document.confidence])]


def standing(provision: Provision, on: date) -> str:
    """Whether and since when a provision is law, in words; never "in force" where the start is not confirmed.

    :param provision: the provision
    :param on: the day
    """
    words = texts()["standing"]
    if provision.kind == "gap":
        return str(words["gap"].format(day=in_words(provision.checked)))
    if provision.pending:
        return str(words["pending"])
    if not provision.in_force:
        return str(words["unrecorded"])
    period = _period_on(provision, on)
    if period is None:
        return _out_of_force(provision, on)
    if period.from_:
        return str(words["since"].format(day=in_words(period.from_)))
    return str(words["by"].format(day=in_words(period.certain_from)))


def sureness(provision: Provision, on: date) -> str:
    """How sure we are of a provision: of its text, and of its start date where that is less sure.

    :param provision: the provision
    :param on: the day
    """
    words = texts()
    parts = [words["confidence"][provision.confidence]]
    period = _period_on(provision, on) or (provision.in_force[0] if provision.in_force else None)
    if period and period.confidence != "primary text seen":
        parts.append(words["confidence"]["start"].format(words=words["start_confidence"][period.confidence]))
    return ". ".join(parts)


def doubt(statement: Statement, document: Document) -> str | None:
    """The confidence of a statement in words, where it differs from that of its entry."""
    mark = statement.confidence
    return None if mark is None or mark == document.confidence else str(texts()["confidence"][mark])


def host_of(url: str) -> str:
    """The site that an address leads to, as a reader knows it: legislation.gov.uk."""
    return urlsplit(url).netloc.removeprefix("www.")


def address_of(url: str) -> str:
    """An address as it is read aloud: without what comes before the site, and without its query."""
    parts = urlsplit(url)
    return host_of(url) + parts.path.removesuffix("/")


def phone_link(phone: str) -> tuple[str, str]:
    """How to call or text a number.

    :param phone: as in the register: "116 123" or "Text SHOUT to 85258"
    :return: the link's address and its words
    """
    words = texts()["answer"]
    found = _TEXT_TO.search(phone)
    if found:
        return f"sms:{found['phone']}?&body={found['word']}", words["text"].format(**found.groupdict())
    return "tel:" + re.sub(r"[^\d+]", "", phone), words["call"].format(phone=phone)


def by_aspect(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Statements grouped by aspect, in the order in which the entry first has each."""
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.aspect, []).append(statement)
    return groups


def _own_facts(document: Document) -> list[Fact]:
    words = texts()["labels"]
    if isinstance(document, Advice | Service):
        return [(texts()["answer"]["serves"], listed(document.nations))]
    if isinstance(document, Guidance):
        return [(words["publisher"], document.publisher), (words["published"], document.published)]
    if isinstance(document, Enforcement):
        status = words["status_value"].format(status=document.status, day=document.status_as_at)
        return [(words["regulator"], document.regulator), (words["status"], status)]
    if isinstance(document, News):
        return [(words["outlet"], document.outlet), (words["published"], in_words(document.published))]
    return []


def _period_on(provision: Provision, on: date) -> Period | None:
    return next((p for p in provision.in_force if p.certain_from <= on and (p.until is None or on < p.until)), None)


def _out_of_force(provision: Provision, on: date) -> str:
    words = texts()["standing"]
    first, last = provision.in_force[0], provision.in_force[-1]
    if last.until is not None and on >= last.until:
        return str(words["ended"].format(day=in_words(last.until)))
    if first.from_ and on < first.from_:
        return str(words["starts"].format(day=in_words(first.from_)))
    return str(words["not_yet"].format(day=in_words(on)))
