"""An answer as HTML: first the question, then paragraph after paragraph, then sources and who can help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.compose.numbering import citation_key
from assistant.compose.quoting import QuoteDesk
from assistant.records import Answer, Sentence
from assistant.register.load import Register
from assistant.web.guarded import Problem
from assistant.web.html import render
from assistant.web.texts import texts

_AT_ONCE = {"signpost", "refuse-and-redirect"}  # help is not held back
_MOST_QUOTED = 1_000  # characters of the question that stand above the answer


@dataclass(frozen=True)
class Marked:
    """A sentence and the numbers of its sources."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as the template prints it."""

    kind: str
    sentences: tuple[Marked, ...]
    language: str | None = None  # ISO code, where it is not English


@dataclass(frozen=True)
class Frame:
    """A state of the growing answer."""

    html: str
    whole: bool


def refused(question: str, turn: str, problem: Problem) -> str:
    """The question, and why it was not answered.

    :param question: as typed
    :param turn: id of the turn in the page
    :param problem: the words for the reader
    """
    return render(
        "answer.html",
        turn=turn,
        question=_quoted(question),
        answer=None,
        problem=problem.message,
        done=True,
        after="",
        quotes={},
        phrases={},
    )


def frames(question: str, turn: str, answer: Answer, register: Register, desk: QuoteDesk | None = None) -> Iterator[Frame]:
    """The answer as it grows, one paragraph more each time; the last one is whole.

    :param question: as typed
    :param turn: id of the turn in the page
    :param answer: the answer
    :param register: for the services
    :param desk: gives the exact words of the law, where the index has them
    """
    paragraphs = _paragraphs(answer)
    values = {
        "turn": turn,
        "question": _quoted(question),
        "answer": answer,
        "problem": None,
        "paragraphs": paragraphs,
        "helpers": [register.services_by_id[s] for s in answer.services],
        "after": _below(answer),
        "quotes": {c.number: desk.of(c.document, c.statements, answer.day) for c in answer.citations} if desk else {},
        "phrases": register.phrases,
    }
    if answer.behaviour not in _AT_ONCE:
        for shown in range(1, len(paragraphs)):
            yield Frame(render("answer.html", **values, shown=shown, done=False), whole=False)
    yield Frame(render("answer.html", **values, shown=len(paragraphs), done=True), whole=True)


def _below(answer: Answer) -> str:
    """What stands below the words of an answer, for a reader who cannot see it."""
    words = texts()["answer"]
    counted = [("services_below", len(answer.services)), ("sources_below", len(answer.citations))]
    parts = [words[name].format(count=count) for name, count in counted if count]
    return str(words["below"].format(parts="; ".join(parts))) if parts else ""


def _paragraphs(answer: Answer) -> list[Paragraph]:
    numbers = {(c.document.id, c.url): c.number for c in answer.citations}
    spoken = answer.reply.language if answer.reply else None
    paragraphs = [
        Paragraph(b.kind, tuple(_marked(s, numbers) for s in b.sentences), spoken if b.kind == "reply" else None) for b in answer.blocks
    ]
    first = next((i for i, p in enumerate(paragraphs) if p.kind in {"lead", "reply"}), None)
    if first is not None:
        paragraphs[first] = replace(paragraphs[first], kind=f"first {paragraphs[first].kind}")
    return paragraphs


def _marked(sentence: Sentence, numbers: dict[tuple[str, str | None], int]) -> Marked:
    return Marked(sentence.text, tuple(sorted({numbers[citation_key(d, s)] for d, s in sentence.cites})))


def _quoted(question: str) -> str:
    if len(question) <= _MOST_QUOTED:
        return question
    return str(texts()["answer"]["shortened"].format(text=question[:200]))
