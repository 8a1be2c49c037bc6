"""Exact words of the law on the page and over HTTP: they open, they say what they are, and they look unlike our own words."""

from __future__ import annotations

import json
import re

import pytest

from assistant.web.answer_html import frames
from assistant.web.icons import icon_of
from assistant.web.texts import texts
from tests.official import BEHIND, WORDS, desk_of, passage

FOUNDING = "is requesting a deepfake nude now a crime?"
ENTRY = "soa-2003-s66F"
PHONE = {"viewport": {"width": 320, "height": 568}, "has_touch": True}
DARK = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}
KINDS = ("law", "guidance", "news", "own")


@pytest.fixture
def desk(assistant, register, tmp_path, monkeypatch):
    """The assistant with made-up official words for all statements of one entry: one passage of each kind."""
    passages = [passage(id=kind, kind=kind, unapplied=BEHIND if kind == "law" else ()) for kind in KINDS]
    statements = tuple(f"{ENTRY}#{s.id}" for s in register.documents[ENTRY].statement)
    desk = desk_of(tmp_path, *passages, statements=statements, compared=True)
    monkeypatch.setattr(assistant, "quotes", desk)
    return desk


def html_of(assistant, as_of=None) -> str:
    answer = assistant.ask(FOUNDING, as_of=as_of)
    return [*frames(FOUNDING, "1", answer, assistant.register, assistant.quotes)][-1].html


def test_the_words_on_the_page_are_the_stored_ones(assistant, desk):
    html = html_of(assistant)
    quoted = re.search(r"<details class=\"exact exact-law\">.*?<blockquote[^>]*>(.*?)</blockquote>", html)[1]
    lines = [re.sub(r"<[^>]+>", "", line) for line in re.findall(r'<p class="depth\d">(.*?)</p>', quoted)]
    assert lines == WORDS.split("\n")
    assert "<mark>intimate image</mark>" in quoted or "<mark>fake intimate image</mark>" in quoted


def test_each_kind_has_its_own_label(assistant, desk, register):
    html = html_of(assistant)
    places = [html.index(register.phrases[f"words_{kind}"]) for kind in KINDS]
    assert places == sorted(places), "the law comes first"
    assert "Our explanation" in html and "What it says, in our words" in html


def test_a_text_of_a_later_day_is_not_on_the_page(assistant, desk):
    assert "exact-law" not in html_of(assistant, "2025-06-01")


def test_words_that_are_not_exact_are_not_on_the_page(assistant, register, tmp_path, monkeypatch):
    statements = tuple(f"{ENTRY}#{s.id}" for s in register.documents[ENTRY].statement)
    desk = desk_of(tmp_path, passage(), quotes=("An invented rule.",), statements=statements)
    monkeypatch.setattr(assistant, "quotes", desk)
    html = html_of(assistant)
    assert "invented" not in html and "exact-law" not in html
    assert desk.dropped > 0


def test_what_stands_in_a_text_is_escaped(assistant, register, tmp_path, monkeypatch):
    statements = tuple(f"{ENTRY}#{s.id}" for s in register.documents[ENTRY].statement)
    bad = "<script>alert(1)</script> <img src=x onerror=y> image"
    monkeypatch.setattr(assistant, "quotes", desk_of(tmp_path, passage(bad, title="<b>Act</b>"), statements=statements))
    html = html_of(assistant)
    assert "<script>" not in html and "<img" not in html and "<b>Act" not in html
    assert "&lt;script&gt;" in html


def test_fixed_words_for_danger_carry_no_label(assistant):
    answer = assistant.ask("i cant go on")
    assert answer.reply
    assert texts()["answer"]["ours"] not in [*frames("x", "1", answer, assistant.register)][-1].html


@pytest.mark.parametrize("kind", [*texts()["kinds"], *KINDS])
def test_every_kind_has_a_drawing(kind):
    assert icon_of(kind).startswith("M")


# Over HTTP and as JSON lines


