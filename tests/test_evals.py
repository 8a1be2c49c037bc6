"""The public sets are well-formed, varied and kept apart from the register, and the gates hold over all of them."""

import re
from difflib import SequenceMatcher

import pytest

from evals import gates
from evals.answering import ask_all, of_assistant
from evals.figures import headline
from evals.metrics.cited import Known
from evals.metrics.support import Grounds
from evals.retrieval import retrieval_figures
from evals.rows import DANGER, answer_rows, retrieval_rows
from evals.scoring import Judge


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def test_no_public_question_stands_in_the_register(register):
    taught = {plain(t) for d in register.documents.values() for t in d.asked_as}
    taught |= {plain(e.text) for e in register.examples} | {plain(t) for p in register.pitfalls for t in p.asked_as}
    asked = {plain(r.question) for r in answer_rows("public") if len(plain(r.question).split()) > 4} | {
        plain(r.query) for r in retrieval_rows()
    }
    assert not taught & asked


def test_no_two_rows_are_alike():
    """The same words may be asked again only for another nation, another day or after another history."""
    rows = answer_rows("public")
    seen: dict[tuple, str] = {}
    for row in rows:
        key = (plain(row.question), row.nation, row.as_of, row.history)
        assert key not in seen, (row.id, seen.get(key))
        seen[key] = row.id
    queries = [plain(r.query) for r in retrieval_rows()]
    assert len(set(queries)) == len(queries)
    by_words: dict[str, list[str]] = {}
    for query in queries:
        by_words.setdefault(" ".join(sorted(query.split())[:3]), []).append(query)
    for group in by_words.values():
        for i, one in enumerate(group):
            assert all(SequenceMatcher(None, one, other).ratio() < 0.95 for other in group[i + 1 :])


def test_the_sets_are_large_and_varied():
    rows = answer_rows("public")
    assert len(rows) >= 400
    assert len({r.category for r in rows}) >= 35
    assert {"E&W", "Scotland", "NI", "UK", None} <= {r.nation for r in rows}
    assert {"victim", "maker", "child", "parent", "teacher", "helpline", "business", "journalist", "public"} <= {r.person for r in rows}
    assert {"en", "cy", "pl", "ur", "ar"} <= {r.language for r in rows}
    assert sum(bool(r.never) for r in rows) > 200
    assert sum(r.category in DANGER for r in rows) >= 60


def test_patterns_are_regular_expressions():
    for row in answer_rows("public"):
        for pattern in (*row.must, *row.never):
            re.compile(pattern)


def test_relevant_entries_exist(register):
    known = set(register.documents)
    assert all(set(row.relevant) & known for row in retrieval_rows())


@pytest.fixture(scope="session")
def figures(assistant):
    rows = answer_rows("public")
    answers = ask_all(rows, of_assistant(assistant), "assistant")
    judge = Judge(Known.of(assistant.register), Grounds.of(assistant.register))
    return headline([(r, judge.score(r, answers[r.id])) for r in rows]) | retrieval_figures(assistant)


def test_no_gate_falls(figures):
    assert gates.fallen(figures) == []


def test_composed_answers_rest_on_the_register_by_construction(figures):
    assert figures["answers with an unsupported sentence"].value == 0
