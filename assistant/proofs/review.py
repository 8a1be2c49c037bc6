"""Which statements has a second reader compared, with which text, and which not?"""

from __future__ import annotations

from collections import Counter

from assistant.register.faults import Fault
from assistant.register.load import Register
from assistant.register.seals import comparisons


def unreviewed(register: Register) -> list[Fault]:
    """Statements of provisions that no second reader has compared as they now read."""
    return [
        Fault.of_statement(p.id, s.id, "nobody has compared it, as it now reads, with a text: see `assistant corpus beside`")
        for p in register.provisions
        for s in p.statement
        if s.id not in comparisons(p)
    ]


def review_counts(register: Register) -> Counter[str]:
    """How many statements of provisions were compared with which text; `not compared` for the rest."""
    counts: Counter[str] = Counter()
    for provision in register.provisions:
        held = comparisons(provision)
        for statement in provision.statement:
            compared = held.get(statement.id)
            counts[f"{compared.text} as at {compared.dated}" if compared else "not compared"] += 1
    return counts
