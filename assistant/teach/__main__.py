"""`python -m assistant.teach questions|verdicts`: make an adapter from the register."""

from __future__ import annotations

import argparse
import hashlib
import os
from pathlib import Path

import torch

from assistant.encode.adapter import FOLDER
from assistant.register.load import read_register
from assistant.settings import Settings
from assistant.teach import questions, verdicts
from assistant.teach.lessons import lessons_of
from assistant.teach.network import save

_ROUNDS = 5.0


def main() -> None:
    """Read the register, teach, write the adapter and say its hash."""
    parser = argparse.ArgumentParser(
        prog="python -m assistant.teach", description="Teach the encoder from the lay questions of the register."
    )
    parser.add_argument("what", choices=["questions", "verdicts"])
    parser.add_argument("--minutes", type=float, default=30, help="most minutes (default: 30)")
    parser.add_argument("--begin", type=Path, help="an adapter to begin from (default: the published weights)")
    parser.add_argument("--out", type=Path, help="the file to write (default: beside the encoder)")
    parser.add_argument("--kept-back", type=float, default=0.0, help="verdicts: share of entries that are kept back and measured")
    given = parser.parse_args()
    torch.set_num_threads(os.cpu_count() or 1)
    register = read_register(Settings().corpus)
    lessons = lessons_of(register)
    out = given.out or FOLDER / f"{given.what}.safetensors"
    if given.what == "questions":
        course = questions.Teacher(lessons, [e.text for e in register.examples if e.triage], given.begin)
        steps, learned = course.teach(given.minutes), course.pupil.learned()
    else:
        reading = verdicts.Teacher(lessons, given.begin, given.kept_back)
        steps, learned = reading.teach(given.minutes, _ROUNDS), reading.reader.learned()
        if given.kept_back:
            print(f"right on what was kept back: {reading.measure():.3f}")
    save(learned, out, {"lessons": str(len(lessons)), "steps": str(steps)})
    print(f"{out}: {hashlib.sha256(out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
