"""The shape of the register: what a lawyer writes in `corpus/` and what the program may rely on.

Every model is frozen and refuses unknown keys, so that a misspelt field is an error and not a silent loss.
The words that a field may hold (conducts, aspects, nations ...) are listed here once; `corpus/README.md` explains them.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Nation = Literal["England and Wales", "Scotland", "Northern Ireland"]
NATIONS: tuple[Nation, ...] = ("England and Wales", "Scotland", "Northern Ireland")

Confidence = Literal["primary text seen", "two secondary sources", "one secondary source", "unconfirmed"]

LegalKind = Literal[
    "offence",  # a crime, or a section that makes one worse
    "exemption",  # says when an offence is not committed
    "definition",  # says what a word means
    "duty",  # binds a service, a regulator or a minister
    "power",  # lets a regulator, court or minister act
    "procedure",  # time limits, appeals, notices, orders
    "gap",  # no specific offence was found here
    "extent",  # says where other provisions are law
    "practice",  # police or prosecution practice, not law
    "general",  # overview, commencement, amendments
]
OtherKind = Literal["guidance", "enforcement", "news", "service", "advice", "timeline"]
Kind = LegalKind | OtherKind
# Who writes. maker: did it, may have, or asks whether they may; parent: or carer, or other relative who is responsible; teacher: or youth
# worker; helper: on a helpline or in support; press: journalist, student, researcher.
Role = Literal["victim", "maker", "child", "parent", "teacher", "friend", "helper", "business", "press"]

Aspect = Literal[
    "rule",
    "element",
    "exception",
    "defence",
    "penalty",
    "start",
    "extent",
    "time limit",
    "definition",
    "example",
    "duty",
    "power",
    "deadline",
    "threshold",
    "procedure",
    "appeal",
    "purpose",
    "status",
    "unsettled",
    "contrast",
    "advice",
    "correction",
    "event",
]

Conduct = Literal[
    "create",  # making a fake intimate image
    "request",  # asking for one to be made
    "share",  # sharing, posting, forwarding or showing an intimate image
    "threaten",  # threatening to share one
    "possess",  # having, keeping, downloading or looking at one
    "take",  # taking or recording one without consent
    "copy",  # keeping a copy of one that was meant to disappear
    "install",  # setting up equipment to take one
    "observe",  # secretly watching a private act
    "upskirt",
    "downblouse",
    "flash",  # sending an unwanted sexual picture (cyberflashing)
    "make tool",  # making a tool for fake intimate images
    "supply tool",  # offering or supplying one
    "possess tool",  # having one
    "blackmail",  # demanding money or property with threats
    "threat message",  # threatening or abusive message
    "offensive message",  # grossly offensive or indecent message
    "false message",  # knowingly false message
    "sexual message",  # sexual words without a picture
    "harass",  # harassment or stalking
    "control",  # abuse of a partner or former partner
    "identify victim",  # naming a victim
    "encourage self-harm",
    "flashing lights",  # images meant to trigger seizures
    "groom",
    "extreme pornography",
    "host",  # running or moderating a site for abuse images
    "abuse manual",  # guides to abusing children or making abuse images
]
Shown = Literal["adult", "child"]
Image = Literal["real", "fake", "drawn"]  # drawn: a cartoon or drawing that nobody would take for a photo
Verdict = Literal["yes", "no", "depends", "unknown"]

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[A-Za-z0-9]+)*$", max_length=60)]
StatementId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=12, max_length=420)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=400)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Period(_Entry):
    """A time in which a provision is law, and how we know.

    Either `from` (the exact first day) or `no_later_than` with `reported` (it is certainly law from that day;
    the first day itself is not confirmed). `until` is the first day on which it is no longer law.
    """

    from_: date | None = Field(None, alias="from")
    no_later_than: date | None = None
    reported: Line | None = None
    until: date | None = None
    by: Line
    confidence: Confidence

    @model_validator(mode="after")
    def _one_start(self) -> Period:
        if (self.from_ is None) == (self.no_later_than is None):
            raise ValueError("give either `from` or `no_later_than`, not both and not neither")
        if self.no_later_than is not None and self.reported is None:
            raise ValueError("`no_later_than` needs `reported`: say what was reported about the first day")
        if self.until is not None and self.until <= self.certain_from:
            raise ValueError("`until` must be after the start")
        return self

    @property
    def certain_from(self) -> date:
        """The day from which the provision is certainly law."""
        start = self.from_ or self.no_later_than
        assert start is not None
        return start


class Pending(_Entry):
    """Enacted, but not confirmed as in force: never to be called law in force."""

    enacted: date
    reported_start: date | None = None
    why: Sentence


class Rule(_Entry):
    """One row of the decision table: what this provision says of a conduct, where and when it is law.

    `verdict` answers "is that a crime?" for the conduct as people ordinarily mean it: `depends` where something
    more must be proved (a motive, an intent), `no` in a gap. `lead` and `brief` are ids of statements of this
    entry: the sentence that opens a full answer, and the one used to compare with another nation.
    """

    conduct: tuple[Conduct, ...] = Field(min_length=1)
    shown: tuple[Shown, ...] = ("adult", "child")
    image: tuple[Image, ...] = ("real", "fake")
    verdict: Literal["yes", "no", "depends"]
    lead: StatementId
    then: tuple[StatementId, ...] = ()  # what must follow the lead at once, such as "even if nothing is ever made"
    brief: StatementId | None = None
    urgent: StatementId | None = None  # what someone to whom it is happening must hear at once, such as "do not pay"
    from_: date | None = Field(None, alias="from")  # where this row began later than the entry
    rank: int = Field(1, ge=1, le=9)  # 1 is the main law for this conduct, 2 and more are fallbacks


class Statement(_Entry):
    """One fact, one sentence, our own words."""

    id: StatementId
    aspect: Aspect
    text: Sentence
    at: Line | None = None  # the subsection or paragraph that it restates
    nations: tuple[Nation, ...] | None = None  # default: the extent of the entry
    from_: date | None = Field(None, alias="from")  # default: as the entry
    until: date | None = None
    confidence: Confidence | None = None  # default: as the entry
    sources: tuple[Url, ...] = ()  # default: as the entry; the first one is what a citation links to
    binds: Line | None = None  # who must obey it
    derived: Line | None = None  # why a figure in the text does not stand in the provision named in `at`


class Asked(_Entry):
    """How someone asks about an entry: indexed, never shown.

    `answer` is the id of the statement of this entry that answers it; `verdict` what that answer says, where the
    question can be answered yes or no.
    """

    text: Line
    answer: StatementId | None = None
    verdict: Verdict | None = None


class LeftOut(_Entry):
    """A figure of the official text that no statement tells, and why."""

    figure: str = Field(min_length=1)
    at: Line
    why: Line


class Compared(_Entry):
    """Statements that a second reader compared with a text; each is sealed, so that a later change undoes it.

    `statements` holds the id and the seal of each (`rule 5c1a22d0`); `assistant.register.seals` makes them.
    """

    text: Line  # id of a text in `corpus/texts.toml`
    dated: date  # the date of that text
    on: date  # the day of the comparison
    statements: tuple[Line, ...] = Field(min_length=1)


class Evidence(_Entry):
    """What an official text confirms of an entry, and where it does; `assistant corpus verify --raise` writes it."""

    what: Literal["text", "start"]
    value: Line  # what is confirmed: "2024-01-10 by S.I. 2023/1420", or the statements that were compared
    text: Line  # id of a text in `corpus/sources/`
    dated: date | None = None  # the date of that text; None: as enacted or made
    where: Line  # the note or attribute that says it
    on: date  # the day of the comparison


class _Document(_Entry):
    """What all entries share: they can be found, cited and checked."""

    id: Id
    title: Line
    url: Url | None = None
    sources: tuple[Url, ...] = ()
    confidence: Confidence
    checked: date
    note: str | None = None  # for the people who keep the register; never shown
    statement: tuple[Statement, ...] = ()
    asked: tuple[Asked, ...] = ()
    compared: tuple[Compared, ...] = ()

    @property
    def asked_as(self) -> tuple[str, ...]:
        """The texts of the lay questions."""
        return tuple(a.text for a in self.asked)

    @property
    def statements(self) -> dict[str, Statement]:
        """The entry's statements by their id."""
        return {s.id: s for s in self.statement}


