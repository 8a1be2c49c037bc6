"""Make the official passages of an index from the texts that are held: their place, their days, and what is not in them yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.index.cutting import Cut, Fits, cuts_of, embedded
from assistant.index.rows import Row
from assistant.index.versions import LAW_HOST, Version, effects_by_provision
from assistant.official.library import Library
from assistant.official.passage import FIRST_DAY, LAST_DAY, OfficialPassage, Unapplied, hash_of


@dataclass(frozen=True)
class Made:
    """A passage with what only the build needs of it."""

    passage: OfficialPassage
    cut: Cut

    @property
    def version(self) -> str:
        """The text and its date."""
        return f"{self.passage.text_id}@{self.passage.dated}"

    @property
    def row(self) -> Row:
        """What is embedded of it; its days are kept with it, as numbers that the store can compare."""
        days = {"from": (self.passage.since or FIRST_DAY).toordinal(), "until": (self.passage.until or LAST_DAY).toordinal()}
        return Row(self.passage.id, self.passage.text_id, embedded(self.cut), days)


def passages_of(library: Library, fits: Fits) -> list[Made]:
    """The passages of all versions of all texts that are held.

    :param library: the official texts; without any, the list is empty
    :param fits: whether the encoder takes a text whole
    :raises OfficialTextFault: when a text cannot be read
    """
    made: list[Made] = []
    for name in library.ids:
        source = library.sources.get(name)
        versions = [Version(copy, text, source, library.record(copy)) for copy, text in library.texts(name)]
        taken: set[tuple[date | None, str]] = set()  # two copies may hold the same version of a provision
        for version in versions:
            fresh = [m for m in _of_version(version, versions, fits) if (version.text.dated, m.cut.provision.path) not in taken]
            taken |= {(version.text.dated, m.cut.provision.path) for m in fresh}
            made += _numbered(fresh)
    return made


def _numbered(made: list[Made]) -> Iterator[Made]:
    """The same with ids of their own: a further part of a piece, or a path used twice, gets a number."""
    times: dict[str, int] = {}
    for one in made:
        name = one.passage.id
        times[name] = times.get(name, 0) + 1
        given = name if times[name] == 1 else f"{name}~{times[name]}"
        yield Made(one.passage.model_copy(update={"id": given}), one.cut)


def _of_version(version: Version, versions: list[Version], fits: Fits) -> Iterator[Made]:
    text, dated = version.text, version.text.dated
    effects = effects_by_provision(text)
    for cut in cuts_of(text, fits):
        provision = cut.provision
        newer = [v.since for v in versions if v.since and v.since > (version.since or FIRST_DAY) and v.replaces(provision.path)]
        until = min(newer, default=None)
        words = cut.text
        passage = OfficialPassage(
            id=f"{text.id}@{dated or 'undated'}/{cut.path or 'text'}",
            text_id=text.id,
            path=cut.path,
            place=place_of(cut.place) if version.kind == "law" else provision.heading or "",
            title=version.title,
            heading=provision.heading,
            address=_address(version.address, provision.path, cut.path, dated if until else None),
            dated=dated,
            since=version.since,
            until=until,
            kind=version.kind,
            licence=text.licence,
            status=provision.status,
            complete=version.copy.complete,
            unapplied=tuple(Unapplied(kind=e.kind, by=e.by, on=e.on, prospective=e.prospective) for e in effects.get(provision.path, ())),
            text=words,
            depths=tuple(line.depth for line in cut.lines),
            sha256=hash_of(words),
        )
        yield Made(passage, cut)


def _address(base: str, provision: str, path: str, on: date | None) -> str:
    """The publisher's address of a place: `.../section/10/2024-08-23#section-10-3`; the date where a newer version is held."""
    if not base.startswith(LAW_HOST) or not provision:
        return base
    day = f"/{on}" if on else ""
    anchor = f"#{path}" if path and path != provision else ""
    return f"{base}/{provision.replace('-', '/')}{day}{anchor}"


def place_of(path: str) -> str:
    """A path as people write it: `section-10-3A-a` -> "section 10(3A)(a)", `schedule-7-paragraph-31-1` -> "Schedule 7, paragraph 31(1)"."""
    kind, _, rest = path.partition("-")
    if not rest:
        return kind
    parts = rest.split("-")
    if kind == "schedule":
        below = place_of("-".join(parts[1:])) if len(parts) > 2 else ""
        return f"Schedule {parts[0]}" + (f", {below}" if below else "")
    return f"{kind} {parts[0]}" + "".join(f"({p})" for p in parts[1:])
