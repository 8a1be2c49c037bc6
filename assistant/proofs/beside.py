"""Show the official text of a provision beside its statements, for the reader who compares them."""

from __future__ import annotations

from textwrap import indent

from assistant.official.library import Held, Library
from assistant.official.references import read_references
from assistant.official.tree import Passage
from assistant.register.schema import Provision, Statement
from assistant.register.seals import comparisons


def beside(provision: Provision, library: Library) -> str:
    """All held versions of the provision, newest first, then its statements with place, dates and marks.

    :param provision: the entry
    :param library: the official texts
    :return: plain text
    """
    versions = [h for r in read_references(provision.provision, tuple(library.acts)) for h in library.find(r.act or provision.act, r)]
    official = [_version(held) for held in versions] or [f"No text of {provision.act}, {provision.provision} is held."]
    held = comparisons(provision)
    rows = [
        _statement(s, f"compared with {held[s.id].text} as at {held[s.id].dated}" if s.id in held else "not compared")
        for s in provision.statement
    ]
    return "\n\n".join([*official, f"=== {provision.id}: {provision.title}", *rows])


def _version(held: Held) -> str:
    rows = [f"=== {held.text.title} as at {held.text.dated}" + ("" if held.complete else " (the copy breaks off)")]
    rows += [_passage(p) for p in held.passage.walk() if p.text or p.heading]
    return "\n".join(rows)


def _passage(passage: Passage) -> str:
    heading = f"[{passage.heading}] " if passage.heading else ""
    return f"{passage.path or '...'}: {heading}{passage.text}"


def _statement(statement: Statement, review: str) -> str:
    facts = [
        statement.at,
        statement.aspect,
        f"binds {statement.binds}" if statement.binds else None,
        f"from {statement.from_}" if statement.from_ else None,
        f"until {statement.until}" if statement.until else None,
        f"derived: {statement.derived}" if statement.derived else None,
        statement.confidence,
        review,
    ]
    return f"{statement.id}: {statement.text}\n" + indent("; ".join(f for f in facts if f), "    ")
