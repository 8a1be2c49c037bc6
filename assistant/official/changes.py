"""Read changes to an Act: the unapplied effects of a CLML document, and the changes feed of legislation.gov.uk (Atom)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from assistant.errors import OfficialTextFault
from assistant.official.clml_tree import day, local
from assistant.official.tree import Effect
from assistant.official.xml import parse_xml


@dataclass(frozen=True)
class Change:
    """One entry of a changes feed."""

    id: str  # of the effect; the same in every page and on every day
    modified: str  # ISO date and time of its last edit
    affected: str  # id of the Act that is changed: "ukpga-2018-12"
    applied: bool  # whether the text shows it
    effect: Effect


@dataclass(frozen=True)
class Feed:
    """One page of a changes feed."""

    changes: tuple[Change, ...]
    next: str | None  # address of the next page


def read_changes(data: bytes, name: str) -> Feed:
    """Read a page of a feed.

    :param data: its bytes
    :param name: for messages
    :return: its changes in the feed's order
    :raises OfficialTextFault: when it is no such feed
    """
    root = parse_xml(data, name)
    if local(root) != "feed":
        raise OfficialTextFault(name, f"it is XML, but not a feed: its root is {local(root)!r}.")
    links = (e for e in root if local(e) == "link" and e.get("rel") == "next")
    following = next((e.get("href") for e in links), None)
    return Feed(tuple(_changes(root)), secure(following) if following else None)


def effect_of(element: etree._Element) -> Effect:
    """The change that a `ukm:Effect` or `ukm:UnappliedEffect` tells.

    :param element: the element
    """
    starts = [e for e in element.iter() if local(e) == "InForce"]
    days = [d for e in starts if (d := day(e.get("Date")))]
    return Effect(
        kind=element.get("Type") or "changed",
        affected=element.get("AffectedProvisions") or "",
        by=secure(element.get("AffectingURI") or ""),
        by_provision=element.get("AffectingProvisions") or "",
        on=min(days) if days else None,
        prospective=any(e.get("Prospective") == "true" for e in starts) and not days,
    )


def newest(feeds: Iterable[Feed]) -> dict[str, Change]:
    """Every change once, as it was last edited, by its id.

    :param feeds: pages of one feed, fetched on whatever days
    """
    found: dict[str, Change] = {}
    for feed in feeds:
        for change in feed.changes:
            if change.id not in found or change.modified > found[change.id].modified:
                found[change.id] = change
    return found


def secure(address: str) -> str:
    """An address with `https:`; the publisher's files say `http:`."""
    return address.replace("http:", "https:", 1) if address.startswith("http:") else address


def _changes(root: etree._Element) -> Iterator[Change]:
    for element in root.iter("{http://www.legislation.gov.uk/namespaces/metadata}Effect"):
        yield Change(
            id=element.get("EffectId") or element.get("URI") or "",
            modified=element.get("Modified") or "",
            affected=(element.get("AffectedURI") or "").rpartition("/id/")[2].replace("/", "-"),
            applied=element.get("Applied") == "true" or element.get("RequiresApplied") == "false",
            effect=effect_of(element),
        )
