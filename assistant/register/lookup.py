"""Find entries by id or by citation."""

from __future__ import annotations

from difflib import get_close_matches

from pydantic import BaseModel

from assistant.errors import UnknownEntry
from assistant.register.load import Register


def find_entries(register: Register, given: str) -> list[BaseModel]:
    """The entries that an id or an exact citation names.

    :param register: the register
    :param given: `soa-2003-s66F`, in any case, or a citation such as `s.66F` or `schedule 7 OSA`
    :return: one entry, or several where a section has several
    :raises UnknownEntry: when there is none, with the nearest ids
    """
    from assistant.path.citations import CitationReader

    entries: dict[str, BaseModel] = {**register.documents}
    entries |= {e.id: e for group in (register.pitfalls, register.open_questions) for e in group}
    entries |= {s.id: s for document in register.timeline for s in document.statement}
    by_lower = {i.casefold(): i for i in entries}
    name = given.strip().casefold()
    if name in by_lower:
        return [entries[by_lower[name]]]
    children = [i for low, i in by_lower.items() if low.startswith(name + "-")] if "-" in name else []
    cited = children or list(CitationReader(register).read(given))
    if not cited:
        near = [by_lower[m] for m in get_close_matches(name, by_lower, 3, 0.6)]
        raise UnknownEntry(given, near)
    return [entries[i] for i in cited]
