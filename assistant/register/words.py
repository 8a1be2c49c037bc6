"""The shape of the word lists in `corpus/words/` and of the labelled examples in `corpus/examples/`.

They teach the assistant how people speak: names of nations and places, names of Acts, what a question asks for,
the fixed replies, and example texts with labels. They are data, so that teaching it is adding a line.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.register.schema import (
    Aspect,
    Conduct,
    Id,
    Image,
    Line,
    Nation,
    Role,
    Sentence,
    Shown,
    Verdict,
    _Entry,
)

Ask = Literal[
    "crime",
    "start",
    "place",
    "penalty",
    "time limit",
    "who",
    "duty",
    "exception",
    "meaning",
    "takedown",
    "police",
    "evidence",
    "support",
    "anonymity",
    "status",
    "history",
]
Triage = Literal[
    "crisis",
    "crisis of another",
    "danger now",
    "child at risk",
    "worried by urges",
    "child writes",
    "domestic abuse",
    "asks for harm",
    "hides harm",
    "injection",
    "who is it",
    "civil claim",
    "own case",
    "prediction",
    "opinion",
    "out of scope",
    "greeting",
    "gibberish",
]
Behaviour = Literal["answer", "answer-with-caveat", "ask-nation", "abstain", "signpost", "refuse-and-redirect"]


class Example(_Entry):
    """A text and what it means; the labels that are absent are not told by the text."""

    text: str = Field(min_length=1, max_length=1000)
    conduct: tuple[Conduct, ...] = ()
    shown: Shown | None = None
    image: Image | None = None
    ask: tuple[Ask, ...] = ()
    triage: Triage | None = None
    role: Role | Literal["public"] | None = None  # who writes; "public": nothing tells it; absent: the example teaches nothing about it
    answers: tuple[str, ...] = ()  # "entry#statement", each: what a good answer says, what is asked first before the rest
    verdict: Verdict | None = None  # what the first of these says to what is asked first


# The phrases of `corpus/words/phrases.toml` that composing and quoting need.
PHRASES = frozenset(
    """
    yes_since yes yes_then illegal_since illegal depends_since depends depends_then motive_since motive
    gap gap_legal not_yet not_then not_then_told law_since ended pending uncertain unknown crossing crossing_before
    row_yes_since row_yes row_depends row_depends_since before_the_act row_gap row_not_yet row_pending row_unknown sure_two sure_one
    sure_none same_elsewhere no_other_nation not_in_force_on not_in_force_then not_happened_on ask_nation elsewhere_law
    not_held nothing_found help consent_told orders_ignored yes_then_since depends_then_since replaced_on illegal_then told
    told_since told_then told_then_since the_law passed_law which_law was_law_on not_law_there no_first open_then closed_then open_partly
    open_unknown
    charge_until charge_was_until
    under_review under_review_mark other_places
    words_guidance_added document_news document_guidance document_own
    words_law words_guidance words_news words_own words_dated words_undated words_behind words_incomplete words_prospective words_ended
    words_compared words_compared_with words_open_licence words_licence words_dropped words_none_then words_none_held
    """.split()  # noqa: SIM905  # a list of words reads better so
)


class NationWords(_Entry):
    """How people name a nation: its names and codes, and places and bodies that are in it; and a fact that only it settles."""

    nation: Nation
    responsible: str = Field(description="entry#statement: what is said of the age from which a child answers for a crime there")
    responsible_from: int = Field(ge=1, description="that age, in years")
    names: tuple[str, ...]
    places: tuple[str, ...]


class ElsewhereWords(_Entry):
    """Places whose law the register does not hold."""

    name: Line
    names: tuple[str, ...]


class ActWords(_Entry):
    """How people name an Act, and how its provisions are numbered in ids."""

    name: Line
    names: tuple[str, ...]
    section: str | None = None  # prefix of the ids of its sections, such as "osa-2023-s"
    schedule: str | None = None
    article: str | None = None
    whole: Id | None = None  # the entry to open when the Act is named without a number


class ConductWords(_Entry):
    """A conduct in words that complete "It is about ..."."""

    conduct: Conduct
    phrase: Line


class AskWords(_Entry):
    """Which aspects of the law answer what a question asks for, best first."""

    ask: Ask
    aspects: tuple[Aspect, ...]
    documents: tuple[Id, ...] = ()  # advice and services that help with it
    child_documents: tuple[Id, ...] = ()  # the same, where the person shown is under 18


class Reply(_Entry):
    """Reviewed, fixed words for a moment that must not be left to ranking; `id` is the moment."""

    id: Id
    behaviour: Behaviour
    text: tuple[str, ...]  # paragraphs; no law in them; `{here}` stands for what `here` says in the question's nations
    after: tuple[str, ...] = ()  # paragraphs that stand under the law, where the law is what was asked
    here: dict[Nation, Sentence] = Field(default_factory=dict)
    cite: tuple[str, ...] = ()  # "entry#statement": sentences of the register to add, with their citations
    law: dict[Nation, tuple[str, ...]] = Field(default_factory=dict)  # the same as `cite`, for the question's nations alone
    near: tuple[Id, ...] = ()  # entries of which the statement that answers the question, if one is near enough, follows the text
    verdict: Verdict | None = None  # what these words say to a question that asks yes or no
    verdict_in: dict[Nation, Verdict] = Field(default_factory=dict)  # the same, in one nation
    services: tuple[Id, ...] = ()  # shown where they serve the nation of the question
    shown: Shown | None = None  # whom the pictures show in this moment, where the question does not say
    conduct: Conduct | None = None  # the conduct whose law is told in this moment, whatever else the question looks like
    with_law: bool = False  # add the short statement of the law on the conduct in question, or else of `law_in_short`
    language: str | None = None  # ISO code, where the words are not English


class LawInShort(_Entry):
    """What a refusal says of the law where the question names no conduct."""

    nation: Nation
    shown: Shown
    cite: tuple[str, ...] = Field(min_length=1)  # "entry#statement"


class Cue(_Entry):
    """Exact words that settle something, matched as whole words; not where a phrase of `unless` also stands."""

    cue: Line
    phrases: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()


class Gloss(_Entry):
    """A figure that stands for words of the law: 18, where the law says "child" and defines it elsewhere."""

    figure: str
    words: tuple[str, ...] = Field(min_length=1)
    source: Line
