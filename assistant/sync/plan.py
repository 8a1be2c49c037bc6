"""What to ask for: each Act in its versions, with contents and changes, and each page, as `corpus/sources/` lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.errors import UnknownEntry
from assistant.register.load import Register
from assistant.register.sources import Form, Kind, PageSource, Part, TextSource

_GOVUK = "https://www.gov.uk/"
_FEED = "data.feed?results-count=50&sort=modified"
COPY = "copy"  # what an address has added to it where a replayed file is one of several copies of it
MOST_PAGES = 20  # of one changes feed in one run


@dataclass(frozen=True)
class Target:
    """One address to ask for, and what should come."""

    text: str  # id of the text
    title: str
    asked: str
    form: Form
    kind: Kind = "law"
    part: Part = "whole"
    optional: bool = False  # whether it may well not exist
    page: int = 1  # of a feed
    prefix: str = "section-"  # as in `TextCopy`
    only: tuple[str, ...] = ()
    complete: bool = True


def plan(register: Register, only: Iterable[str] = ()) -> list[Target]:
    """Everything that the register lists, the latest texts first.

    :param register: the register
    :param only: ids of texts and pages; empty: all
    :raises UnknownEntry: when an id is not listed
    """
    wanted = set(only)
    known = [*(t.id for t in register.texts), *(p.id for p in register.pages)]
    for missing in sorted(wanted - set(known)):
        raise UnknownEntry(missing, [i for i in known if i.startswith(missing[:8])][:5])
    targets = [t for source in register.texts for t in of_text(source)] + [of_page(page) for page in register.pages]
    targets = [t for t in targets if not wanted or t.text in wanted]
    return sorted(targets, key=lambda t: _ORDER[t.part] if t.kind == "law" else 0)


_ORDER: dict[Part, int] = {"whole": 0, "provisions": 0, "contents": 1, "changes": 1}


def of_text(source: TextSource) -> Iterator[Target]:
    """The addresses of an Act: latest, at its days, as made, contents, changes."""
    address = source.address.replace("http:", "https:", 1)
    yield Target(source.id, source.act, f"{address}/data.xml", "clml")
    for day in source.at:
        yield Target(source.id, source.act, f"{address}/{day}/data.xml", "clml", optional=True)
    if source.made:
        yield Target(source.id, source.act, f"{address}/{source.made}/data.xml", "clml", optional=True)
    yield Target(source.id, source.act, f"{address}/contents/data.xml", "clml", part="contents", optional=True)
    changes = address.replace("legislation.gov.uk/", "legislation.gov.uk/changes/affected/", 1)
    yield Target(source.id, source.act, f"{changes}/{_FEED}", "feed", part="changes", optional=True)


def of_page(page: PageSource) -> Target:
    """The address of a page; of GOV.UK, that of its content API."""
    asked = page.address.replace(_GOVUK, f"{_GOVUK}api/content/", 1) if page.form == "govuk" else page.address
    return Target(page.id, page.title, asked, page.form, page.kind)
