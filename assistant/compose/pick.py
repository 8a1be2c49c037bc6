"""Choose statements: those that hold for the nation and the day, fit what is asked, and do not repeat each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.path.people import OF_CHILDREN
from assistant.reading.features import tokens
from assistant.records import Enquiry, Evidence
from assistant.register.load import Register
from assistant.register.schema import NATIONS, Aspect, Document, Nation, Provision, Shown, Statement

ASKED = 0.6  # weight of the lay question beside the words of the statement
_ASPECT = 0.06  # added to a statement on an aspect that is asked about
_FORM = 0.05  # added where the lay question has the form of the question (a verdict for yes or no), taken off where it has the other
_CORRECTS = 0.08  # added to a correction where the question makes a claim
_TO_COME = 0.05  # taken from what is not so yet on the day
READ = 0.02  # taken off for each point by which the reader of pairs holds another statement to be a better answer
_MOST_READ = 6.0  # points, at most
_CLOSE = 0.06  # how much weaker than the best a statement may be that is still read
_OF_OTHERS = 0.15  # taken from what is about pictures of under-18s alone where no under-18 is told of, and the other way round
_OF_FAKES = 0.06  # taken from what is about fakes alone where no fake is told of
_ALIKE = 0.6  # share of common words from which two statements say the same


@dataclass(frozen=True)
class Picked:
    """A statement with its entry and how well it answers."""

    document: Document
    statement: Statement
    score: float

    @property
    def name(self) -> str:
        """The key of the statement in the evidence: "entry#statement"."""
        return f"{self.document.id}#{self.statement.id}"

    @property
    def cite(self) -> tuple[Document, Statement]:
        """What a sentence made of it cites."""
        return self.document, self.statement


def holds(document: Document, statement: Statement, enquiry: Enquiry, future: bool = False) -> bool:
    """Whether a statement holds where and when the enquiry is about.

    :param document: its entry
    :param statement: the statement
    :param enquiry: the question understood
    :param future: whether a later start is let pass
    """
    if not set(nations_of(document, statement)) & set(enquiry.nations):
        return False
    day = enquiry.on.last
    return stands_on(statement, max(day, statement.from_) if future and statement.from_ else day)


def stands_on(statement: Statement, day: date) -> bool:
    """Whether what a statement tells is so on a day.

    :param statement: the statement
    :param day: the day
    """
    return not (statement.from_ and day < statement.from_) and not (statement.until and day >= statement.until)


def nations_of(document: Document, statement: Statement) -> Sequence[Nation]:
    """Where a statement holds: its own nations, else those of its entry, else all.

    :param document: its entry
    :param statement: the statement
    """
    return statement.nations or getattr(document, "extent", None) or getattr(document, "nations", None) or NATIONS


def aspects_asked(register: Register, enquiry: Enquiry) -> tuple[Aspect, ...]:
    """The aspects that answer what is asked, best first."""
    table = {row.ask: row.aspects for row in register.asks}
    return tuple(dict.fromkeys(a for ask in enquiry.asks for a in table.get(ask, ())))


def ranked(
    documents: Iterable[tuple[Document, float]],
    enquiry: Enquiry,
    evidence: Evidence,
    aspects: Sequence[Aspect] = (),
    future: bool = False,
    read: int = 0,
) -> list[Picked]:
    """All statements that hold, best first.

    :param documents: entries, each with a bonus for its statements
    :param enquiry: the question understood
    :param evidence: for the similarity of statements to the question
    :param aspects: what is asked, best first
    :param future: also what holds only from a later day
    :param read: how many of the best are read together with the question, which puts them in a better order
    :return: statements with their scores
    """
    weighed = [(document, bonus - of_others(document, enquiry) - _of_fakes(document, enquiry)) for document, bonus in documents]
    picked = [
        Picked(document, statement, bonus + _fit(document, statement, enquiry, evidence, aspects))
        for document, bonus in weighed
        for statement in document.statement
        if not statement.id.startswith("brief") and holds(document, statement, enquiry, future)
    ]
    picked.sort(key=_best_first)
    best = _read(picked[:read], evidence)
    return [*best, *picked[len(best) :]]


def _read(picked: list[Picked], evidence: Evidence) -> list[Picked]:
    """Those that are close to the best, in the order that the reader of pairs and their scores give together."""
    close = [p for p in picked if p.score >= picked[0].score - _CLOSE]
    if len(close) < 2:
        return close
    fits = fits_of([p.statement.text for p in close], evidence)
    top = max(fits)
    scored = [replace(p, score=p.score - READ * min(top - fit, _MOST_READ)) for p, fit in zip(close, fits, strict=True)]
    return sorted(scored, key=_best_first)


def of_others(document: Document, enquiry: Enquiry) -> float:
    """What an entry loses that is about pictures of under-18s alone, or of adults alone, where the question is not.

    :param document: the entry
    :param enquiry: the question understood
    """
    whom = of_whom(document)
    child = enquiry.shown == "child" or (enquiry.shown is None and enquiry.role in OF_CHILDREN)
    return _OF_OTHERS if whom and ("child" if child else "adult") not in whom else 0.0


def _of_fakes(document: Document, enquiry: Enquiry) -> float:
    """What an entry loses that is about fakes alone, where the question tells of no fake."""
    fake = isinstance(document, Provision) and bool(document.applies) and all(r.image == ("fake",) for r in document.applies)
    return _OF_FAKES if fake and enquiry.image != "fake" and not set(enquiry.conducts) & {"create", "request"} else 0.0


def of_whom(document: Document) -> Sequence[Shown]:
    """Whom the pictures show that an entry is about; none where it may be anybody.

    :param document: the entry
    """
    if isinstance(document, Provision):
        return document.applies[0].shown if document.applies and all(r.shown == ("child",) for r in document.applies) else ()
    return getattr(document, "shown", ())


def _best_first(picked: Picked) -> tuple[float, str]:
    return -picked.score, picked.name


def _fit(document: Document, statement: Statement, enquiry: Enquiry, evidence: Evidence, aspects: Sequence[Aspect]) -> float:
    """How well a statement answers: the nearest lay question that points to it and its form, its own words, its aspect."""
    name = f"{document.id}#{statement.id}"
    asking = evidence.answers.get(name)
    asked = asking.similarity if asking else evidence.floor[1]
    own = evidence.similarity.get(name, evidence.floor[0])
    score = ASKED * asked + (1 - ASKED) * own
    if asking and enquiry.form:
        score += _FORM if (enquiry.form == "yes or no") == (asking.verdict is not None) else -_FORM
    if enquiry.claims and statement.aspect == "correction":
        score += _CORRECTS
    if statement.from_ and enquiry.on.last < statement.from_:
        score -= _TO_COME
    return score + (_ASPECT if statement.aspect in aspects else 0.0)


def fits_of(texts: Sequence[str], evidence: Evidence) -> list[float]:
    """How well each of some statements answers, as the reader of pairs has it.

    :param texts: their words
    :param evidence: for the readings
    :return: to be compared with each other only; all 0 without a reader
    """
    return [reading.fit for reading in evidence.readings.of(texts)] if evidence.readings else [0.0] * len(texts)


def is_near(picked: Picked, evidence: Evidence, enough: float) -> bool:
    """Whether a lay question that points to a statement is near to the question.

    :param picked: the statement
    :param evidence: what retrieval brought
    :param enough: the similarity that is enough
    """
    asking = evidence.answers.get(picked.name)
    return asking is not None and asking.similarity >= enough


def without_repeats(picked: Iterable[Picked], most: int, said: Sequence[str] = ()) -> list[Picked]:
    """The best statements that do not say the same twice.

    :param picked: best first
    :param most: how many are wanted
    :param said: texts that the answer already has
    """
    kept: list[Picked] = []
    texts = list(said)
    for candidate in picked:
        if len(kept) == most:
            break
        if not any(alike(candidate.statement.text, text) for text in texts):
            kept.append(candidate)
            texts.append(candidate.statement.text)
    return kept


def alike(one: str, other: str, share: float = _ALIKE) -> bool:
    """Whether two sentences share most of their words (Jaccard of word sets).

    :param one: a sentence
    :param other: another
    :param share: from which share of common words they count as alike, 0 to 1
    """
    a, b = set(tokens(one)), set(tokens(other))
    return len(a & b) / max(1, len(a | b)) >= share
