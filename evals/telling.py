"""A failure in words, for a terminal and for the report."""

from __future__ import annotations

from typing import Any

from evals.metrics.said import body
from evals.rows import AnswerRow
from evals.scoring import Score


def reasons(row: AnswerRow, score: Score, answer: dict[str, Any]) -> list[str]:
    """What was wrong with an answer, one line for each reason, the gravest first."""
    lines = [f"says what must never be said: {p}" for p in score.wrong]
    if score.nation_error:
        lines.append(f"nation: {answer.get('nation')} and not {row.nation}")
    if score.date_error:
        lines.append(f"date: stands for {answer.get('as_of')}, asked for {row.as_of or 'the day of asking'}")
    if score.fabricated:
        lines.append(f"citations that do not exist: {', '.join(score.fabricated)}")
    if score.verdict is False:
        lines.append(f"verdict: {answer.get('verdict')} and not {' or '.join(str(v) for v in row.verdict)}")
    if score.behaviour is False:
        lines.append(f"behaviour: {answer.get('behaviour')} and not {' or '.join(row.behaviour)}")
    if score.cited is False:
        lines.append(f"cites {', '.join(c['id'] for c in answer.get('citations', [])) or 'nothing'}; wanted one of {', '.join(row.cites)}")
    if score.opened is False:
        lines.append(f"not in the first two sentences: {row.first}")
    if score.short is False:
        lines.append(f"{score.words} words, more than {row.most_words}")
    return lines + [f"missing: {p}" for p in score.missing]


def failure(row: AnswerRow, score: Score, answer: dict[str, Any]) -> str:
    """One failure with question and answer."""
    given = " ".join(x for x in (row.nation, row.as_of) if x)
    head = f"\n--- {row.id} [{row.category}, {row.person}, {row.difficulty}] {row.question}" + (f" | {given}" if given else "")
    return "\n".join([head, *reasons(row, score, answer), body(str(answer.get("text", "")))])
