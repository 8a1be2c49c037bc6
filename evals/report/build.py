"""Build the report from a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evals import runs
from evals.figures import PERCENT_FREE, SPLITS, confusion, headline, split
from evals.intervals import Figure
from evals.metrics.said import body, plain
from evals.report import plots
from evals.rows import DANGER, AnswerRow
from evals.telling import reasons

_TEMPLATES = Path(__file__).parent


def write_report(path: Path, rows: list[AnswerRow], done: runs.Run, figures: dict[str, Figure]) -> None:
    """Write one HTML file with no outside assets.

    :param path: where to
    :param rows: the rows that were asked
    :param done: the run
    :param figures: its figures, those of retrieval among them if they were measured
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    pairs = [(r, done.scores[r.id]) for r in rows if r.id in done.scores]
    page = environment.get_template("report.html.j2").render(
        meta=done.meta,
        figures=[(name, f.text(name not in PERCENT_FREE), f.n) for name, f in figures.items() if f.n],
        not_scored=[name for name, f in figures.items() if not f.n],
        splits=[(by, plots.shares(split(pairs, by), f"Strictly right by {by}"), _table(split(pairs, by))) for by in SPLITS],
        pictures=_pictures(pairs, figures, done),
        failures=[_failure(r, done) for r, s in sorted(pairs, key=lambda p: (not p[1].wrong, p[0].category, p[0].id)) if not s.right],
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(page, "utf-8")
    part.replace(path)


def _pictures(pairs: list[Any], figures: dict[str, Figure], done: runs.Run) -> list[tuple[str, str]]:
    found = []
    if counts := confusion(pairs):
        found.append(("Behaviour: expected against given", plots.matrix(counts, "Behaviour, expected against given")))
    if recalls := {int(n.split("@")[1]): f for n, f in figures.items() if n.startswith("recall@")}:
        found.append(("Retrieval: a right entry among the first k", plots.curve(recalls, "Recall at k")))
    times = [s.took_ms for _, s in pairs if s.took_ms is not None]
    if times:
        found.append(("Time for an answer", plots.distribution(times, "milliseconds", "Time for an answer")))
    found.append(("Length of an answer", plots.distribution([s.words for _, s in pairs], "words", "Length of an answer")))
    past = [(m["time"], _accuracy(m["name"])) for m in runs.stored() if m["set"] == done.meta["set"]]
    if len(past) > 1:
        found.append(("Strict accuracy over the stored runs", plots.history(past, "Strict accuracy over runs")))
    return found


def _accuracy(name: str) -> float:
    scores = runs.load(name).scores.values()
    return sum(s.right for s in scores) / max(1, len(scores))


def _table(parts: dict[str, Figure]) -> list[tuple[str, str, int]]:
    return [(name, f.text(), f.n) for name, f in parts.items()]


def _failure(row: AnswerRow, done: runs.Run) -> dict[str, Any]:
    answer = done.answers[row.id]
    return {
        "row": row,
        "danger": row.category in DANGER,
        "reasons": reasons(row, done.scores[row.id], answer),
        "answer": plain(body(str(answer.get("text", "")))).split("\n\n"),
        "sources": [(c.get("title") or c.get("id"), c.get("url")) for c in answer.get("citations", [])],
        "wanted": row.cites,
    }


__all__ = ["headline", "write_report"]
