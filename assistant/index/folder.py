"""The index folder: builds beside each other, one of them current, swapped in whole.

index/
  CURRENT              the name of the build that serves (replaced in one step)
  builds/<name>/       one immutable build: manifest.json, register.json, chroma/, bm25/, labels.npz, passages.jsonl, links.jsonl
  vectors-*.npz        cached vectors; official-*.npz: those of official passages
  .lock                held while a build runs
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_POINTER = "CURRENT"


def builds(index: Path) -> Path:
    """Where the builds lie."""
    return index / "builds"


def current_build(index: Path) -> Path | None:
    """The build that serves now.

    :param index: the index folder
    :return: its folder, or None where there is none
    """
    try:
        name = (index / _POINTER).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    folder = builds(index) / name
    return folder if name and Path(name).name == name and folder.is_dir() else None


def make_current(index: Path, build: Path) -> None:
    """Swap a finished build in; the pointer is replaced in one step.

    :raises OSError: when the folder cannot be written
    """
    part = index / f"{_POINTER}.part"
    with part.open("w", encoding="utf-8") as file:
        file.write(build.name)
        file.flush()
        os.fsync(file.fileno())
    part.replace(index / _POINTER)


def sweep(index: Path, keep: int = 2) -> None:
    """Remove old and unfinished builds; the current one and the newest others stay."""
    current = current_build(index)
    finished = sorted((b for b in builds(index).iterdir() if (b / "manifest.json").exists()), key=lambda b: b.name)
    stay = {b.name for b in finished[-keep:]} | ({current.name} if current else set())
    for build in builds(index).iterdir():
        if build.name not in stay:
            shutil.rmtree(build, ignore_errors=True)
