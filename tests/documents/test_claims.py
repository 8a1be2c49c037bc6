"""A copy of the article: every paragraph that voices a claim has what the register says to it beside it, and no other text has."""

import json
from pathlib import Path

import pytest

from assistant.documents.claims import claims_in, entry_of
from assistant.documents.markup import read_text
from assistant.documents.pieces import pieces_of
from assistant.register.check import check
from assistant.register.load import Register
from assistant.register.schema import Voiced

NAME = "shared/article/herald-grok-article.txt"
ARTICLE = next((folder / NAME for folder in Path(__file__).resolve().parents if (folder / NAME).is_file()), None)
held = pytest.mark.skipif(ARTICLE is None, reason="no copy of the article (../shared/article) is here")
TITLE = "Making non-consensual sexual images on Grok to become criminal offence"
OURS = f"{TITLE}\n\nIt will be a criminal offence this week, one heard.\n\nNothing more was said. That was the week."


@pytest.fixture
def entry(register):
    return next(e for e in register.news if e.id == "article")


def told(text, entry, kind="news"):
    blocks = read_text(text.encode(), "a.txt").blocks
    return [[c.statement.id for c in claims_in(piece, entry)] for piece in pieces_of(blocks, kind)]


def test_a_paragraph_that_voices_a_claim_has_its_correction_and_another_has_none(desk):
    desk.add("a.txt", OURS)
    passages = json.loads(desk.run("show", "a-report-on-fakes", "--json").out)["passages"]
    assert [[c["statement"] for c in p["claims"]] for p in passages] == [["article#claim-02"], ["article#claim-01"], []]
    out = desk.run("show", "a-report-on-fakes").out
    assert "NEWS REPORT, WHICH IS NOT LAW, passage 2" in out
    assert "CORRECTION: The article said making the images becomes a crime that week; in fact the crime began on 6 February 2026" in out


@pytest.mark.parametrize(("text", "kind"), [(OURS.replace("sexual images", "cakes"), "news"), (OURS, "own"), (OURS, "guidance")])
def test_corrections_belong_to_the_article_alone(register, text, kind):
    blocks = read_text(text.encode(), "a.txt").blocks
    assert entry_of("Another title", blocks, kind, register) is None


def test_every_claim_of_the_register_is_known_by_some_words(entry):
    claims = {s.id for s in entry.statement if s.id.startswith("claim-")}
    assert len(claims) == 26 and {v.claim for v in entry.voiced} == claims


@held
def test_every_claim_is_found_in_the_article(desk, entry):
    done = desk.run("add", ARTICLE, "--kind", "news", "--date", "2026-01-12", "--id", "herald-grok")
    assert done.code == 0
    row = json.loads(desk.run("show", "herald-grok", "--json").out)
    found = {c["statement"] for p in row["passages"] for c in p["claims"]}
    assert found == {f"article#{v.claim}" for v in entry.voiced}
    assert (row["kind"], row["title"]) == ("news", TITLE)
    beside = [(p["text"], {c["statement"][-2:] for c in p["claims"]}) for p in row["passages"]]
    assert [c for t, c in beside if "this week" in t] == [{"01", "02", "03"}, {"01", "10", "11"}]
    assert [c for t, c in beside if "toddlers" in t] == [{"06"}]
    assert [c for t, c in beside if "BBC" in t or "Send your news" in t] == [set(), set()]


def test_the_check_refuses_a_claim_that_is_not_there_and_a_run_of_an_articles_words(register, entry):
    wrong = [Voiced(claim="claim-99", words=("this week",)), Voiced(claim="claim-01", words=("one two three four five",))]
    broken = entry.model_copy(update={"voiced": (*entry.voiced, *wrong)})
    faults = check(Register.model_construct(None, **{**dict(register), "news": (broken,)}))
    assert any("there is no statement 'claim-99'" in f for f in faults)
    assert any("more than 4 words of an article in a row" in f for f in faults)
