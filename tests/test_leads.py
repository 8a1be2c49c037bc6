"""What leads an answer, and what must be said beside it."""

import pytest

from assistant.path.form import form_of
from assistant.path.matching import WordLists
from assistant.path.parts import parts_of
from assistant.path.step6_show import markdown
from assistant.records import Turn

TODAY = "2026-11-27"


def said(assistant, question, **more):
    answer = assistant.ask(question, **{"as_of": TODAY, **more})
    return answer, markdown(answer, assistant.register)


@pytest.mark.parametrize(
    ("question", "nation", "law"),
    [
        ("Is selling a nudify app a crime?", "E&W", "section 66I of the Sexual Offences Act 2003"),
        ("Is it a crime to make an AI model for child abuse images?", "Scotland", "section 74 of the Crime and Policing Act 2026"),
    ],
)
def test_law_that_was_passed_and_may_not_have_started_is_named(assistant, question, nation, law):
    answer, text = said(assistant, question, nation=nation)
    assert answer.verdict == "unknown"
    assert f"The law that was passed is {law}" in text


@pytest.mark.parametrize("nation", ["Scotland", "NI"])
@pytest.mark.parametrize(("day", "there"), [("2026-02-05", False), ("2026-02-06", True)])
def test_where_no_crime_was_found_the_nation_that_has_one_is_named(assistant, nation, day, there):
    answer, text = said(assistant, "Is making a deepfake nude of an adult a crime?", nation=nation, as_of=day)
    assert answer.verdict == "no"
    assert ("that law does not cover" in text) == there


def test_a_proposal_is_told_only_once_it_was_made(assistant):
    question = "Is making a deepfake nude of an adult a crime?"
    assert "consulting" not in said(assistant, question, nation="Scotland", as_of="2026-01-10")[1]
    assert "consulting" in said(assistant, question, nation="Scotland")[1]


def test_no_other_nation_is_named_where_it_is_a_crime_here(assistant):
    text = said(assistant, "Is making a deepfake nude of an adult a crime?", nation="E&W")[1]
    assert "Scotland" not in text and "Northern Ireland" not in text


@pytest.mark.parametrize(("day", "verdict"), [("2025-07-24", "no"), ("2025-07-25", "yes")])
def test_a_code_says_nothing_before_its_first_day(assistant, day, verdict):
    question = "Do social media apps that allow pornography have to keep children out with strong age checks by law?"
    answer, text = said(assistant, question, nation="UK", as_of=day)
    assert answer.verdict == verdict
    assert ("25 July 2025" in text) == (verdict == "no")


def test_what_a_regulator_did_is_no_question_of_a_crime(assistant):
    answer = said(assistant, "Did Ofcom fine the undress site because it made fake nudes?", nation="UK")[0]
    assert answer.citations[0].document.id == "ofcom-itai-tech"


def test_a_follow_up_keeps_the_conduct_that_it_does_not_name(assistant):
    history = [Turn("user", "My ex posted my nudes in Leeds. Is that a crime?"), Turn("assistant", "Yes.")]
    answer = said(assistant, "and if he lived in Ayr and never meant to upset me?", history=history)[0]
    assert answer.citations[0].document.id == "asbhsa-2016-s2"


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("When a stranger posts a nude of me, has the website committed a crime?", "yes or no"),
        ("When did the website commit a crime?", "open"),
        ("my friend is being blackmailed right now, she is 15", None),
        ("it's illegal to share it, right?", "yes or no"),
        ("Last day of the old law: is it 30 or 31 January 2024?", "open"),
        ("Is the ceiling two years or six months?", "open"),
        ("Was it right that Ofcom can fine a platform £18 million or 10% of its revenue?", "yes or no"),
        ("Date cyberflashing became a crime in NI, for a leaflet", "open"),
        ("For a timeline: on what date did it become an offence?", "open"),
        ("So if a platform misses the 48 hours do its directors go to prison?", "yes or no"),
        ("If it goes to court, how long does my anonymity last?", "open"),
        ("when i was 17 my girlfriend filmed us and she put it up. i'm 23. coventry. any law", "yes or no"),
        ("deepfake shared to humiliate. s51?", "yes or no"),
        ("threat to disclose, wants safe contact. nos?", None),
        ("my mate was faked by her boss, who can she talk to and is it illegal in wales", "yes or no"),
    ],
)
def test_the_form_of_a_question(register, question, form):
    assert form_of(question, WordLists(register)) == form


