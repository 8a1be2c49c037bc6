"""`assistant sync --from FOLDER`: the same run without a network. A folder of files answers in place of the publishers.

A file is matched by its name (`ukpga-2018-12-2023-01-01.xml` is `/ukpga/2018/12/2023-01-01/data.xml`), by the `DocumentURI`, `base_path`
or `self` link that stands in it, and by the copies that `corpus/sources/texts.toml` lists.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from assistant.register.load import Register
from assistant.register.sources import Form, Part
from assistant.sync.plan import COPY, Target

_LAW = "https://www.legislation.gov.uk/"
_GOVUK = "https://www.gov.uk"
_HEAD = 6000  # bytes of a file in which it says what it is
_URI = re.compile(r'\bDocumentURI="https?://www\.legislation\.gov\.uk/([^"]+)"')
_SELF = re.compile(r'<link[^>]*\brel="self"[^>]*\bhref="https?://([^"]+)"')
_NAME = re.compile(r"(?P<id>[a-z]{2,6}-(?:\d{4}|[A-Z][A-Za-z]*\d*-[\d]+)-\d+)(?P<rest>(?:-.+)?)")
_SOURCE = re.compile(r'^(?:source|source_uri|Identifier): "?(https?://[^"\s]+)"?', re.M)
_ACT = re.compile(r"^([a-z]+/(?:\d{4}|[A-Z][A-Za-z]*\d*/[\d-]+)/\d+)(?:/|$)")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_MEDIA: dict[Form, str] = {
    "clml": "application/xml",
    "feed": "application/atom+xml",
    "xhtml": "application/xhtml+xml",
    "govuk": "application/json",
    "html": "text/html",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Found:
    """A file and what it answers."""

    path: Path
    target: Target


def look_through(folder: Path, register: Register) -> list[Found]:
    """The files of a folder that can be matched with an address; of two for one address, the one that the register lists, else the first.

    :param folder: the folder
    :param register: for the copies and pages that it lists
    """
    copies = {str(folder / c.file) for c in register.copies}
    found = [*_copies(folder, register)]
    answered = {_key(f.target.asked) for f in found}
    pages = {p.address: p for p in register.pages}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()):
        if str(path) not in copies and (target := _target(path)):
            listed = pages.get(target.asked.replace("/api/content/", "/", 1))
            if listed:
                target = Target(listed.id, listed.title, target.asked, target.form, listed.kind)
            if _key(target.asked) not in answered:
                answered.add(_key(target.asked))
                found.append(Found(path, target))
    return found


def matched(found: Iterable[Found], planned: Iterable[Target], everything: bool) -> tuple[list[Found], int]:
    """Which files to take, and how many planned addresses have no file.

    :param found: the files
    :param planned: the plan
    :param everything: take also what is not planned
    """
    wanted = {_key(t.asked): t for t in planned}
    taken = []
    answered = set()
    for file in found:
        listed = wanted.get(_key(file.target.asked))
        if listed and listed.form == file.target.form:
            taken.append(Found(file.path, listed))
            answered.add(_key(listed.asked))
        elif everything or file.target.form in {"labelled", "numbered"}:
            taken.append(file)
    return taken, len(wanted.keys() - answered)


class FolderTransport(httpx.BaseTransport):
    """Answers requests from files."""

    def __init__(self, files: Iterable[Found]) -> None:
        """:param files: which file answers which address"""
        self._files = {_key(f.target.asked): f for f in files}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The file of an address, 304 where the asker has it, 404 where there is none."""
        found = self._files.get(_key(str(request.url)))
        try:
            body = found.path.read_bytes() if found else None
        except OSError as error:
            raise httpx.ReadError(f"{found.path.name if found else ''}: {error.strerror}") from error
        if found is None or body is None:
            return httpx.Response(404)
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {"ETag": etag, "Content-Type": _MEDIA.get(found.target.form, "text/plain")}
        if request.headers.get("if-none-match") == etag:
            return httpx.Response(304, headers=headers)
        return httpx.Response(200, headers=headers, content=body)


