"""`make bench`: the assistant beside the pipeline that a person would copy, in one run on one machine.

Each figure is the median of processes that take turns, so that noise falls on both. Nothing here is asserted: it prints a table.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from assistant.index.rows import bag_of
from assistant.register.load import read_register
from assistant.settings import Settings
from evals.rows import answer_rows

QUESTION = "is requesting a deepfake nude now a crime?"


def main() -> int:
    """Run the comparison and print it.

    :return: exit code 0
    """
    parser = argparse.ArgumentParser("evals.bench", description=__doc__)
    parser.add_argument("--copied-python", default=sys.executable, help="a Python that has the reference extra; default: this one")
    parser.add_argument("--rounds", type=int, default=5, help="processes of each kind for start to first answer")
    parser.add_argument("--questions", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts, questions = folder / "texts.json", folder / "questions.json"
        register = read_register(Settings().corpus)
        texts.write_text(json.dumps([bag_of(d) for d in register.documents.values()]), "utf-8")
        asked = [row.question for row in answer_rows("answers") if any(c.isalpha() for c in row.question)][: arguments.questions]
        questions.write_text(json.dumps(asked), "utf-8")
        kinds = {"copied": (arguments.copied_python, "evals.copied_pipeline"), "ours": (sys.executable, "evals.own_pipeline")}

        def run(kind: str, *more: str) -> dict[str, Any]:
            python, module = kinds[kind]
            done = subprocess.run([python, "-m", module, *more], capture_output=True, text=True, check=True, env=os.environ)
            return dict(json.loads(done.stdout.splitlines()[-1]))

        results: dict[str, dict[str, Any]] = {
            "copied": {"build": run("copied", "build", str(folder / "copied"), str(texts))},
            "ours": {"build": run("ours", "build", str(folder / "ours"))},
        }
        for kind in (*kinds, *reversed(kinds)) * (arguments.rounds // 2) + tuple(kinds) * (arguments.rounds % 2):
            results[kind].setdefault("first", []).append(run(kind, "first", str(folder / kind), QUESTION))
        for kind in kinds:
            results[kind]["loop"] = run(kind, "loop", str(folder / kind), str(questions))
    print(table(results, len(asked), arguments.rounds))
    return 0


def table(results: dict[str, dict[str, Any]], questions: int, rounds: int) -> str:
    """The comparison as a Markdown table."""
    rows = [
        ("start to first answer, median", "s", lambda r: statistics.median(f["first_s"] for f in r["first"])),
        ("peak memory, one answer", "MB", lambda r: statistics.median(f["peak_mb"] for f in r["first"])),
        ("a question, median", "ms", lambda r: statistics.median(r["loop"]["ms"])),
        ("a question, p99", "ms", lambda r: statistics.quantiles(r["loop"]["ms"], n=100)[98]),
        ("index build, nothing cached", "s", lambda r: r["build"]["build_s"]),
        ("rows in the index", "", lambda r: r["build"]["chunks"]),
    ]
    lines = ["| | copied pipeline (retrieval alone) | this assistant (full cited answer) | ratio |", "| --- | --- | --- | --- |"]
    for name, unit, of in rows:
        copied, ours = of(results["copied"]), of(results["ours"])
        lines.append(f"| {name} | {copied:,.1f} {unit} | {ours:,.1f} {unit} | {ours / copied:.2f} |")
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    return "\n".join([*lines, "", f"{questions} questions, {rounds} processes each; {machine}."])


if __name__ == "__main__":
    sys.exit(main())
