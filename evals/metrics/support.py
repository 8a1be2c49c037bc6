"""Statement support: does each sentence of an answer rest on the register, and are quotes exact?

A composed answer is made of the register's sentences, so each must stand there word for word (or be a phrase of the register
with its places filled). A sentence of any other system counts as supported when most of its words that carry meaning stand in one
statement that it cites, and it has no figure that is not in that statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from assistant.proofs.figures import figures
from assistant.register.languages import Language
from assistant.register.load import Register
from evals.metrics.said import plain, sentences

_ENOUGH = 0.6  # share of a sentence's words that must stand in one cited statement
_WORD = re.compile(r"[a-z0-9]+")
_QUOTE = re.compile(r"“([^”]+)”")
_PLACE = re.compile(r"\{\w+\}")
_SHORT = frozenset(
    """
    a an the of or and to in on is are was were be by for it its that this with as at from not no can may must has have if who
    """.split()  # noqa: SIM905  # a list of words reads better so
)


@dataclass(frozen=True)
class Grounds:
    """What sentences may rest on."""

    exact: frozenset[str]  # sentences of the register, in plain words
    phrases: tuple[re.Pattern[str], ...]  # phrases with places
    statements: dict[str, str]  # "entry#statement" -> text

    @classmethod
    def of(cls, register: Register) -> Grounds:
        """The sentences of a register."""
        texts = [s.text for d in register.documents.values() for s in d.statement]
        texts += [p for pit in register.pitfalls for p in (pit.belief, pit.correction)]
        texts += [p.pending.why for p in register.provisions if p.pending]
        here = {"", *(line for reply in register.replies for line in reply.here.values())}
        texts += [" ".join(t.replace("{here}", h).split()) for reply in register.replies for t in (*reply.text, *reply.after) for h in here]
        texts += list(register.phrases.values())
        texts += [t for row in register.languages for t in _in_language(row)]
        found = {_same(s) for t in texts for s in (t, *sentences(t))}
        spoken = [part for t in register.phrases.values() for part in (t, *sentences(t)) if _PLACE.search(part)]
        phrases = [re.compile(".*?".join(map(re.escape, map(_same, _PLACE.split(t))))) for t in spoken]
        named = {f"{d.id}#{s.id}": s.text for d in register.documents.values() for s in d.statement}
        return cls(frozenset(found), tuple(phrases), named)


def _in_language(row: Language) -> Iterator[str]:
    """All that is said in another language: whole sentences, and the law with each place and act filled in."""
    yield from (*row.text, row.after, row.crisis_text, row.refusal, row.intro, row.elsewhere, row.child, *(p.text for p in row.points))
    for where in row.where.values():
        laws = [says.format(where=where, act=act) for says, act in product(row.says.values(), row.acts.values())]
        for law in (*laws, *map(" ".join, product(laws, laws))):
            yield from (law, f"{row.intro} {law}", f"{row.intro} {law} {row.elsewhere}")


def unsupported(answer: dict[str, Any], grounds: Grounds) -> tuple[str, ...]:
    """The sentences of an answer that rest on nothing.

    :param answer: with its text and citations
    :param grounds: what the register holds
    """
    if "error" in answer:  # the words of an error message
        return ()
    cited = [grounds.statements[s] for c in answer.get("citations", []) for s in c.get("statement_ids", []) if s in grounds.statements]
    return tuple(s for s in sentences(str(answer.get("text", ""))) if not _rests(s, grounds, cited))


def _rests(sentence: str, grounds: Grounds, cited: Sequence[str]) -> bool:
    said = _same(sentence)
    if said in grounds.exact or any(p.fullmatch(said) for p in grounds.phrases):
        return True
    if any(said in known for known in (_same(c) for c in cited)) or _from_parts(said, grounds):
        return True
    return any(_covered(sentence, statement) for statement in cited)


def _from_parts(said: str, grounds: Grounds) -> bool:
    """Two sentences that were joined: "In Scotland: ...", or one after the other."""
    tail = said.split(": ", 1)[-1]
    return tail in grounds.exact or any(p.fullmatch(tail) for p in grounds.phrases)


def _covered(sentence: str, statement: str) -> bool:
    words = {w for w in _WORD.findall(sentence.lower()) if w not in _SHORT}
    known = set(_WORD.findall(statement.lower()))
    return bool(words) and len(words & known) / len(words) >= _ENOUGH and set(figures(sentence)) <= set(figures(statement))


def inexact_quotes(text: str, sources: Iterable[str]) -> tuple[str, ...]:
    """Quotes of four words or more that stand in none of the sources.

    :param text: the answer
    :param sources: texts that may be quoted
    """
    quotes = [q for q in _QUOTE.findall(plain(text)) if len(q.split()) >= 4]
    known = [" ".join(s.split()) for s in sources] if quotes else []
    return tuple(q for q in quotes if not any(" ".join(q.split()).rstrip(".,") in k for k in known))


def _same(text: str) -> str:
    return " ".join(plain(text).split()).strip().lower()
