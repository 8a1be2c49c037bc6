"""Show: the answer as Markdown, as plain text, and as the JSON that scripts read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.compose.numbering import citation_key, entry_id, numbered
from assistant.compose.quoting import QuoteDesk, row_of
from assistant.compose.reviewing import of_sentences
from assistant.errors import QuestionError
from assistant.records import Answer, Block, Citation, Sentence
from assistant.register.load import Register
from assistant.register.schema import Service

_CODES = {"England and Wales": "E&W", "Scotland": "Scotland", "Northern Ireland": "NI", "UK": "UK", "unstated": "unstated"}


def markdown(answer: Answer, register: Register, services: bool = True) -> str:
    """The answer in Markdown: paragraphs with numbered marks such as [1], then who can help.

    :param answer: the answer
    :param register: for the services
    :param services: whether to add them
    """
    numbers = {citation_key(c.document, c.statements[0]): c.number for c in answer.citations}
    parts = [_paragraph(block, numbers) for block in answer.blocks]
    lines = [f"- {service_line(s)}" for s in services_beside(answer, register)] if services else []
    if lines:
        parts.append(f"**{register.phrases['help']}**\n" + "\n".join(lines))
    return "\n\n".join(parts)


def brief(answer: Answer) -> Answer:
    """The answer in two sentences with their citations; for several nations, the first sentence on each.

    Fixed words for danger, harm and the like are never cut.

    :param answer: the whole answer
    """
    if answer.reply:
        return answer
    leads = [b for b in answer.blocks if b.kind == "lead"]
    if len(leads) > 1:
        sentences = [b.sentences[0] for b in leads]
    else:
        sentences = [s for b in answer.blocks if b.kind not in {"note", "elsewhere", "review"} for s in b.sentences][:2]
    blocks: tuple[Block, ...] = (Block(tuple(sentences), "lead"),) if sentences else answer.blocks
    if sentences and (noted := of_sentences(answer, sentences)):
        blocks = (*blocks, Block(tuple(noted), "review"))
    return replace(answer, blocks=blocks, citations=numbered(blocks), services=())


def services_beside(answer: Answer, register: Register) -> list[Service]:
    """The services of an answer whose number its own words do not give already; all of them where those words are not English.

    :param answer: the answer
    :param register: for the services
    """
    if answer.reply and answer.reply.language:
        return [register.services_by_id[name] for name in answer.services]
    text = " ".join(s.text for block in answer.blocks for s in block.sentences)
    found = (register.services_by_id[name] for name in answer.services)
    return [s for s in found if not (s.phone and re.search(rf"(?<!\d){re.escape(s.phone)}(?!\d)", text))]


def service_line(service: Service) -> str:
    """A service in one line: name, how to reach it, when, and for whom."""
    reach = service.phone or (service.url or "").removeprefix("https://").removesuffix("/")
    return f"**{service.title}**: {reach}. {service.hours}. {service.cost}."


def as_row(answer: Answer, register: Register, row_id: object, quotes: QuoteDesk | None = None) -> dict[str, Any]:
    """The answer as the machine interface has it; keys and their order do not change.

    :param answer: the answer
    :param register: for the services
    :param row_id: the `id` that came in
    :param quotes: where given, each citation also gets the key `quotes`
    """
    return {
        "id": row_id,
        "behaviour": answer.behaviour,
        "verdict": answer.verdict,
        "text": markdown(answer, register),
        "citations": [_citation_row(c) | _quoted(c, answer, quotes) for c in answer.citations],
        "services": list(answer.services),
        "nation": _CODES[answer.nation],
        "as_of": answer.as_of.isoformat(),
        "took_ms": round(answer.took_ms, 1),
        "model": answer.model,
    }


def refusal_row(error: QuestionError, row_id: object, nation: str | None, as_of: str | None) -> dict[str, Any]:
    """A question that cannot be used, in the form of an answer: the error's words, and its code under `error`.

    :param error: what is wrong
    :param row_id: the `id` that came in
    :param nation: as it came in
    :param as_of: as it came in
    """
    return {
        "id": row_id,
        "behaviour": "abstain",
        "verdict": None,
        "text": str(error),
        "citations": [],
        "services": [],
        "nation": nation or "unstated",
        "as_of": as_of,
        "took_ms": 0.0,
        "model": None,
        "error": error.code,
    }


def _citation_row(citation: Citation) -> dict[str, Any]:
    document = citation.document
    names = [f"{document.id}#{s.id}" for s in citation.statements]
    return {
        "id": entry_id(document, citation.statements[0]),
        "title": document.title,
        "url": citation.url,
        "kind": document.kind,
        "statement_ids": names,
    }


def _quoted(citation: Citation, answer: Answer, quotes: QuoteDesk | None) -> dict[str, Any]:
    if quotes is None:
        return {}
    return {"quotes": [row_of(q) for q in quotes.of(citation.document, citation.statements, answer.day)]}


def _paragraph(block: Block, numbers: dict[tuple[str, str | None], int]) -> str:
    sentences = [_marked(s, numbers) for s in block.sentences]
    if block.kind == "steps":
        return "\n".join(f"{place}. {sentence}" for place, sentence in enumerate(sentences, 1))
    if block.kind == "lead" and block.sentences:
        sentences[0] = f"**{block.sentences[0].text}**{sentences[0].removeprefix(block.sentences[0].text)}"
    return " ".join(sentences)


def _marked(sentence: Sentence, numbers: dict[tuple[str, str | None], int]) -> str:
    found = sorted({numbers[citation_key(d, s)] for d, s in sentence.cites})
    return sentence.text + (" " + "".join(f"[{n}]" for n in found) if found else "")
