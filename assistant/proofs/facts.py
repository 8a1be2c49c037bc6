"""What official texts say of a provision beside its words: heading, extent, standing, and when and by what it began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.official.extent import declared, marked
from assistant.official.library import Held, Library
from assistant.official.notes import Event
from assistant.official.references import Reference
from assistant.official.tree import OfficialText
from assistant.register.schema import Nation


@dataclass(frozen=True)
class Source:
    """Where an official text says something."""

    text: OfficialText
    where: str  # the note or attribute


@dataclass(frozen=True)
class Start:
    """What a note says of the beginning of a provision."""

    event: Event
    source: Source

    @property
    def instruments(self) -> tuple[str, ...]:
        """The Act that inserted it and the instrument that brought it into force, as far as the note names them."""
        return tuple(i for i in (self.event.by, self.event.order) if i)

    @property
    def whole(self) -> bool:
        """Whether it holds for all purposes and all nations."""
        return self.event.purposes != "specified" and self.event.where is None


def top(reference: Reference) -> Reference:
    """The section, article, regulation or schedule paragraph that holds a place."""
    return replace(reference, subs=())


def versions(library: Library, act: str, reference: Reference) -> list[Held]:
    """The held versions of the whole provision, newest first, exact ones only."""
    return [h for h in library.find(act, top(reference)) if h.exact]


def heading_of(held: Sequence[Held]) -> tuple[str, Source] | None:
    """The official heading, from the newest version that has one."""
    return next(((told, Source(h.text, "heading")) for h in held if (told := h.text.heading_of(h.passage))), None)


def extent_of(held: Sequence[Held], reference: Reference) -> tuple[frozenset[Nation], Source] | None:
    """Where the provision is law: by its mark, else by the Act's section on extent."""
    for h in held:
        if h.passage.extent:
            return marked(h.passage.extent), Source(h.text, f"extent mark {h.passage.extent} on {h.passage.path}")
    for h in held:
        if found := declared(h.text, reference):
            return found[0], Source(h.text, f"{found[1]} on extent")
    return None


def noted(held: Sequence[Held]) -> Held | None:
    """The newest version that carries notes, so that what it does not note can be told from what it does not know."""
    return next((h for h in held if h.text.notes), None)


def starts_of(held: Held) -> list[Start]:
    """When the provision as a whole began, as the notes of a version say: commencement, or insertion into the Act.

    :param held: a version that carries notes
    """
    found = []
    for note in held.text.notes_on(held.passage):
        wanted = {"I": ("in force", "not in force"), "F": ("inserted",)}.get(note.kind, ())
        if not any(_covers(path, held.passage.path) for path in note.about):
            continue
        kind = {"I": "commencement note", "F": "amendment note"}.get(note.kind, "note")
        source = Source(held.text, f"{kind} on {held.passage.path}")
        found += [Start(event, source) for event in note.events if event.what in wanted]
    return found


def inserted_on(held: Held, path: str) -> Start | None:
    """When a piece of a provision was put into it, as the notes of a version say.

    :param held: a version that carries notes
    :param path: the piece, such as `section-10-3A-a`
    """
    for note in held.text.notes_on(held.passage):
        if note.kind == "F" and any(_covers(about, path) for about in note.about):
            for event in note.events:
                if event.what == "inserted" and event.on:
                    return Start(event, Source(held.text, f"amendment note on {path}"))
    return None


def standing_of(held: Held) -> tuple[str, Source] | None:
    """Whether a provision is in force in a version that carries notes: `in force`, `prospective` or `repealed`."""
    if held.passage.status in {"prospective", "repealed"}:
        return str(held.passage.status), Source(held.text, f"status of {held.passage.path}")
    events = [s for s in starts_of(held) if s.event.what in {"in force", "not in force", "inserted"}]
    if not events:
        return None
    begun = [s for s in events if s.event.what != "not in force"]
    return ("in force", begun[0].source) if begun else ("prospective", events[0].source)


def _covers(above: str, path: str) -> bool:
    return path == above or path.startswith(above + "-")