def _key(address: str) -> str:
    """An address without what differs between a feed that we ask for and the one that was kept, but its page."""
    url = httpx.URL(address)
    kept = url.params.get("page", "1") if url.path.endswith("data.feed") else url.params.get(COPY, "")
    return f"{url.host}{url.path}#{kept}"


def _copies(folder: Path, register: Register) -> Iterator[Found]:
    """The copies that the register knows how to read; several of them may be of one address, so that the file's name is added to it."""
    acts = {t.id: t for t in register.texts}
    for copy in register.copies:
        path = folder / copy.file
        if path.is_file() and copy.text in acts:
            source = acts[copy.text]
            said = _SOURCE.search(_head(path))
            asked = httpx.URL(_secure(said[1]) if said else source.address).copy_set_param(COPY, copy.file)
            facts = copy.model_dump(include={"text", "form", "part", "prefix", "only", "complete"})
            yield Found(path, Target(title=source.act, asked=str(asked), **facts))


def _target(path: Path) -> Target | None:
    """What a file answers, by its ending, its name and its first bytes."""
    head, name = _head(path), path.name
    if name.endswith(".xml"):
        if found := _SELF.search(head):
            return _feed(_secure(f"https://{found[1]}".replace("&amp;", "&")))
        return _law(path.stem, _URI.search(head))
    if name.endswith((".xhtml", ".xht")) and (named := _NAME.fullmatch(path.stem)) and named["rest"]:
        address = f"{_LAW}{_slashed(named)}/data.xht"
        return Target(named["id"], named["id"], address, "xhtml", part="provisions")
    if name.endswith(".json"):
        return _page(path)
    return None


def _law(stem: str, uri: re.Match[str] | None) -> Target | None:
    """A document of legislation.gov.uk. Its name may say more than its `DocumentURI`: a section's file has that of its whole Act."""
    named = _NAME.fullmatch(stem)
    place = _slashed(named) if named else uri[1] if uri else None
    act = _ACT.match(place) if place else None
    if not place or not act or (uri and not uri[1].startswith(act[1])):
        return None
    rest = place[len(act[1]) :].strip("/")
    part: Part = "contents" if "contents" in rest.split("/") else "provisions"
    if not rest or _DAY.fullmatch(rest) or rest in {"enacted", "made", "created", "adopted"}:
        part = "whole"
    text, asked = act[1].replace("/", "-"), f"{_LAW}{place}/data.xml"
    if rest.split("/")[0] == "notes":  # explanatory notes are not the law
        return Target(f"{text}-notes", text, asked, "clml", "guidance", part, optional=True)
    return Target(text, text, asked, "clml", part=part, optional=True)


def _feed(address: str) -> Target | None:
    path = httpx.URL(address).path
    if not path.startswith("/changes/affected/"):
        return None
    text = path.removeprefix("/changes/affected/").removesuffix("/data.feed").replace("/", "-")
    page = int(httpx.URL(address).params.get("page", "1"))
    return Target(text, text, address, "feed", part="changes", optional=True, page=page)


def _page(path: Path) -> Target | None:
    """A page of the content API of GOV.UK."""
    try:
        page = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    base = page.get("base_path") if isinstance(page, dict) else None
    if not isinstance(base, str) or not base.startswith("/"):
        return None
    slug = re.sub(r"[^a-z0-9]+", "-", base.rsplit("/", 1)[-1].lower()).strip("-")[:50].strip("-")
    return Target(f"govuk-{slug}", str(page.get("title") or slug), f"{_GOVUK}/api/content{base}", "govuk", "guidance")


def _slashed(named: re.Match[str]) -> str:
    """`ukpga-2018-12-2023-01-01` -> `ukpga/2018/12/2023-01-01`: a name with slashes, in which days stay as they are."""
    rest = named["rest"]
    days = _DAY.findall(rest)
    pieces = [piece.replace("-", "/") for piece in _DAY.split(rest)]
    path = "".join(piece + day for piece, day in zip(pieces, [*days, ""], strict=True))
    return named["id"].replace("-", "/") + path


def _secure(address: str) -> str:
    return address.replace("http:", "https:", 1) if address.startswith("http:") else address


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return ""
