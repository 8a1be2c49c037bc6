"""Stored runs: the answers of a set with the register, code and settings that made them, and their scores.

A run is one folder of `evals/runs/` (not in the repository): `meta.json`, `answers.jsonl`, `scores.jsonl`. It is written beside and
renamed when it is whole, so an interrupted run leaves nothing half. `evals/published/` holds the scores of the published run, for a
fresh clone to compare with.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.errors import EvalError
from evals.rows import AnswerRow
from evals.scoring import Score

HERE = Path(__file__).parent
RUNS = HERE / "runs"
PUBLISHED = HERE / "published"
_KEPT = 20


@dataclass(frozen=True)
class Run:
    """A stored run."""

    name: str
    meta: dict[str, Any]
    scores: dict[str, Score]
    answers: dict[str, dict[str, Any]]


def meta_of(rows: list[AnswerRow], set_name: str, system: str, register_sha256: str = "") -> dict[str, Any]:
    """What a run must be known by."""
    return {
        "set": set_name,
        "rows": len(rows),
        "rows_sha256": hashlib.sha256("".join(r.model_dump_json() for r in rows).encode()).hexdigest(),
        "system": system,
        "register_sha256": register_sha256,
        "code": code_version(),
        "settings": {k: v for k, v in sorted(os.environ.items()) if k.startswith("ASSISTANT_") and k.endswith(("ENCODER", "MODEL"))},
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
    }


def code_version() -> str:
    """The commit of the checkout, with `+` when files differ from it; empty outside a checkout."""
    try:
        git = ["git", "-C", str(HERE)]
        commit = subprocess.run([*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
        changed = subprocess.run([*git, "status", "--porcelain", "-uno"], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
    return commit + ("+" if changed else "")


def store(run: Run, folder: Path = RUNS) -> Path:
    """Write a run; the oldest runs of the same set beyond twenty are removed.

    :return: its folder
    """
    target = folder / run.name
    part = folder / f".{run.name}.part"
    part.mkdir(parents=True, exist_ok=True)
    (part / "meta.json").write_text(json.dumps(run.meta, indent=1), "utf-8")
    (part / "answers.jsonl").write_text(_lines(run.answers.values()), "utf-8")
    (part / "scores.jsonl").write_text(_lines(s.as_json() for s in run.scores.values()), "utf-8")
    shutil.rmtree(target, ignore_errors=True)
    part.rename(target)
    mine = [r for r in stored(folder) if r["set"] == run.meta["set"]]
    for old in mine[:-_KEPT]:
        shutil.rmtree(folder / old["name"], ignore_errors=True)
    return target


def stored(folder: Path = RUNS) -> list[dict[str, Any]]:
    """The meta data of all stored runs with their headline, oldest first."""
    found = [json.loads(path.read_text("utf-8")) | {"name": path.parent.name} for path in folder.glob("[!.]*/meta.json")]
    return sorted(found, key=lambda meta: str(meta["time"]))


def load(name: str, folder: Path = RUNS) -> Run:
    """Read a stored run.

    :param name: its name, or the path of its folder, or of a file of published scores
    :raises EvalError: when there is none, or it cannot be read
    """
    path = Path(name) if Path(name).exists() else folder / name
    try:
        if path.is_file():
            return Run(path.stem, {"set": path.stem, "time": "published"}, _scores(path), {})
        meta = json.loads((path / "meta.json").read_text("utf-8"))
        answers = {a["id"]: a for a in map(json.loads, (path / "answers.jsonl").read_text("utf-8").splitlines())}
        return Run(path.name, meta, _scores(path / "scores.jsonl"), answers)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"the run {name!r} cannot be read: {error}") from error


def last(set_name: str, folder: Path = RUNS) -> Run | None:
    """The last stored run of a set; else the published one; None where there is neither."""
    mine = [meta for meta in stored(folder) if meta["set"] == set_name and meta["system"] == "assistant"]
    if mine:
        return load(mine[-1]["name"], folder)
    path = PUBLISHED / f"{set_name}.jsonl"
    return load(str(path)) if path.exists() else None


def publish(run: Run) -> Path:
    """Write the scores of a run, without texts, as those to compare with."""
    PUBLISHED.mkdir(exist_ok=True)
    path = PUBLISHED / f"{run.meta['set']}.jsonl"
    path.write_text(_lines(s.as_json() for s in run.scores.values()), "utf-8")
    return path


def _scores(path: Path) -> dict[str, Score]:
    return {s.id: s for s in (Score.from_json(json.loads(line)) for line in path.read_text("utf-8").splitlines())}


def _lines(rows: Any) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
