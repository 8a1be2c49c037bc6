"""Reading before leading: what is close is put in a better order, what is far is not read, and nothing is read twice."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from assistant.compose import pick
from assistant.compose.pick import fits_of, ranked
from assistant.encode.pairs import Reading, Readings
from assistant.records import Enquiry, Evidence, Question, Span
from assistant.register.load import Register
from assistant.teach.lessons import Lesson, lessons_of
from assistant.teach.rivals import Said, rivals_in

DAY = date(2026, 11, 27)
ENQUIRY = Enquiry(
    Question("does it matter that it was a joke?", as_of=DAY),
    "does it matter that it was a joke?",
    np.zeros(4, np.float32),
    nations=("England and Wales",),
    nation_told=True,
    on=Span(DAY, DAY),
    date_told=False,
)


class Reader:
    """Holds what it was told to hold of texts, and remembers what it read."""

    def __init__(self, fits: dict[str, float]) -> None:
        self.fits, self.read_texts = fits, []

    def read(self, question, statements):
        self.read_texts += statements
        return [Reading({"yes": 1.0, "no": 0.0, "depends": 0.0, "unknown": 0.0}, 0.0, self.fits.get(s, 0.0)) for s in statements]


@pytest.fixture
def document(register):
    return register.documents["soa-2003-s66E"]


def order(document, similarity, fits, read=8):
    """The order of the statements, by id, and the reader."""
    texts = {s.id: s.text for s in document.statement}
    reader = Reader({texts[name]: fit for name, fit in fits.items()})
    near = {f"{document.id}#{name}": value for name, value in similarity.items()}
    evidence = Evidence((), near, {}, floor=(-1.0, 0.0), readings=Readings(reader, ENQUIRY.text))
    picked = ranked([(document, 0.0)], ENQUIRY, evidence, read=read)
    return [p.statement.id for p in picked], reader, texts


def test_of_statements_that_are_close_the_one_that_reads_better_comes_first(document):
    found, _, _ = order(document, {"rule": 0.8, "no-sharing": 0.75}, {"no-sharing": 5.0})
    assert found[:2] == ["no-sharing", "rule"]


def test_what_is_far_behind_is_not_read_and_does_not_pass(document):
    found, reader, texts = order(document, {"rule": 0.9, "no-sharing": 0.9 - 4 * pick._CLOSE}, {"no-sharing": 50.0})
    assert found[0] == "rule"
    assert texts["no-sharing"] not in reader.read_texts


def test_where_one_is_clearly_best_nothing_is_read(document):
    _, reader, _ = order(document, {"rule": 0.9}, {})
    assert reader.read_texts == []


def test_nothing_is_read_where_no_reading_is_wanted(document):
    found, reader, _ = order(document, {"rule": 0.8, "no-sharing": 0.75}, {"no-sharing": 5.0}, read=0)
    assert (found[0], reader.read_texts) == ("rule", [])


def test_no_pair_is_read_twice():
    reader = Reader({"a": 1.0, "b": 2.0})
    readings = Readings(reader, "q")
    assert [r.fit for r in readings.of(["a", "b", "a"])] == [1.0, 2.0, 1.0]
    assert fits_of(["b", "a"], Evidence((), {}, {}, readings=readings)) == [2.0, 1.0]
    assert reader.read_texts == ["a", "b"]


def test_the_likeliest_verdict_of_a_reading():
    assert Reading({"yes": 0.2, "no": 0.5, "depends": 0.2, "unknown": 0.1}, 0.0, 0.0).verdict == "no"


@pytest.fixture(scope="module")
def taught(register):
    """Statements and lessons of two entries of different nations, as the fake encoder embeds them."""
    from tests.conftest import FakeEncoder

    ids = {"soa-2003-s66E", "soa-2003-s66F", "asbhsa-2016-s2"}
    few = Register(provisions=tuple(p for p in register.provisions if p.id in ids))
    embed = FakeEncoder().encode
    lessons = lessons_of(few)
    said = Said.of(few, embed)
    return said, lessons, rivals_in(said, lessons, embed)


def test_rivals_are_wrong_statements_of_the_same_nation(taught):
    said, lessons, rivals = taught
    where = {text: said.nations[row] for row, text in enumerate(said.texts)}
    assert len(rivals) == len(lessons) > 100
    for lesson, wrong in zip(lessons, rivals, strict=True):
        assert lesson.statement not in wrong
        assert all((where[text] * where[lesson.statement]).sum() > 0 for text in wrong)


def test_a_lay_question_does_not_find_its_statement_by_itself(taught):
    said, lessons, _ = taught
    lesson: Lesson = lessons[0]
    vector = np.eye(len(said.texts), said.vectors.shape[1], dtype=np.float32)[:1]
    near = said.near(vector, vector, [said.rows[lesson.entry, lesson.answer]], [0])
    assert near.max() < 0.6  # its own words alone
