"""How much the register holds, as the Markdown tables of `corpus/README.md`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from assistant.proofs.review import review_counts
from assistant.register.load import Register
from assistant.register.schema import Document


def tables(register: Register) -> str:
    """What stands where, and what was compared with which text.

    :return: Markdown
    """
    groups: dict[str, list[Document]] = defaultdict(list)
    for provision in register.provisions:
        origin = register.origins[provision.id]
        groups[f"{origin.parent.parent.name}/{origin.parent.name}"].append(provision)
    for name in ("guidance", "enforcement", "news", "advice", "services", "timeline"):
        groups[name] = list(getattr(register, name))
    rows = [_row(name.removeprefix("provisions/"), group) for name, group in sorted(groups.items())]
    rows.append(_row("**all**", register.documents.values()))
    held = ["| " + text + f" | {number:,} |" for text, number in sorted(review_counts(register).items())]
    return "\n".join(
        [
            "| part of the register | entries | statements | lay questions | statements that say whom they bind |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            "| statements of provisions, compared by a second reader with | statements |",
            "| --- | --- |",
            *held,
        ]
    )


def _row(name: str, group: Iterable[Document]) -> str:
    documents = list(group)
    statements = [s for d in documents for s in d.statement]
    binds = sum(bool(s.binds) for s in statements)
    return f"| {name} | {len(documents)} | {len(statements):,} | {sum(len(d.asked_as) for d in documents):,} | {binds:,} |"
