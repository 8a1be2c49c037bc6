"""`python -m evals run`: ask every public question, judge, and say what failed.

Exit code 1 when an answer says what must never be said, or a figure falls below its gate in `gates.toml`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant, Turn
from assistant.rows import answer_row
from evals.judge import Judgement, judge
from evals.rows import SETS, AnswerRow, answer_rows, retrieval_rows

TODAY = "2026-11-23"  # the day on which rows without a date of their own are asked


def main(argv: list[str] | None = None) -> int:
    """Run the command.

    :return: exit code 0, or 1 when a gate falls
    """
    parser = argparse.ArgumentParser("evals", description=__doc__)
    parser.add_argument("action", choices=["run"])
    parser.add_argument("--set", default="answers", help="which set of questions: answers (the default) or held-out")
    parser.add_argument("--failures", action="store_true", help="print every failure with its answer")
    parser.add_argument("--save", type=Path, help="write the answers as JSON lines")
    arguments = parser.parse_args(argv)
    assistant = Assistant.open()
    figures = retrieval_figures(assistant)
    answers = [(row, ask(assistant, row)) for row in answer_rows(SETS / f"{arguments.set}.jsonl")]
    if arguments.save:
        arguments.save.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for _, a in answers), "utf-8")
    judged = [judge(row, answer) for row, answer in answers]
    figures |= answer_figures(judged, [a for _, a in answers])
    by_category(judged)
    if arguments.failures:
        for (_, answer), judgement in zip(answers, judged, strict=True):
            if not judgement.right:
                print(failure(judgement, answer))
    for name, value in figures.items():
        print(f"{name:24} {value:.3f}")
    return fallen(figures)


def ask(assistant: Assistant, row: AnswerRow) -> dict[str, Any]:
    """The answer to a row, as the machine interface has it."""
    history = [Turn(m.role, m.content) for m in row.history]
    return answer_row(assistant, row.id, row.question, row.nation, row.as_of or TODAY, history)


def retrieval_figures(assistant: Assistant) -> dict[str, float]:
    """Share of queries with a right entry among the first 1, 5 and 10 (recall@k with any one right)."""
    rows = retrieval_rows()
    found = [[f.document.id for f in assistant.search(row.query, 10)] for row in rows]
    return {
        f"recall@{k}": statistics.mean(bool(set(row.relevant) & set(ids[:k])) for row, ids in zip(rows, found, strict=True))
        for k in (1, 5, 10)
    }


def answer_figures(judged: list[Judgement], answers: list[dict[str, Any]]) -> dict[str, float]:
    """The headline figures of the end-to-end set."""
    return {
        "strict accuracy": statistics.mean(j.right for j in judged),
        "behaviour": statistics.mean(j.behaviour for j in judged),
        "verdict": statistics.mean(j.verdict for j in judged),
        "cited": statistics.mean(j.cited for j in judged),
        "facts": statistics.mean(not j.missing for j in judged),
        "wrong statements": sum(bool(j.wrong) for j in judged),
        "median words": statistics.median(len(a["text"].split()) for a in answers),
        "median ms": statistics.median(a["took_ms"] for a in answers),
    }


def by_category(judged: list[Judgement]) -> None:
    """Print how many of each category are strictly right."""
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judged:
        groups[judgement.row.category].append(judgement)
    for name, group in sorted(groups.items()):
        print(f"{name:24} {sum(j.right for j in group):3} of {len(group):3}")


def failure(judgement: Judgement, answer: dict[str, Any]) -> str:
    """One failure, for a reader."""
    row = judgement.row
    lines = [f"\n--- {row.id} [{row.category}] {row.question}" + (f" | {row.nation} {row.as_of or ''}" if row.nation or row.as_of else "")]
    if not judgement.behaviour:
        lines.append(f"behaviour: {answer['behaviour']} and not {row.behaviour}")
    if not judgement.verdict:
        lines.append(f"verdict: {answer['verdict']} and not {row.verdict}")
    if not judgement.cited:
        lines.append(f"cites: {[c['id'] for c in answer['citations']]} and not {row.cites}")
    lines += [f"missing: {p}" for p in judgement.missing] + [f"WRONG: {p}" for p in judgement.wrong]
    return "\n".join([*lines, answer["text"].split("**Help**")[0].strip()])


def fallen(figures: dict[str, float]) -> int:
    """Compare with the gates.

    :return: 1 when a figure is below its gate, or above it where less is better
    """
    gates = tomllib.loads((Path(__file__).parent / "gates.toml").read_text("utf-8"))
    low = [f"{n} is {figures[n]:.3f}, gate {g}" for n, g in gates["at_least"].items() if figures[n] < g]
    high = [f"{n} is {figures[n]:.3f}, gate {g}" for n, g in gates["at_most"].items() if figures[n] > g]
    for line in low + high:
        print("GATE", line, file=sys.stderr)
    return 1 if low or high else 0


if __name__ == "__main__":
    sys.exit(main())
