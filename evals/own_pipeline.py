"""The assistant measured in the same way as `copied_pipeline`: `build`, `first` and `loop`, each in a process of its own."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from evals.timing import peak, timed

STARTED = time.perf_counter()


def build(folder: str) -> dict[str, Any]:
    """Build the index with no vectors cached."""
    from assistant.encode import open_encoder
    from assistant.index.build import build as build_index
    from assistant.settings import Settings

    begun = time.perf_counter()
    built = build_index(Settings().corpus, Path(folder), open_encoder())
    return {"chunks": sum(built.manifest.counts.values()), "build_s": time.perf_counter() - begun}


def first(folder: str, question: str) -> dict[str, Any]:
    """Start to first composed and cited answer."""
    from assistant.assistant import Assistant

    answer = Assistant.open(Path(folder)).ask(question)
    assert answer.citations
    return {"first_s": time.perf_counter() - STARTED, "peak_mb": peak()}


def loop(folder: str, questions: str) -> dict[str, Any]:
    """The time of each full answer, in milliseconds."""
    from assistant.assistant import Assistant

    return timed(Assistant.open(Path(folder)).ask, questions)


if __name__ == "__main__":
    print(json.dumps({"build": build, "first": first, "loop": loop}[sys.argv[1]](*sys.argv[2:])))