class Provision(_Document):
    """A section, schedule or article of law, or the finding that there is none (`kind = "gap"`)."""

    kind: LegalKind
    act: Line
    provision: Line
    extent: tuple[Nation, ...] = Field(min_length=1)
    penalty: Line | None = None
    charge_months: int | None = Field(
        None, ge=1, le=600
    )  # after the act, a charge can no longer be brought; None: no such limit, or not known
    text_as_at: date | None = None
    in_force: tuple[Period, ...] = ()
    pending: Pending | None = None
    applies: tuple[Rule, ...] = ()
    related: tuple[Id, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Guidance(_Document):
    """A code, guidance document, statement, report or press release."""

    kind: Literal["guidance"] = "guidance"
    publisher: Line
    sort: Line
    published: Line
    in_force_from: date | None = None
    licence: Line


class Enforcement(_Document):
    """An action of a regulator or a company; an open investigation is not a finding."""

    kind: Literal["enforcement"] = "enforcement"
    regulator: Line
    opened: Line
    status: Line
    status_as_at: Line


class Voiced(_Entry):
    """How a claim is known where a copy of the article voices it: a few words that stand in one paragraph, in any order."""

    claim: StatementId
    words: tuple[Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=40)], ...] = Field(min_length=1)


class News(_Document):
    """A news article: what it claimed and what we found."""

    kind: Literal["news"] = "news"
    outlet: Line
    published: date
    published_note: Line
    voiced: tuple[Voiced, ...] = ()


