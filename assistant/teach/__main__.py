"""`python -m assistant.teach questions|pairs`: make an adapter from the register."""

from __future__ import annotations

import argparse
import hashlib
import os
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from assistant.encode import open_encoder
from assistant.encode.adapter import FOLDER
from assistant.encode.minilm import MiniLM
from assistant.index.vectors import VectorCache
from assistant.register.load import Register, read_register
from assistant.settings import Settings
from assistant.teach import pairs, questions
from assistant.teach.lessons import Lesson, lessons_of
from assistant.teach.measure import Measure
from assistant.teach.network import save
from assistant.teach.rivals import Said, rivals_in

_ROUNDS = 5.0


def main() -> None:
    """Read the register, teach, write the adapter and say its hash."""
    parser = argparse.ArgumentParser(
        prog="python -m assistant.teach", description="Teach the encoder from the lay questions of the register."
    )
    parser.add_argument("what", choices=["questions", "pairs"])
    parser.add_argument("--minutes", type=float, default=30, help="most minutes (default: 30)")
    parser.add_argument("--begin", type=Path, help="an adapter to begin from (default: the published weights)")
    parser.add_argument("--out", type=Path, help="the file to write (default: beside the encoder)")
    parser.add_argument("--kept-back", type=int, default=0, help="how many lay questions, drawn at random, are kept back and measured")
    given = parser.parse_args()
    torch.set_num_threads(os.cpu_count() or 1)
    register = read_register(Settings().corpus)
    kept, taught = _parted(lessons_of(register), given.kept_back)
    out = given.out or FOLDER / f"{given.what}.safetensors"
    course = _questions if given.what == "questions" else _pairs
    steps, learned = course(register, taught, kept, given)
    save(learned, out, {"lessons": str(len(taught)), "steps": str(steps)})
    print(f"{out}: {hashlib.sha256(out.read_bytes()).hexdigest()}")


def _questions(register: Register, taught: list[Lesson], kept: list[Lesson], given: argparse.Namespace) -> tuple[int, dict[str, Tensor]]:
    embed = VectorCache(Settings().index, open_encoder()).embed
    published = VectorCache(Settings().index, MiniLM(adapted=False)).embed
    rivals = rivals_in(Said.of(register, embed), taught, embed)
    course = questions.Teacher(taught, rivals, [e.text for e in register.examples if e.triage], published, given.begin)
    steps = course.teach(given.minutes)
    if kept:
        _print("search", Measure(kept, taught, Said.of(register, course.embed), course.embed).recall())
    return steps, course.pupil.learned()


def _pairs(register: Register, taught: list[Lesson], kept: list[Lesson], given: argparse.Namespace) -> tuple[int, dict[str, Tensor]]:
    embed = VectorCache(Settings().index, open_encoder()).embed
    said = Said.of(register, embed)
    course = pairs.Teacher(taught, rivals_in(said, taught, embed), given.begin)
    steps = course.teach(given.minutes, _ROUNDS)
    if kept:
        measure = Measure(kept, taught, said, embed)
        verdicts, places = measure.read(course.reader)
        _print("search", measure.recall())
        _print("search and reading", places)
        print(f"verdicts read right: {verdicts:.3f}")
    return steps, course.reader.learned()


def _parted(lessons: list[Lesson], back: int) -> tuple[list[Lesson], list[Lesson]]:
    """Some lessons to keep back, always the same ones, and the others."""
    drawn = {x.text for x in Random(1).sample(sorted(lessons, key=lambda x: x.text), back)}
    return [x for x in lessons if x.text in drawn], [x for x in lessons if x.text not in drawn]


def _print(name: str, places: dict[int, float]) -> None:
    print(f"{name}: the right statement among the first " + ", ".join(f"{k}: {share:.3f}" for k, share in places.items()))


if __name__ == "__main__":
    main()
