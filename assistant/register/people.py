"""The shape of what is chosen by who asks: services (`corpus/words/help.toml`), steps (`steps.toml`), times of day (`hours.toml`).

Which words tell a role or a need stands in `corpus/words/people.toml`.
"""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assistant.register.schema import Conduct, Day, Line, Role, Shown, _Entry
from assistant.register.schema import Id as Entry
from assistant.register.words import Ask

Need = Literal[
    "man",
    "lgbt",
    "honour",  # honour-based abuse or forced marriage
    "partner",  # by a partner or former partner
    "wales",
    "at any hour",
    "taken under 18",  # an adult now, a child in the picture
    "age in doubt",
    "did it",  # the writer did it
    "their child did it",
    "paid",
    "sells pictures",
    "found a camera",
    "still up",  # reported to the site, and not removed
    "police said no",
    "received",  # a picture of somebody else came, or was found
    "police",  # it is their number that is wanted
    "on our service",  # a picture is on the service of whoever writes
]
Reference = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[A-Za-z0-9]+)*#[a-z0-9]+(?:-[a-z0-9]+)*$")]
MOST_STEPS, FEWEST_STEPS = 5, 3


class _Fit(_Entry):
    """Whom a row is for; an empty list lets everybody pass."""

    role: tuple[Role, ...] = ()  # one of them
    need: tuple[Need, ...] = ()  # all of them
    conduct: tuple[Conduct, ...] = ()  # one of them
    shown: tuple[Shown, ...] = ("adult", "child")
    ask: tuple[Ask, ...] = ()  # one of them


class Help(_Fit):
    """Services that help, best first. The services of every row that fits are joined, up to the first row that is the last word."""

    services: tuple[Entry, ...]
    last: bool = True  # no row after it is read


class Steps(_Fit):
    """What to do, in order; the first row that fits is used.

    A row with `verdict` answers a question that can be answered yes or no; one without answers an open question, or none.
    Statements that do not hold in the nation or on the day are left out, so that each nation can have its own.
    """

    cue: tuple[Line, ...] = Field(min_length=1)  # cues of `people.toml`, one of which must stand in the question
    anywhere: bool = False  # the conduct may be any of those told, not only the first
    verdict: Literal["yes", "no"] | None = None
    kind: Reference | None = None  # a kind word before it, for whoever it happened to
    lead: Reference  # what must be heard first
    step: tuple[Reference, ...] = Field(min_length=FEWEST_STEPS)


class TimeWords(_Entry):
    """Words for days and times of day; `days` empty: any day, no times: the whole day."""

    words: tuple[Line, ...] = Field(min_length=1)
    days: tuple[Day, ...] = ()
    from_: time | None = Field(None, alias="from")
    until: time | None = None  # midnight is 23:59
