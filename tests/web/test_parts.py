"""The parts of the web face, without a server: facts on cards, the conversation, the growing answer, the look-up, the texts."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

import assistant.web as web
from assistant.errors import EmptyQuestion, QuestionError
from assistant.records import Answer, Block, Citation, Sentence, Turn
from assistant.register.schema import Provision, Statement
from assistant.web import answer_html, facts
from assistant.web.conversation import add_turn, last_asked, read_history
from assistant.web.guarded import Problem, guarded
from assistant.web.guards import LARGEST_BODY
from assistant.web.lookup import MOST_SHOWN, find
from assistant.web.texts import texts

TODAY = date(2026, 11, 23)
FOLDER = Path(web.__file__).parent


def provision(**changes) -> Provision:
    row = {
        "id": "act-2020-s1",
        "kind": "offence",
        "act": "Some Act 2020",
        "provision": "section 1",
        "title": "A made-up crime",
        "url": "https://www.legislation.gov.uk/ukpga/2020/1/section/1",
        "extent": ["Scotland"],
        "confidence": "primary text seen",
        "checked": date(2026, 11, 22),
        "statement": [{"id": "rule", "aspect": "rule", "text": "Doing <b>that</b> is a crime."}],
    }
    return Provision.model_validate(row | changes)


def period(**changes) -> dict:
    return {"by": "Some Regulations 2020", "confidence": "primary text seen"} | changes


# Facts

STANDING = {
    "since": ({"in_force": [period(**{"from": date(2020, 3, 1)})]}, "Since 1 March 2020"),
    "first day unsure": (
        {"in_force": [period(no_later_than=date(2020, 3, 1), reported="early 2020")]},
        "By 1 March 2020 at the latest; the first day is not confirmed",
    ),
    "to come": ({"in_force": [period(**{"from": date(2027, 1, 1)})]}, "Not yet: starts on 1 January 2027"),
    "to come, day unsure": ({"in_force": [period(no_later_than=date(2027, 1, 1), reported="2027")]}, "Not yet on 23 November 2026"),
    "ended": ({"in_force": [period(**{"from": date(2020, 3, 1), "until": date(2024, 1, 31)})]}, "No longer: ended on 31 January 2024"),
    "again in force": (
        {"in_force": [period(**{"from": date(2020, 3, 1), "until": date(2021, 1, 1)}), period(**{"from": date(2022, 1, 1)})]},
        "Since 1 January 2022",
    ),
    "pending": (
        {"pending": {"enacted": date(2026, 1, 1), "why": "It was passed, but no start was found."}},
        "Passed, but not confirmed as started",
    ),
    "no dates": ({}, "Start date not recorded"),
    "gap": ({"kind": "gap"}, "No specific law was found when last checked on 22 November 2026"),
}


@pytest.mark.parametrize(("changes", "words"), STANDING.values(), ids=STANDING)
def test_standing_never_says_more_than_is_confirmed(changes, words):
    assert facts.standing(provision(**changes), TODAY) == words


def test_how_sure_names_the_start_date_only_where_it_is_less_sure():
    sure = provision(in_force=[period(**{"from": date(2020, 3, 1)})])
    unsure = provision(in_force=[period(**{"from": date(2020, 3, 1), "confidence": "one secondary source"})])
    assert facts.sureness(sure, TODAY) == "Official text read"
    assert facts.sureness(unsure, TODAY) == "Official text read. Start date: one report only, check the official page"


@pytest.mark.parametrize("mark", ["primary text seen", "two secondary sources", "one secondary source", "unconfirmed"])
def test_every_confidence_has_plain_words(mark):
    assert texts()["confidence"][mark]
    assert texts()["start_confidence"][mark]


def test_addresses_are_shown_short():
    url = "https://www.legislation.gov.uk/ukpga/2003/42/section/66F/?view=plain"
    assert facts.host_of(url) == "legislation.gov.uk"
    assert facts.address_of(url) == "legislation.gov.uk/ukpga/2003/42/section/66F"


def test_a_statement_shows_its_doubt_only_where_it_differs():
    entry = provision()
    same = Statement(id="a", aspect="rule", text="A sentence of law.", confidence="primary text seen")
    less = Statement(id="a", aspect="rule", text="A sentence of law.", confidence="unconfirmed")
    assert facts.doubt(entry.statement[0], entry) is None
    assert facts.doubt(same, entry) is None
    assert facts.doubt(less, entry) == "Not confirmed: check the official page"


PHONES = [
    ("116 123", "tel:116123", "Call 116 123"),
    ("08 08 16 89 111", "tel:08081689111", "Call 08 08 16 89 111"),
    ("+44 20 7946 0000", "tel:+442079460000", "Call +44 20 7946 0000"),
    ("999", "tel:999", "Call 999"),
    ("Text SHOUT to 85258", "sms:85258?&body=SHOUT", "Text SHOUT to 85258"),
]


@pytest.mark.parametrize(("phone", "address", "label"), PHONES, ids=[row[0] for row in PHONES])
def test_numbers_can_be_called(phone, address, label):
    assert facts.phone_link(phone) == (address, label)


def test_every_number_of_the_register_can_be_called(register):
    for service in register.services:
        if service.phone:
            assert re.fullmatch(r"tel:\+?\d{3,13}|sms:\d{5}\?&body=\w+", facts.phone_link(service.phone)[0]), service.id


def test_every_entry_of_the_register_has_a_kind_facts_and_labels(register):
    for document in register.documents.values():
        assert texts()["kinds"][facts.kind_of(document)]
        assert all(label and value for label, value in facts.facts_of(document, TODAY))
        assert set(facts.by_aspect(document.statement)) <= set(texts()["aspects"])


# The conversation


@pytest.mark.parametrize("kept", [None, "", "nonsense", "{}", '[{"role": "judge", "content": "x"}]', "[1]", '[{"role": "user"}]'])
def test_a_history_that_is_not_ours_counts_as_none(kept):
    assert read_history(kept) == ()


@pytest.mark.parametrize(
    ("roles", "question", "left"),
    [("", "", 0), ("a", "", 1), ("u", "0", 0), ("ua", "0", 0), ("uaua", "2", 2), ("uaa", "0", 0)],
)
def test_the_last_question_can_be_asked_again(roles, question, left):
    history = tuple(Turn("user" if r == "u" else "assistant", str(i)) for i, r in enumerate(roles))
    asked, before = last_asked(history)
    assert (asked, len(before)) == (question, left)


def answer(*blocks: Block, citations=(), behaviour="answer", services=()) -> Answer:
    return Answer(behaviour, "yes", tuple(blocks), tuple(citations), tuple(services), "Scotland", TODAY)


def test_a_turn_is_kept_as_question_and_start_of_the_answer():
    kept = add_turn((), "is it?", answer(Block((Sentence("Yes. " * 200),), "lead")))
    turns = read_history(kept)
    assert turns[0] == Turn("user", "is it?")
    assert turns[1].role == "assistant"
    assert turns[1].content.startswith("Yes. Yes.")


def test_the_history_never_outgrows_what_the_server_takes():
    turns: tuple[Turn, ...] = ()
    for _ in range(30):
        kept = add_turn(turns, "\u4f60" * 1000, answer(Block((Sentence("\u4f60" * 2000),), "lead")))
        turns = read_history(kept)
    assert len(turns) == 12
    assert len(json.dumps({"data": [kept, "\u4f60" * 10_000, "E&W"]}, ensure_ascii=False).encode()) < LARGEST_BODY


# The growing answer


def cited() -> Answer:
    document = provision(in_force=[period(**{"from": date(2020, 3, 1)})])
    statement = document.statement[0]
    sentence = Sentence(statement.text, ((document, statement),))
    return answer(
        Block((Sentence("Yes, in Scotland.", ((document, statement),)),), "lead"),
        Block((sentence,), "law"),
        Block((Sentence("A note."),), "note"),
        citations=[Citation(1, document, document.url, (statement,))],
    )


def test_an_answer_grows_and_only_the_last_frame_is_whole(register):
    frames = list(answer_html.frames("is it?", "a1", cited(), register))
    assert [f.whole for f in frames] == [False, False, True]
    assert [f.html.count("<p class=") - f.html.count('<p class="tag"') for f in frames][:2] == [1, 2]
    assert "Some Act 2020, section 1" in frames[-1].html
    assert not any("Some Act" in f.html for f in frames[:-1])


@pytest.mark.parametrize("behaviour", ["signpost", "refuse-and-redirect"])
def test_help_is_not_held_back(register, behaviour):
    held = answer(Block((Sentence("One."),), "lead"), Block((Sentence("Two."),), "lead"), behaviour=behaviour, services=["samaritans"])
    frames = list(answer_html.frames("help", "a1", held, register))
    assert [f.whole for f in frames] == [True]
    assert "tel:116123" in frames[0].html


def test_what_comes_from_outside_is_escaped(register):
    html = [*answer_html.frames("<script>x</script>", "a1", cited(), register)][-1].html
    assert "<script>" not in html
    assert "<b>that</b>" not in html
    assert "&lt;b&gt;that&lt;/b&gt;" in html


def test_html_stands_on_one_line_so_that_markdown_leaves_it_alone(register):
    html = [*answer_html.frames("one\n\n    two", "a1", cited(), register)][-1].html
    assert "\n" not in html


def test_a_very_long_question_is_not_repeated_in_full():
    html = answer_html.refused("word " * 2000, "a1", Problem("question-too-long", "Too long.", 422))
    assert len(html) < 1000
    assert "Too long." in html


def test_guarded_gives_the_words_of_known_errors():
    def fail() -> None:
        raise EmptyQuestion

    found = guarded(fail)
    assert isinstance(found, Problem)
    assert (found.code, found.status) == ("empty-question", 422)
    assert found.message == str(EmptyQuestion())


# The look-up


def test_words_find_the_rule(assistant):
    entries, total = find(assistant, "requesting a deepfake", "", "", TODAY)
    assert "soa-2003-s66F" in [e.provision.id for e in entries[:5]]
    assert total >= len(entries)


def test_a_conduct_alone_lists_all_of_its_provisions(assistant):
    entries, total = find(assistant, "", "", "share", TODAY)
    expected = {p.id for p in assistant.register.provisions if any("share" in rule.conduct for rule in p.applies)}
    assert total == len(expected)
    assert {e.provision.id for e in entries} <= expected


@pytest.mark.parametrize("nation", ["England and Wales", "Scotland", "Northern Ireland"])
def test_a_nation_keeps_what_is_law_there(assistant, nation):
    entries, _ = find(assistant, "sharing intimate images", nation, "", TODAY)
    assert entries
    assert all(nation in e.provision.extent for e in entries)


def test_filters_alone_without_conduct_find_nothing(assistant):
    assert find(assistant, "", "Scotland", "", TODAY) == ([], 0)


def test_a_query_without_words_is_refused(assistant):
    with pytest.raises(QuestionError):
        find(assistant, "?!", "", "", TODAY)


def test_the_list_has_an_end(assistant):
    assert len(find(assistant, "online safety act duty", "", "", TODAY)[0]) <= MOST_SHOWN


def test_the_penalty_stands_on_the_card(assistant):
    entry = next(e for e in find(assistant, "section 66F", "", "", TODAY)[0] if e.provision.id == "soa-2003-s66F")
    assert ("Penalty", entry.provision.penalty) in entry.facts
    assert [label for label, _ in entry.facts][-1] == "How sure"


# The texts


def test_every_text_is_used():
    code = "".join(p.read_text("utf-8") for p in [*FOLDER.glob("*.py"), *FOLDER.glob("templates/*.html")])
    looked_up = {"kinds", "aspects", "confidence", "start_confidence", "nations", "sample"}  # by names from the register, or in a row
    unused = [
        f"{table}.{name}"
        for table, names in texts().items()
        if table not in looked_up
        for name in names
        if not re.search(rf"[\"'.\[]{re.escape(name)}\b", code)
    ]
    assert unused == []


def test_the_sample_questions_are_all_answered(assistant):
    for question in texts()["ask"]["sample"].values():
        assert assistant.ask(question).behaviour in {"answer", "answer-with-caveat", "signpost"}, question


def test_nothing_of_ours_names_another_host():
    for file in [*FOLDER.glob("static/*"), *FOLDER.glob("templates/*")]:
        hosts = set(re.findall(r"https?://[^\s\"'<>)]+", file.read_text("utf-8")))
        assert hosts <= {"http://www.w3.org/2000/svg"}, file.name


def test_another_language_is_marked_for_screen_readers(assistant):
    from assistant.web.answer_html import frames

    question = "شخص نشر صوري بدون إذني ماذا أفعل؟"
    html = [f.html for f in frames(question, "1", assistant.ask(question), assistant.register)][-1]
    assert html.count('lang="ar" dir="auto"') >= 2
    assert "<bdi>" in html
    english = [f.html for f in frames("is upskirting a crime", "1", assistant.ask("is upskirting a crime"), assistant.register)][-1]
    assert 'lang="' not in english
