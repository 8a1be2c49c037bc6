"""Citations: are they right, are all there that a right answer needs, and do they exist?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.register.load import Register

_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Known:
    """What of the register a citation may name."""

    ids: frozenset[str]
    statements: frozenset[str]
    urls: frozenset[str]

    @classmethod
    def of(cls, register: Register) -> Known:
        """What a register holds."""
        documents = register.documents.values()
        ids = {d.id for d in documents} | {p.id for p in register.pitfalls} | {s.id for t in register.timeline for s in t.statement}
        ids |= {s.id for d in documents if d.kind == "news" for s in d.statement}
        urls = {str(u) for d in documents for u in (d.url, *d.sources, *(u for s in d.statement for u in s.sources)) if u}
        urls |= {str(u) for p in register.pitfalls for u in p.sources}
        return cls(frozenset(ids), frozenset(f"{d.id}#{s.id}" for d in documents for s in d.statement), frozenset(urls))


def cites_one_of(answer: dict[str, Any], wanted: Sequence[str]) -> bool | None:
    """Whether one of the wanted ids is among the citations or the services that are shown.

    :return: None where nothing is wanted, or the answer has no citations to judge
    """
    if not wanted or "citations" not in answer:
        return None
    return bool(_ids(answer) & set(wanted))


def precision(answer: dict[str, Any], wanted: Sequence[str]) -> float | None:
    """The share of the citations that are wanted ones; strict, since a row lists what is needed and not all that is fitting."""
    cited = [c.get("id") for c in answer.get("citations", [])]
    return sum(i in wanted for i in cited) / len(cited) if cited and wanted else None


def fabricated(answer: dict[str, Any], known: Known) -> tuple[str, ...]:
    """Citations that do not exist: an id, a statement or an address that the register does not hold, a mark without its source.

    :param answer: an answer of this assistant
    :param known: what the register holds
    """
    citations = answer.get("citations", [])
    found = [str(c.get("id")) for c in citations if c.get("id") not in known.ids]
    found += [s for c in citations for s in c.get("statement_ids", []) if s not in known.statements]
    found += [str(c["url"]) for c in citations if c.get("url") and c["url"] not in known.urls]
    marks = {int(n) for n in _MARK.findall(str(answer.get("text", "")))}
    found += [f"[{n}]" for n in sorted(marks) if not 1 <= n <= len(citations)]
    return tuple(found)


def _ids(answer: dict[str, Any]) -> set[str]:
    return {str(c.get("id")) for c in answer.get("citations", [])} | set(answer.get("services", []))
