"""The public sets are well-formed and kept apart from the register; the judge judges."""

import re

import pytest

from evals.judge import judge
from evals.rows import SETS, AnswerRow, answer_rows, retrieval_rows


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def test_no_public_question_stands_in_the_register(register):
    taught = {plain(t) for d in register.documents.values() for t in d.asked_as}
    taught |= {plain(e.text) for e in register.examples} | {plain(t) for p in register.pitfalls for t in p.asked_as}
    asked = {
        plain(r.question) for s in ("answers", "held-out") for r in answer_rows(SETS / f"{s}.jsonl") if len(plain(r.question).split()) > 4
    } | {plain(r.query) for r in retrieval_rows()}
    assert not taught & asked


def test_ids_are_used_once():
    for rows in (answer_rows(), answer_rows(SETS / "held-out.jsonl"), retrieval_rows()):
        assert len({r.id for r in rows}) == len(rows)


def test_relevant_entries_exist(register):
    known = set(register.documents)
    assert all(set(row.relevant) & known for row in retrieval_rows())


def row(**more) -> AnswerRow:
    return AnswerRow(**{"id": "x", "category": "c", "question": "q", "behaviour": ["answer"], "verdict": ["yes"], **more})


ANSWER = {
    "behaviour": "answer",
    "verdict": "yes",
    "text": "**Yes**, since *6 February* 2026. [1]",
    "citations": [{"id": "soa-2003-s66F"}],
    "services": [],
}

CASES = [
    ({}, True),
    ({"must": ["Yes, since 6 February 2026"]}, True),
    ({"must": ["Scotland"]}, False),
    ({"never": ["2026"]}, False),
    ({"never": ["2024"]}, True),
    ({"cites": ["soa-2003-s66F", "other"]}, True),
    ({"cites": ["soa-2003-s66E"]}, False),
    ({"verdict": ["no"]}, False),
    ({"verdict": ["no", "yes"]}, True),
    ({"behaviour": ["abstain"]}, False),
]


@pytest.mark.parametrize(("wanted", "right"), CASES, ids=[str(c[0]) for c in CASES])
def test_judge(wanted, right):
    assert judge(row(**wanted), ANSWER).right is right
