"""Read a page as the content API of GOV.UK gives it (JSON): answers, guides with parts, detailed guides, publications, manuals, news."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.errors import OfficialTextFault
from assistant.official.clml_tree import day
from assistant.official.html import add_html, parse_html
from assistant.official.outline import Outline
from assistant.official.tree import OfficialText, Passage

_SITE = "https://www.gov.uk"
_EXTENTS = {"england": "E", "wales": "W", "scotland": "S", "northern_ireland": "N.I."}  # in the order of legislation.gov.uk
_WITHDRAWN = "Withdrawn"


def read_govuk(data: bytes, name: str, id_: str) -> OfficialText:
    """Read a page.

    :param data: the JSON
    :param name: for messages
    :param id_: the id that the text gets
    :return: the text; its passages have ended where the page was withdrawn, and have the extent of the nations that it says it is for
    :raises OfficialTextFault: when it is not such a page, has moved or is gone, or holds no text
    """
    page = _page(data, name)
    outline = Outline()
    notice = page.get("withdrawn_notice") or {}
    if notice.get("explanation"):
        outline.heading(1, _WITHDRAWN)
        _add(str(notice["explanation"]), name, outline, 1)
        outline.heading(1, str(page["title"]))
    for heading, body in _bodies(page["details"]):
        if heading:
            outline.heading(2, heading)
        _add(body, name, outline, 1 if heading else 0)
    passages = outline.done()
    if not passages:
        raise OfficialTextFault(name, f"it is a page of GOV.UK without text of its own (a {page.get('schema_name')}).")
    ended = day(notice.get("withdrawn_at"))
    extent = _extent(page["details"].get("national_applicability") or {})
    return OfficialText(
        id=id_,
        title=str(page["title"]),
        address=_SITE + str(page.get("base_path", "")),
        dated=day(page.get("public_updated_at")),
        passages=tuple(_standing(p, extent, ended) for p in passages),
        edited=day(page.get("updated_at")),
    )


def _page(data: bytes, name: str) -> dict[str, Any]:
    try:
        page = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise OfficialTextFault(name, "it is not whole or not JSON.") from error
    schema = page.get("schema_name") if isinstance(page, dict) else None
    if schema == "redirect":
        to = next((r.get("destination") for r in page.get("redirects") or [] if isinstance(r, dict)), None)
        raise OfficialTextFault(name, f"the page has moved to {to or 'another address'}: put that address into corpus/sources.")
    if schema in {"gone", "vanish", "unpublishing"}:
        raise OfficialTextFault(name, "the page was taken off GOV.UK.")
    if schema is None or not isinstance(page.get("details"), dict) or not page.get("title"):
        raise OfficialTextFault(name, "it is JSON, but not a page of GOV.UK.")
    return dict(page)


def _bodies(details: dict[str, Any]) -> Iterator[tuple[str | None, str]]:
    """Heading and HTML of each piece of a page."""
    pieces = [(None, details.get("body")), *((p.get("title"), p.get("body")) for p in details.get("parts") or [])]
    for heading, body in pieces:
        if isinstance(body, list):  # the same in several formats
            body = next((b.get("content") for b in body if b.get("content_type") == "text/html"), None)
        if body:
            yield heading, str(body)


def _add(body: str, name: str, outline: Outline, below: int) -> None:
    add_html(parse_html(f"<body>{body}</body>", name), outline, below)


def _extent(nations: dict[str, Any]) -> str | None:
    """`E+W` for a page that says that it is for England and Wales; None where it says nothing."""
    applies = [letters for name, letters in _EXTENTS.items() if nations.get(name, {}).get("applicable")]
    return "+".join(applies) or None


def _standing(passage: Passage, extent: str | None, ended: date | None) -> Passage:
    children = tuple(_standing(c, extent, ended) for c in passage.children)
    return replace(passage, children=children, extent=extent, end=ended, status="ended" if ended else None)
