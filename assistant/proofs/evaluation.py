"""Are the public evaluation questions kept apart from the register's own questions and examples?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from assistant.register.check import plain
from assistant.register.faults import Fault
from assistant.register.load import Register

FEWEST_WORDS = 5  # shorter questions may be the same by chance


def repeated(register: Register, sets: Path) -> list[Fault]:
    """Lay questions and examples that are also a public evaluation question.

    :param sets: the folder of the evaluation sets; where it is absent nothing is compared
    """
    public = {plain(text): place for text, place in _questions(sets) if len(plain(text).split()) >= FEWEST_WORDS}
    taught = [(d.id, text) for d in register.documents.values() for text in d.asked_as]
    taught += [(p.id, text) for p in register.pitfalls for text in p.asked_as]
    taught += [("examples", e.text) for e in register.examples]
    return [
        Fault(entry, f"{text!r} repeats the public evaluation question {public[plain(text)]}", text[:60])
        for entry, text in taught
        if plain(text) in public
    ]


def _questions(sets: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(sets.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                yield row.get("question") or row.get("query", ""), f"{path.name} {row.get('id')}"
