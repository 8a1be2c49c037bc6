"""Is every figure of the law told? For each provision that is held as a whole: its figures against those of the statements."""

from __future__ import annotations

from collections import defaultdict

from assistant.official.library import Library
from assistant.official.references import Reference, read_references
from assistant.official.tree import OfficialText
from assistant.proofs.figures import Figure, figures, same
from assistant.proofs.statements import places
from assistant.register.faults import Fault
from assistant.register.load import Register
from assistant.register.schema import Provision

_COUNTED = ("section-", "article-", "regulation-", "schedule-")


def untold(register: Register, library: Library, only: set[str] | None = None) -> list[Fault]:
    """Figures of the official texts that no statement tells and no entry lists as left out.

    :param only: ids of the entries to look at; None: all
    :return: one fault for each figure, at the entry whose provision it stands in
    """
    told = _told(register, library)
    faults = []
    for provision in register.provisions:
        if (only is not None and provision.id not in only) or provision.kind == "gap":
            continue
        reference = _own(provision, library)
        if reference is None:
            continue
        key = (_text_id(provision.act, library), _top(reference.path))
        known = told.get(key, set()) | {f for s in provision.statement for f in figures(s.text)}
        known |= {f for row in provision.left_out for f in figures(row.figure)}
        for place, figure in _figures_of(library, provision.act, reference):
            if not same(figure, known):
                faults.append(Fault(provision.id, f"{place}: {figure} is told in no statement and is not in `left_out`", "left_out"))
    return faults


def _own(provision: Provision, library: Library) -> Reference | None:
    """The section or schedule that an entry is about, where its whole text is held; only for entries about a whole one."""
    if not provision.id.startswith(("osa-2023-s", "soa-2003-s66", "duaa-2025-s138")) or _text_id(provision.act, library) is None:
        return None
    references = read_references(provision.provision)
    if len(references) != 1 or references[0].subs:
        return None
    held = library.find(provision.act, references[0])
    return references[0] if held and held[0].complete and held[0].exact else None


def _figures_of(library: Library, act: str, reference: Reference) -> list[tuple[str, Figure]]:
    found: dict[Figure, str] = {}
    for held in library.find(act, reference)[:1]:
        for passage in held.passage.walk():
            for figure in figures(passage.text):
                found.setdefault(figure, passage.path or held.passage.path)
    return [(place, figure) for figure, place in found.items()]


def _told(register: Register, library: Library) -> dict[tuple[str | None, str], set[Figure]]:
    """Figures told about each provision, wherever the statement stands."""
    acts = tuple(library.acts)
    found: dict[tuple[str | None, str], set[Figure]] = defaultdict(set)
    for provision in register.provisions:
        for statement in provision.statement:
            for act, reference in places(statement, provision, acts):
                found[_text_id(act, library), _top(reference.path)] |= set(figures(statement.text))
    return found


def _top(path: str) -> str:
    return "-".join(path.split("-")[:2])


def _text_id(act: str, library: Library) -> str | None:
    return next((i for name, i in library.acts.items() if act.startswith(name)), None)


def provisions_of(text: OfficialText) -> list[str]:
    """Paths of the sections and schedules of a text, in order: `section-1`, ... `schedule-17`; not of what was repealed."""
    standing = (p for top in text.passages for p in top.walk() if p.kind in {"provision", "group"} and p.status != "repealed")
    return list(dict.fromkeys(_top(p.path) for p in standing if p.path.startswith(_COUNTED)))