def test_help_for_under_18s_does_not_lead_where_the_person_is_an_adult(assistant):
    question = "my mate's girlfriend got an AI nude made of her by her boss, who can she talk to and is it illegal in wales"
    answer, text = said(assistant, question)
    assert answer.verdict == "yes" and answer.citations[0].document.id == "soa-2003-s66E"
    assert "pupil" not in text


def test_whoever_made_them_and_asks_about_a_solicitor_hears_of_that_first(assistant):
    question = "police are coming tomorrow about pics i made of an ex. do i have to give a statement, and can i have a solicitor"
    answer, text = said(assistant, question)
    assert answer.citations[0].document.id == "worried-i-broke-the-law"
    assert "Revenge Porn Helpline" not in text


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("I asked for a raise and my manager laughed, then he passed my topless photo round the depot. Rhyl. what can I do", "victim"),
        (
            "Our allotment society has a photo page. A member put up a woman sunbathing. Do we have to take it down?",
            "business",
        ),
        ("I put a girl from the bar into a nude app for a laugh and never showed a soul, in Goole. am I going to be charged", "maker"),
    ],
)
def test_who_writes_is_heard_from_the_whole_story(assistant, question, role):
    assert assistant.understand(question).role == role


def test_how_a_text_sounds_makes_no_child(assistant):
    assert assistant.understand("i was 14 when i sent pics to a boy, now im 19 and want to be a nurse. will it show up").role != "child"


def test_what_is_denied_was_not_done(assistant):
    question = "he ran my photo through one of those undress apps, he hasn't shared it with anyone. is it a crime. Leeds"
    assert assistant.understand(question).conducts == ("create",)


def test_each_thing_that_is_asked_is_answered(assistant):
    question = "My ex in Leeds won't delete my nudes. Is he breaking the law by keeping them, and can I make him delete them?"
    text = said(assistant, question)[1]
    assert "forces an ex to delete" in text or "make him delete" in text or "must delete" in text


def test_a_second_question_that_the_answer_covers_adds_nothing(assistant):
    once = said(assistant, "My ex posted my nudes in Leeds. Is that a crime?")[0]
    assert len({s.text for b in once.blocks for s in b.sentences}) == sum(len(b.sentences) for b in once.blocks)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("He posted it. Is it a crime, and can I sue him?", ["He posted it. Is it a crime?", "He posted it. can I sue him?"]),
        ("He posted it. Is it a crime?", []),
        ("If he posts it, can I sue him?", []),
        ("He talks to me and can't search the web.", []),
    ],
)
def test_the_parts_of_a_question(question, parts):
    assert parts_of(question) == parts


def test_a_young_persons_own_question_is_answered_after_the_first_kind_words(assistant):
    question = "im 16, a teacher found out my nudes went round and wants to see them to check. does she have to look"
    answer = said(assistant, question)[0]
    assert answer.reply and answer.reply.shown == "child"
    assert any("teacher" in s.text for s in answer.blocks[1].sentences)


def test_nobody_grown_up_hears_of_under_18s_unasked(assistant):
    asked = "somebody shared a nude of me in Hove. Is that a crime?"
    assert "under 18" in said(assistant, asked)[1]
    assert "under 18" not in said(assistant, f"I'm 71 and {asked}")[1]


def test_no_law_before_the_year_of_its_act(assistant):
    answer, text = said(assistant, "In 2015 he shared my private picture. Was that a crime then?", nation="NI")
    assert answer.verdict == "no" and "an Act of 2016" in text


def test_an_apps_maker_is_no_maker_of_fakes(assistant):
    question = "I'm a developer and I've made an AI photo app that tries on clothes. Am I breaking the nudify law if a user misuses it?"
    answer = said(assistant, question, nation="E&W")[0]
    assert answer.verdict == "unknown" and answer.citations[0].document.id == "soa-2003-s66I"


def test_a_child_who_is_sent_a_picture_hears_of_cyberflashing(assistant):
    answer = said(assistant, "a lad in year 12 airdropped me a picture of his bits on the train from Larne, im 14. is it even illegal")[0]
    assert "sono-2008-art72A" in {c.document.id for c in answer.citations}


def test_not_paying_comes_first_where_money_is_wanted_over_a_childs_picture(assistant):
    question = "my 9 year old's swim photo was AI'd into something foul and sent to me with a demand for money. what do I do"
    answer = said(assistant, question, nation="NI")[0]
    assert any("do not pay" in s.text for s in answer.blocks[0].sentences)


def test_the_age_of_ones_own_child_tells_whom_the_picture_shows(assistant):
    question = "Our 16 yr old stepdaughter split from her boyfriend who is 21 and he has pictures that she sent. Is it against the law?"
    assert assistant.understand(question).shown == "child"
