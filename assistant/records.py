"""What the stages hand to each other: few, frozen and typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from assistant.official.passage import OfficialPassage
from assistant.register.people import Need
from assistant.register.schema import Conduct, Document, Image, Nation, Provision, Role, Rule, Shown, Statement, Verdict
from assistant.register.words import Ask, Behaviour, Reply

if TYPE_CHECKING:
    from assistant.encode.pairs import Readings

Vector = NDArray[np.float32]
NationGiven = Literal["England and Wales", "Scotland", "Northern Ireland", "UK"]


@dataclass(frozen=True)
class Turn:
    """One earlier message of the conversation."""

    role: str  # "user" or "assistant"
    content: str


@dataclass(frozen=True)
class Question:
    """What came in, after its form was checked."""

    text: str
    nation: NationGiven | None = None  # None: not stated
    as_of: date = field(default_factory=date.today)
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True)
class Span:
    """The days that a question is about, first and last included."""

    first: date
    last: date

    @property
    def one_day(self) -> bool:
        """Whether the question is about a single day."""
        return self.first == self.last


@dataclass(frozen=True)
class Enquiry:
    """The question understood."""

    question: Question
    text: str  # with what a follow-up takes over from the history
    vector: Vector  # (dimension,) float32, length 1, of `text`
    nations: tuple[Nation, ...]  # which nations the answer leads with
    nation_told: bool  # by the question, the history or the caller
    on: Span
    date_told: bool
    conducts: tuple[Conduct, ...] = ()
    spoken: tuple[Conduct, ...] = ()  # those of them that stand in exact words
    shown: Shown | None = None
    image: Image | None = None
    asks: tuple[Ask, ...] = ()
    cited: tuple[str, ...] = ()  # ids of provisions that the question names exactly
    not_held: str | None = None  # a provision that it names and that the register does not hold
    elsewhere: str | None = None  # a place whose law the register does not hold
    asks_if_legal: bool = False  # "is it legal to ...": yes and no change places
    consent_told: bool = False  # it says that the person shown agreed
    motive_told: bool = False  # it tells what must be proved beside the act, such as "to humiliate me"
    before_the_law: bool = False  # it was done "before the law changed", without a date
    across_the_border: bool = False  # someone or something in it is abroad: the law here still answers, with what is said of abroad
    about_here: bool = False  # "is it a crime here", without saying where
    form: Form | None = None
    varied: bool = False  # it puts another person in the question before: the law on that person answers
    claims: bool = False  # it states something and asks whether that is so
    acts: tuple[tuple[Conduct, Span], ...] = ()  # acts with days of their own, where several are told
    role: Role | None = None  # who writes, where exact words tell it
    needs: tuple[Need, ...] = ()  # what else about them decides which help fits


@dataclass(frozen=True)
class Found:
    """An entry that retrieval brought, with its fused score (higher is better)."""

    document: Document
    score: float


@dataclass(frozen=True)
class Asking:
    """The nearest lay question that a statement answers."""

    text: str
    similarity: float  # cosine of the question to the lay question
    verdict: Verdict | None  # what the statement says to it


@dataclass(frozen=True)
class FoundPassage:
    """Official words that retrieval brought."""

    passage: OfficialPassage
    score: float  # higher is better


@dataclass(frozen=True)
class Evidence:
    """What retrieval brought, best first."""

    documents: tuple[Found, ...]
    similarity: dict[str, float]  # cosine of the question to statements, by "entry#statement"
    answers: dict[str, Asking]  # the nearest lay question of a statement, by "entry#statement"
    floor: tuple[float, float] = (0.0, 0.0)  # the lowest similarity among `similarity` and among `answers`
    pitfalls: tuple[tuple[str, float], ...] = ()  # ids of wrong beliefs that the question may rest on
    best_question: float = 0.0  # the highest cosine to a lay question
    best: float = 0.0  # the highest cosine to any text of the register, -1 to 1
    readings: Readings | None = field(default=None, compare=False)  # of the question with statements, as far as they were asked for
    passages: tuple[FoundPassage, ...] = ()  # official words of the day, best first, where they were asked for

    @property
    def nearest(self) -> float:
        """The similarity of the nearest lay question that a statement answers; 0 where there is none."""
        asking = self.closest[1]
        return asking.similarity if asking else 0.0

    @property
    def closest(self) -> tuple[str, Asking | None]:
        """The statement that the nearest lay question points to, as "entry#statement", and that question; None where there is none."""
        return max(self.answers.items(), key=lambda each: each[1].similarity, default=("", None))


Form = Literal["yes or no", "open"]
Status = Literal["in force", "not yet", "ended", "uncertain", "pending", "gap"]


@dataclass(frozen=True)
class Ruling:
    """What one row of the register says of a conduct, in one nation, on one day."""

    provision: Provision
    rule: Rule
    status: Status
    since: date | None = None  # exact first day, where it is confirmed
    until: date | None = None


@dataclass(frozen=True)
class Decision:
    """The rulings for one conduct in one nation on one day, the leading one first, and the verdict."""

    conduct: Conduct
    nation: Nation
    on: date
    shown: Shown
    image: Image
    verdict: Verdict
    rulings: tuple[Ruling, ...] = ()
    span: Span | None = None  # the days of this act, where the question tells them

    @property
    def lead(self) -> Ruling | None:
        """The ruling that decides."""
        return self.rulings[0] if self.rulings else None


@dataclass(frozen=True)
class Sentence:
    """A sentence of the answer and the statements that it rests on."""

    text: str
    cites: tuple[tuple[Document, Statement], ...] = ()


@dataclass(frozen=True)
class Block:
    """A paragraph of the answer."""

    sentences: tuple[Sentence, ...]
    kind: Literal["lead", "law", "elsewhere", "note", "correction", "action", "steps", "reply", "review"] = "law"


@dataclass(frozen=True)
class Citation:
    """A numbered source under the answer."""

    number: int
    document: Document
    url: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Answer:
    """What every face of the assistant shows."""

    behaviour: Behaviour
    verdict: Verdict | None
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    services: tuple[str, ...]
    nation: str  # "England and Wales", "Scotland", "Northern Ireland", "UK" or "unstated"
    as_of: date
    reply: Reply | None = None
    took_ms: float = 0.0
    model: str | None = None
    on: date | None = None  # the last day that the question is about, where that is not `as_of`

    @property
    def day(self) -> date:
        """The day whose official texts belong to the answer."""
        return self.on or self.as_of
