"""Each metric on small cases whose value was worked out by hand, and against well-kept libraries."""

import math
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import gates
from evals.figures import confusion, headline, split
from evals.intervals import NOTHING, Figure, mcnemar, paired, share, spread
from evals.metrics.cited import Known, cites_one_of, fabricated, precision
from evals.metrics.place_and_time import date_error, nation_error
from evals.metrics.ranking import hit_at, reciprocal_rank
from evals.metrics.reading import grade, syllables
from evals.metrics.said import answer_first, body, missing, plain, sentences, wrong
from evals.metrics.support import Grounds, inexact_quotes, unsupported
from evals.rows import AnswerRow
from evals.scoring import Judge, Score


def row(**more) -> AnswerRow:
    return AnswerRow(**{"id": "x", "category": "create", "question": "q", "behaviour": ["answer"], "verdict": ["yes"], **more})


ANSWER = {
    "id": "x",
    "behaviour": "answer",
    "verdict": "yes",
    "text": "**Yes**, since *6 February* 2026. [1]",
    "citations": [
        {"id": "soa-2003-s66F", "url": "https://www.legislation.gov.uk/ukpga/2003/42/section/66F", "statement_ids": ["soa-2003-s66F#rule"]}
    ],
    "services": [],
    "nation": "E&W",
    "as_of": "2026-11-23",
    "took_ms": 10.0,
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
def test_an_answer_is_strictly_right_when_every_check_passes(wanted, right):
    assert Judge().score(row(**wanted), ANSWER).right is right


def test_what_an_answer_does_not_give_is_not_judged():
    score = Judge().score(row(must=["Yes"]), {"id": "x", "text": "Yes."})
    assert (score.behaviour, score.verdict, score.cited, score.fabricated, score.took_ms) == (None, None, None, None, None)
    assert score.right
    assert Score.from_json(score.as_json()) == score


def test_words_and_sentences():
    text = "**Yes, in Scotland.** [1] It began on 3 July 2017. [1][2]\n\n- one thing\n\n**Help**\n- A line: 116 123."
    assert plain("**a** _b_ [12] `c`").split() == ["a", "b", "c"]
    assert "116 123" not in body(text)
    assert sentences(text) == ["Yes, in Scotland.", "It began on 3 July 2017.", "- one thing"]
    assert missing("a b", ["a", "c"]) == ("c",)
    assert wrong("a b", ["a", "c"]) == ("a",)


@pytest.mark.parametrize(
    ("text", "must", "first"),
    [
        ("Yes, it is a crime. More.", ["nothing"], True),
        ("Thank you for asking. I hear you. The maximum is 2 years.", ["2 years"], False),
        ("The maximum is 2 years. More.", ["2 years"], True),
        ("A short sentence.", [], True),
        ("", [], False),
    ],
)
def test_answer_first(text, must, first):
    assert answer_first(text, must) is first


def test_citations(register):
    known = Known.of(register)
    assert fabricated(ANSWER, known) == ()
    made_up = ANSWER | {
        "text": "Yes. [1] [3]",
        "citations": [{"id": "soa-2003-s99", "url": "https://example.org/", "statement_ids": ["soa-2003-s66F#nothing"]}],
    }
    assert fabricated(made_up, known) == ("soa-2003-s99", "soa-2003-s66F#nothing", "https://example.org/", "[3]")
    assert cites_one_of(ANSWER, ["soa-2003-s66F"]) is True
    assert cites_one_of(ANSWER, []) is None
    assert cites_one_of({"text": ""}, ["a"]) is None
    assert precision(ANSWER | {"citations": [{"id": "a"}, {"id": "b"}]}, ["a"]) == 0.5
    assert precision({"citations": []}, ["a"]) is None


def test_support(register):
    grounds = Grounds.of(register)
    statement = register.documents["soa-2003-s66F"].statements["rule"]
    composed = ANSWER | {"text": f"**Yes, in England and Wales, since 6 February 2026.** [1] {statement.text} [1]"}
    assert unsupported(composed, grounds) == ()
    invented = ANSWER | {"text": f"{statement.text} The fine is never more than £12."}
    assert unsupported(invented, grounds) == ("The fine is never more than £12.",)
    changed = ANSWER | {"text": statement.text.replace("adult", "adult aged 40")}
    assert unsupported(changed, grounds)


def test_quotes():
    assert inexact_quotes("It says “no later than 48 hours” and “x y”.", ["done no later than 48 hours after"]) == ()
    assert inexact_quotes("It says “no later than 72 hours after”.", ["no later than 48 hours after"]) == ("no later than 72 hours after",)


@pytest.mark.parametrize(("word", "count"), [("crime", 1), ("intimate", 3), ("deepfake", 2), ("someone's", 2), ("well-kept", 2), ("a", 1)])
def test_syllables(word, count):
    assert syllables(word) == count


def test_reading_grade_by_hand():
    # 2 sentences, 12 words, 14 syllables: 0.39 * 6 + 11.8 * 14/12 - 15.59
    text = "Sharing a fake nude is a crime. You can get help now."
    assert grade(text) == pytest.approx(0.39 * 6 + 11.8 * 13 / 12 - 15.59, abs=0.01)
    assert grade("") is None


def test_nation_and_date_errors():
    mine = row(nation="Scotland", as_of="2026-01-01", category="commencement-date", verdict=["no"])
    assert nation_error(mine, {"nation": "E&W", "text": "x"}) is True
    assert nation_error(mine, {"nation": "Scotland", "text": "No, in Scotland."}) is False
    assert nation_error(mine, {"text": "Yes, in England and Wales. In Scotland no."}) is True
    assert nation_error(row(), ANSWER) is None
    assert date_error(mine, {"as_of": "2026-01-02", "text": ""}, ()) is True
    assert date_error(mine, {"as_of": "2026-01-01", "verdict": "yes"}, ()) is True
    assert date_error(mine, {"as_of": "2026-01-01", "verdict": "depends"}, ()) is False
    assert date_error(row(), ANSWER, ()) is None


RANKINGS = st.lists(st.sampled_from("abcdefghijkl"), unique=True, min_size=1, max_size=12)


def test_ranking_agrees_with_ranx():
    """Over a thousand random rankings with one right entry, where recall and a hit are the same."""
    import numpy as np

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numba warns about casts when it compiles
        ranx = pytest.importorskip("ranx")
        random = np.random.default_rng(3)
        rankings = {f"q{n}": list(random.permutation(list("abcdefghijkl"))) for n in range(1000)}
        right = {q: {str(random.choice(list("abcdefghijkl"))): 1} for q in rankings}
        run = {q: {str(d): 1.0 - place / 100 for place, d in enumerate(ids)} for q, ids in rankings.items()}
        theirs = ranx.evaluate(ranx.Qrels(right), ranx.Run(run), ["recall@1", "recall@5", "recall@10", "mrr@10"])
    for k in (1, 5, 10):
        ours = sum(hit_at([str(d) for d in rankings[q]], list(right[q]), k) for q in rankings) / 1000
        assert ours == pytest.approx(theirs[f"recall@{k}"])
    ours = sum(reciprocal_rank([str(d) for d in rankings[q]], list(right[q])) for q in rankings) / 1000
    assert ours == pytest.approx(theirs["mrr@10"])


@given(RANKINGS, st.sampled_from("abcdefghijkl"))
def test_a_deeper_look_never_loses_a_hit(found, wanted):
    assert [hit_at(found, [wanted], k) for k in (1, 5, 10)] == sorted(hit_at(found, [wanted], k) for k in (1, 5, 10))
    assert (reciprocal_rank(found, [wanted]) > 0) is hit_at(found, [wanted], 10)


def test_wilson_by_hand():
    # Wilson, n = 10, 8 hits, z = 1.96
    z, n, p = 1.959964, 10, 0.8
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    figure = share([True] * 8 + [False] * 2)
    assert (figure.value, figure.n) == (0.8, 10)
    assert figure.low == pytest.approx(centre - half, abs=1e-6)
    assert figure.high == pytest.approx(centre + half, abs=1e-6)
    assert share([]) == NOTHING


def test_bootstrap_and_paired_differences():
    assert spread([3.0, 3.0]) == Figure(3.0, 3.0, 3.0, 2)
    figure = spread([float(n) for n in range(100)])
    assert figure.low < 49.5 < figure.high
    change = paired([1.0, 2.0, 3.0], [2.0, 3.0, 4.0])
    assert (change.value, change.low, change.high) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(("better", "worse", "p"), [(0, 0, 1.0), (5, 5, 1.0), (10, 0, 2 / 1024), (1, 0, 1.0)])
def test_mcnemar_is_exact(better, worse, p):
    assert mcnemar(better, worse) == pytest.approx(p)


def test_headline_splits_and_confusion():
    rows = [row(id="a", person="victim"), row(id="b", category="crisis", behaviour=["signpost"], verdict=[None], must=["116 123"])]
    scores = [Judge().score(rows[0], ANSWER), Judge().score(rows[1], ANSWER | {"id": "b", "verdict": None})]
    pairs = list(zip(rows, scores, strict=True))
    figures = headline(pairs)
    assert figures["strictly right"].value == 0.5
    assert figures["crisis and child signposting"].value == 0.0
    assert figures["facts said (fact recall)"].value == 0.0
    assert figures["milliseconds, median"].value == 10.0
    assert figures["answers with a fabricated citation"].n == 0
    assert {k: v.value for k, v in split(pairs, "category").items()} == {"create": 1.0, "crisis": 0.0}
    assert confusion(pairs) == {("answer", "answer"): 1, ("signpost", "answer"): 1}


def test_gates_fall_beyond_the_interval_only(tmp_path):
    path = tmp_path / "gates.toml"
    path.write_text('[at_most]\n"bad" = 0\n[recorded]\n"good" = 0.8\n', "utf-8")
    assert gates.fallen({"bad": Figure(0.0, 0, 0.1, 9), "good": Figure(0.7, 0.6, 0.81, 9)}, path) == []
    lines = gates.fallen({"bad": Figure(0.1, 0, 0.2, 9), "good": Figure(0.6, 0.5, 0.79, 9)}, path)
    assert [line.split(" is ")[0] for line in lines] == ["bad", "good"]
    assert gates.fallen({"bad": NOTHING}, path) == []
