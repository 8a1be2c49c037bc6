"""Which official passages a statement restates: looked up when the index is built, from the place that the statement names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from assistant.encode.base import Array
from assistant.index.held import Link, Target
from assistant.index.passages import Made
from assistant.official.library import Held, Library
from assistant.proofs.statements import places
from assistant.register.load import Register
from assistant.register.schema import Compared, Provision, Statement
from assistant.register.seals import comparisons

_MOST = 3  # passages of one version that a statement is linked to: the nearest ones, where a whole section is named


@dataclass(frozen=True)
class Linker:
    """Finds the passages of statements."""

    register: Register
    library: Library
    made: list[Made]
    vectors: Mapping[str, Array]  # "entry#statement" and passage id -> its vector, length 1

    @cached_property
    def _by_version(self) -> dict[tuple[str, str], list[Made]]:
        """(text and date, path of the provision) -> its passages."""
        table: dict[tuple[str, str], list[Made]] = {}
        for made in self.made:
            table.setdefault((made.version, made.cut.provision.path), []).append(made)
        return table

    def links(self) -> Iterator[Link]:
        """One link for each statement whose place is held, in the order of the register."""
        if not self.made:
            return
        acts = (*self.library.acts, *{p.act for p in self.register.provisions})
        for provision in self.register.provisions:
            compared = comparisons(provision)
            for statement in provision.statement:
                targets = tuple(self._targets(provision, statement, acts, compared.get(statement.id)))
                if targets:
                    yield Link(statement=f"{provision.id}#{statement.id}", to=targets)

    def _targets(self, provision: Provision, statement: Statement, acts: tuple[str, ...], compared: Compared | None) -> Iterator[Target]:
        chosen: dict[str, tuple[Made, set[int]]] = {}  # the numbers of the lines of each passage
        for place in self._places(provision, statement, acts):
            for made, lines in self._lines(place):
                chosen.setdefault(made.passage.id, (made, set()))[1].update(lines)
        for made, lines in self._nearest(f"{provision.id}#{statement.id}", list(chosen.values())):
            passage = made.passage
            same = compared is not None and (compared.text, compared.dated) == (passage.text_id, passage.dated)
            yield Target(passage=passage.id, quotes=tuple(_runs(made, lines)), compared=same)

    def _places(self, provision: Provision, statement: Statement, acts: tuple[str, ...]) -> Iterator[Held]:
        """All held versions of the places that a statement names; a place above one counts only where no version has the place itself."""
        named = places(statement, provision, acts)
        for number, (act, reference) in enumerate(named):
            held = self.library.find(act, reference)
            exact = [h for h in held if h.exact]
            yield from exact or held
            if reference.through and number:
                yield from self.library.between(act, named[number - 1][1], reference)

    def _lines(self, place: Held) -> Iterator[tuple[Made, set[int]]]:
        """The passages of a place with the lines that belong to it: its own, and those above it that lead to it or close it."""
        path = place.passage.path
        own = {p.path for p in place.passage.walk() if p.path}
        version = f"{place.text.id}@{place.text.dated}"
        for provision in place.text.provisions:
            if provision.path in own or path.startswith(provision.path + "-"):
                for made in self._by_version.get((version, provision.path), []):
                    lines = {n for n, line in enumerate(made.cut.lines) if line.owner in own or path.startswith(line.owner + "-")}
                    if lines:
                        yield made, lines

    def _nearest(self, statement: str, chosen: list[tuple[Made, set[int]]]) -> Iterator[tuple[Made, set[int]]]:
        """Where very much is named, the passages of each version that are nearest to the statement."""
        kept: set[str] = set()
        for version in {m.version for m, _ in chosen}:
            ids = [m.passage.id for m, _ in chosen if m.version == version]
            if len(ids) > _MOST:
                vector = self.vectors[statement]
                ids = sorted(ids, key=lambda i: -float(vector @ self.vectors[i]))[:_MOST]
            kept |= set(ids)
        yield from ((made, lines) for made, lines in chosen if made.passage.id in kept)


def _runs(made: Made, lines: set[int]) -> Iterator[str]:
    """The chosen lines as pieces of the passage: lines that follow each other stay together."""
    for kept, run in groupby(enumerate(made.cut.lines), key=lambda row: row[0] in lines):
        if kept:
            yield "\n".join(line.text for _, line in run)
