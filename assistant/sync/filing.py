"""From an answer to a record for the store: read it before it is kept, so that nothing unreadable takes the place of what serves."""

from __future__ import annotations

import re
from datetime import date, datetime

import httpx

from assistant.errors import FetchRefused, OfficialTextFault
from assistant.official.changes import Feed, read_changes
from assistant.official.forms import read_form
from assistant.official.store import Stored
from assistant.official.tree import OfficialText
from assistant.register.sources import TextCopy
from assistant.sync.judge import Reply, check_content
from assistant.sync.plan import COPY, Target

_LAW = re.compile(r"legislation\.gov\.uk/(?:id/)?(?P<path>[a-z]+/(?:\d{4}|[A-Z][A-Za-z0-9]*/[\d-]+)/\d+)")


def filed(target: Target, reply: Reply, licence: str, now: datetime) -> tuple[Stored, OfficialText | Feed]:
    """The record of an answer, and what it says.

    :param target: what was asked for
    :param reply: what came
    :param licence: of its host
    :param now: when it came
    :raises FetchRefused: when it is of another kind, unreadable, or another text than was asked for
    """
    check_content(reply, target.form)
    content = read(target, reply.body)
    dated, title, address = _facts(content, target)
    if isinstance(content, OfficialText) and target.form == "clml":
        _check_identity(content, target, reply)
    record = Stored.of(
        reply.body,
        text=target.text,
        title=title,
        address=address or str(httpx.URL(reply.address).copy_remove_param(COPY)),
        asked=target.asked,
        fetched=now,
        dated=dated,
        licence=licence,
        form=target.form,
        kind=target.kind,
        part=target.part,
        etag=reply.headers.get("etag"),
        last_modified=reply.headers.get("last-modified"),
        prefix=target.prefix,
        only=target.only,
        complete=target.complete,
    )
    return record, content


def read(target: Target, body: bytes) -> OfficialText | Feed:
    """Read a body as what it should be.

    :raises FetchRefused: when it cannot be
    """
    try:
        if target.form == "feed":
            return read_changes(body, target.asked)
        copy = TextCopy(text=target.text, file=target.asked[:300], form=target.form, prefix=target.prefix)
        text = read_form(body, copy, target.title)
        if not text.passages:
            raise OfficialTextFault(target.asked, "it holds no text.")
        return text
    except OfficialTextFault as fault:
        raise FetchRefused(target.asked, fault.why) from fault


def says_the_same(one: OfficialText | Feed, other: OfficialText | Feed) -> bool:
    """Whether two pages differ in nothing that a reader sees; a page's file changes daily, with its menus and counters."""
    if isinstance(one, OfficialText) and isinstance(other, OfficialText):
        return (one.title, one.passages) == (other.title, other.passages)
    return one == other


def _facts(content: OfficialText | Feed, target: Target) -> tuple[date | None, str, str]:
    """Date, title and address that a document gives itself."""
    if isinstance(content, Feed):
        return _last_change(content), target.title, ""
    says_its_title = target.form == "clml" and content.title != target.asked[:300]
    return content.dated, content.title if says_its_title else target.title, content.address


def _last_change(feed: Feed) -> date | None:
    days = [c.modified[:10] for c in feed.changes if re.match(r"\d{4}-\d{2}-\d{2}", c.modified)]
    return date.fromisoformat(max(days)) if days else None


def _check_identity(text: OfficialText, target: Target, reply: Reply) -> None:
    """A document of legislation.gov.uk names the Act that it is of."""
    found = _LAW.search(text.address)
    act = found["path"].replace("/", "-") if found else target.text
    if target.text not in {act, f"{act}-notes"}:
        raise FetchRefused(reply.address, f"the publisher sent another text ({text.title!r}).")
