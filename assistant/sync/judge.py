"""Is an answer what was asked for? Every case in which it is not has its words here.

Status codes: RFC 9110. That legislation.gov.uk answers 202 while it makes a document, and 300 where several fit, is its own custom.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import httpx

from assistant.errors import FetchLater, FetchRefused
from assistant.register.sources import Form

Verdict = Literal["whole", "unchanged", "absent", "redirect"]
_XML = ("application/xml", "text/xml")
_TYPES: dict[Form, tuple[str, ...]] = {
    "clml": _XML,
    "feed": (*_XML, "application/atom+xml"),
    "xhtml": (*_XML, "application/xhtml+xml", "text/html"),
    "govuk": ("application/json",),
    "html": ("text/html", "application/xhtml+xml"),
    "pdf": ("application/pdf",),
}
_NAMES: dict[Form, str] = {"clml": "XML", "feed": "a feed", "xhtml": "XHTML", "govuk": "JSON", "html": "a web page", "pdf": "a PDF"}


@dataclass(frozen=True)
class Reply:
    """What came in the end."""

    address: str  # after redirects
    status: int
    headers: httpx.Headers
    body: bytes = b""

    @property
    def date(self) -> datetime | None:
        """What the publisher's clock says."""
        return http_date(self.headers.get("date"))


def verdict(reply: Reply) -> Verdict:
    """What a status means.

    :raises FetchLater: when the publisher cannot answer now
    :raises FetchRefused: when it will not
    """
    status, name = reply.status, reply.address
    if status == 304:
        return "unchanged"
    if status in {301, 302, 303, 307, 308}:
        return "redirect"
    if status in {404, 410}:
        return "absent"
    if status == 202:
        raise FetchLater(name, "the publisher is still making the document.", _wait(reply))
    if status == 429:
        raise FetchLater(name, "the publisher asks us to slow down.", _wait(reply), whole_host=True)
    if status in {408, 425} or status >= 500:
        raise FetchLater(name, f"the publisher has a fault (status {status}).", _wait(reply))
    if status == 300:
        raise FetchRefused(name, "several documents fit this address; make it exact in corpus/sources.")
    if status != 200:
        raise FetchRefused(name, f"the publisher refuses (status {status}).")
    _check_length(reply)
    return "whole"


def check_content(reply: Reply, form: Form) -> None:
    """Refuse a body that is of another kind than was asked for.

    :raises FetchRefused: with what came instead
    """
    if not reply.body.strip():
        raise FetchRefused(reply.address, "the answer is empty.")
    allowed = _TYPES.get(form)
    if allowed is None:
        return
    head = reply.body[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    page = head.startswith((b"<!doctype html", b"<html"))
    if page and form not in {"html", "xhtml"}:
        raise FetchRefused(reply.address, f"the publisher sent a web page where {_NAMES[form]} was expected, perhaps an error page.")
    given = reply.headers.get("content-type", "").split(";")[0].strip().lower()
    if given and given not in allowed and not (given.endswith("+xml") and _XML[0] in allowed):
        raise FetchRefused(reply.address, f"the publisher sent {given[:60]!r} where {_NAMES[form]} was expected.")


def http_date(given: str | None) -> datetime | None:
    """A date of a header; None where it is absent or no date."""
    try:
        found = parsedate_to_datetime(given) if given else None
    except ValueError:
        return None
    return found.astimezone(UTC) if found else None


def _check_length(reply: Reply) -> None:
    """A body that is shorter than the publisher said was cut off on its way."""
    said = reply.headers.get("content-length", "")
    if said.isdigit() and "content-encoding" not in reply.headers and len(reply.body) != int(said):
        raise FetchLater(reply.address, f"the answer was cut off: {len(reply.body):,} of {int(said):,} bytes came.")


def _wait(reply: Reply) -> float | None:
    """Seconds that `Retry-After` names; a date in it is compared with the publisher's own clock, not with ours."""
    given = reply.headers.get("retry-after", "").strip()
    if given.isdigit():
        return float(given[:9])
    until = http_date(given)
    now = reply.date or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds()) if until else None
