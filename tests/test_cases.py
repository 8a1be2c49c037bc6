"""The tables of hard cases: time, place, people, conduct, wrong premises, danger, not knowing, words.

Each table has a floor, the share of its rows that is strictly right; it only ever rises. What must never be said is counted apart.
"""

import json

import pytest

from assistant.records import Turn
from assistant.rows import answer_row
from evals.rows import CASES, SETS, answer_rows
from evals.scoring import Judge

FLOORS = json.loads((SETS.parent / "floors.json").read_text("utf-8"))


def scored(assistant, name):
    rows = answer_rows(name)
    for row in rows:
        history = [Turn(m.role, m.content) for m in row.history]
        answer = answer_row(assistant, row.id, row.question, row.nation, row.as_of, history)
        yield row, Judge().score(row, answer)


@pytest.mark.parametrize("name", CASES)
def test_table(assistant, name):
    scores = list(scored(assistant, name))
    right = sum(score.right for _, score in scores)
    failed = [row.id for row, score in scores if not score.right]
    never = [row.id for row, score in scores if score.wrong]
    assert right >= FLOORS[name]["right"], failed
    assert len(never) <= FLOORS[name]["said what must never be said"], never


def test_the_tables_are_large_and_each_row_can_fail():
    rows = answer_rows("cases")
    assert len(rows) >= 500 and len({r.id for r in rows}) == len(rows)
    assert {f"cases-{r.heading}" for r in rows} == set(CASES)
    assert all(r.as_of for r in rows)
    assert all(r.must or r.never or r.first or None not in r.verdict or len(r.behaviour) < 4 for r in rows)
