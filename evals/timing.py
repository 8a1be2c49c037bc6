"""What both pipelines are measured with."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def timed(answer: Callable[[str], object], questions: str) -> dict[str, Any]:
    """The time of each question, in milliseconds, and the most memory held.

    :param answer: answers one question
    :param questions: path of a JSON list of questions
    """
    times = []
    for question in json.loads(Path(questions).read_text("utf-8")):
        begun = time.perf_counter()
        answer(question)
        times.append((time.perf_counter() - begun) * 1000)
    return {"ms": times, "peak_mb": peak()}


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