class Timeline(_Document):
    """Dated events; each statement carries its own date in `from` and its own source."""

    kind: Literal["timeline"] = "timeline"
    milestones: tuple[StatementId, ...] = ()  # the events that tell the whole story in short


class Advice(_Document):
    """What a person can do."""

    kind: Literal["advice"] = "advice"
    nations: tuple[Nation, ...] = NATIONS
    shown: tuple[Shown, ...] = ()  # whom the pictures show that it is about; none: anybody
    of_suspects: bool = False  # it is for whoever did it or is accused, and no line for those to whom it was done stands under it


Day = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "bank holiday"]


class Opening(_Entry):
    """Days on which a service can be reached, with its times where they are known; without times only the days are known."""

    days: tuple[Day, ...] = ()  # none: every day, bank holidays too
    from_: time | None = Field(None, alias="from")
    until: time | None = None  # midnight is 23:59

    @model_validator(mode="after")
    def _both_or_neither(self) -> Opening:
        if (self.from_ is None) != (self.until is None):
            raise ValueError("give `from` and `until`, or neither")
        if self.from_ and self.until and self.until <= self.from_:
            raise ValueError("`until` must be after `from`")
        return self


class Service(_Document):
    """Who helps, for what, where and at what cost."""

    kind: Literal["service"] = "service"
    what_for: Line
    who: Line
    nations: tuple[Nation, ...] = NATIONS
    shown: tuple[Shown, ...] = ()  # whom the pictures show with which it helps; none: anybody
    where_unknown: Id | None = None  # the service that is named in its place where no single nation is told
    phone: Line | None = None
    phone_confidence: Confidence | None = None
    email: Line | None = None
    called: tuple[Line, ...] = ()  # other names that people use for it
    hours: Line
    open: tuple[Opening, ...] = ()  # the same as data; empty: not known
    cost: Line
    operating: Line

    @model_validator(mode="after")
    def _phone_marked(self) -> Service:
        if self.phone and not self.phone_confidence:
            raise ValueError("`phone` needs `phone_confidence`")
        return self


class Pitfall(_Entry):
    """A wrong belief, how people voice it, and its correction."""

    id: Id
    belief: Sentence
    correction: Sentence
    verdict: Verdict | None = None  # the answer to "is the belief true?", where people ask it as a question
    provisions: tuple[Id, ...] = Field(min_length=1)
    sources: tuple[Url, ...] = ()
    checked: date
    asked_as: tuple[Line, ...] = ()


class OpenQuestion(_Entry):
    """What we do not know, and how it could be settled."""

    id: Id
    question: Sentence
    known: Line
    settle: Line
    provisions: tuple[Id, ...] = Field(min_length=1)
    checked: date


Document = Provision | Guidance | Enforcement | News | Timeline | Advice | Service