def test_quotes_come_when_they_are_asked_for(client, desk):
    plain = client.post("/api/ask", json={"question": FOUNDING}).json()
    assert all("quotes" not in c for c in plain["citations"])
    row = client.post("/api/ask", json={"question": FOUNDING, "quotes": True}).json()
    quotes = next(c for c in row["citations"] if c["id"] == ENTRY)["quotes"]
    assert [q["kind"] for q in quotes] == list(KINDS)
    assert quotes[0] | {"passage": "", "url": ""} == {
        "passage": "",
        "kind": "law",
        "title": "Sexual Offences Act 2003",
        "place": "section 66F(1)",
        "url": "",
        "dated": "2025-08-19",
        "not_up_to_date": True,
        "licence": "Open Government Licence v3.0",
        "pieces": [WORDS],
    }
    assert [{**c, "quotes": 0} for c in plain["citations"]] == [{**c, "quotes": 0} for c in row["citations"]]


def test_an_operator_sees_how_many_quotes_were_dropped(client, assistant, register, tmp_path, monkeypatch):
    statements = tuple(f"{ENTRY}#{s.id}" for s in register.documents[ENTRY].statement)
    monkeypatch.setattr(assistant, "quotes", desk_of(tmp_path, passage(), quotes=("An invented rule.",), statements=statements))
    assert client.get("/healthz").json()["quotes_dropped"] == 0
    row = client.post("/api/ask", json={"question": FOUNDING, "quotes": True}).json()
    assert next(c for c in row["citations"] if c["id"] == ENTRY)["quotes"] == []
    assert client.get("/healthz").json()["quotes_dropped"] > 0
    assert client.get("/healthz").json()["passages"] == assistant.manifest.counts["passages"]


def test_the_command_line_prints_them_under_each_source(assistant, desk, monkeypatch, capsys):
    from assistant.cli import ask
    from assistant.cli.main import main

    monkeypatch.setattr(ask, "open_assistant", lambda: assistant)
    assert main(["ask", FOUNDING, "--quotes"]) == 0
    out = capsys.readouterr().out
    assert "] Law: Sexual Offences Act 2003, section 66F" in out
    assert "    | EXACT WORDS OF THE LAW: Sexual Offences Act 2003, section 66F(1), text of 19 August 2025" in out
    assert "    | EXACT WORDS OF A NEWS REPORT, WHICH IS NOT LAW" in out
    assert main(["ask", FOUNDING]) == 0
    assert "EXACT WORDS" not in capsys.readouterr().out
    assert main(["ask", FOUNDING, "--json", "--quotes"]) == 0
    assert json.loads(capsys.readouterr().out)["citations"][0]["quotes"]


# In a browser

browser = pytest.mark.browser


@browser
def test_the_exact_words_open_with_the_keyboard(visit, desk):
    visit.ask(FOUNDING)
    details = visit.page.locator(".source.kind-law details.exact-law").first
    assert details.locator("blockquote").is_hidden()
    details.locator("summary").focus()
    visit.page.keyboard.press("Enter")
    assert details.locator("blockquote").inner_text().replace("\n\n", "\n") == WORDS
    assert details.locator("mark").count() > 0
    assert "text of 19 August 2025" in details.locator("figcaption").inner_text()
    assert details.locator("figcaption .behind").inner_text() == "Not up to date"
    assert "Open Government Licence v3.0" in details.inner_text()
    assert details.locator("a.outward").get_attribute("href").endswith("/section/66F#section-66F-1")
    assert visit.complaints == []


@browser
def test_kinds_differ_by_words_drawing_and_border_and_not_by_colour_alone(visit, desk):
    visit.ask(FOUNDING)
    seen = []
    for kind in KINDS:
        details = visit.page.locator(f".source details.exact-{kind}").first
        details.locator("summary").click()
        style = details.locator("figure").evaluate("e => getComputedStyle(e).borderLeftStyle")
        seen.append((details.locator("summary").inner_text(), details.locator("summary path").get_attribute("d"), style))
    assert all(len(set(column)) == len(KINDS) for column in zip(*seen, strict=True)), seen
    faces = [visit.page.locator(place).first.evaluate("e => getComputedStyle(e).fontFamily") for place in (".said", ".exact blockquote")]
    assert faces[0] != faces[1]


@browser
@pytest.mark.parametrize("visit", [PHONE, DARK], indirect=True, ids=["320 px", "dark"])
def test_open_words_pass_axe_and_never_scroll_sideways(visit, desk):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed").Axe()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    visit.ask(FOUNDING)
    for summary in visit.page.locator("#latest details summary").all():
        summary.click()
    assert visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    found = {v["id"]: [n["target"] for n in v["nodes"]] for v in axe.run(visit.page, options=rules).response["violations"]}
    assert found == {}
