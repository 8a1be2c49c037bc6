"""Danger: the numbers come first, and it is told from what only sounds like it."""

from __future__ import annotations

import re

import pytest

from assistant.path.ages import ages_of_others

EW, SC, NI = "E&W", "Scotland", "NI"


def first_two(paragraphs) -> str:
    return " ".join(re.split(r"(?<=[.!?])\s+", " ".join(paragraphs))[:2])


def said(answer) -> list[str]:
    return [s.text for b in answer.blocks for s in b.sentences]


EARLY = [
    ("crisis", ("999", "116 123")),
    ("crisis-now", ("Call 999 now", "116 123")),
    ("crisis-child", ("999", "0800 1111", "116 123")),
    ("crisis-now-child", ("Call 999 now", "0800 1111", "116 123")),
    ("crisis-helper", ("999", "116 123")),
    ("crisis-of-another", ("999", "116 123", "0800 1111")),
    ("crisis-of-another-helper", ("999", "116 123")),
    ("danger-now", ("call 999 now",)),
    ("danger-now-honour", ("call 999 now",)),
    ("danger-now-writer", ("call 999 now",)),
    ("child-at-risk", ("call 999 now",)),
    ("child-at-risk-writer", ("call 999", "0800 1111")),
    ("child-at-risk-groomed", ("call 999 now", "ceop.police.uk", "101")),
    ("child-writes", ("999", "0800 1111")),
    ("domestic-abuse", ("999",)),
    ("domestic-abuse-man", ("999",)),
    ("domestic-abuse-writer", ("999", "0800 1111")),
    ("domestic-abuse-honour", ("999",)),
]


@pytest.mark.parametrize(("name", "numbers"), EARLY, ids=[r[0] for r in EARLY])
def test_the_numbers_stand_in_the_first_two_sentences(register, name, numbers):
    early = first_two(register.replies_by_id[name].text)
    assert [n for n in numbers if n not in early] == []


def test_every_reply_of_a_crisis_or_of_danger_is_in_that_table(register):
    urgent = {i for i in register.replies_by_id if i.startswith(("crisis", "danger-now", "child-at-risk"))}
    assert urgent - {"crisis-in-other-language"} <= {name for name, _ in EARLY}


LINES = [
    ("i want to die, my nudes are everywhere", SC, "0800 83 85 87"),
    ("i want to die, my nudes are everywhere", NI, "0808 808 8000"),
    ("im 15 and want to die, everyone saw it", SC, "0800 83 85 87"),
    ("i just took an overdose", NI, "0808 808 8000"),
    ("my friend says she wants to kill herself over the pictures", SC, "0800 83 85 87"),
]


@pytest.mark.parametrize(("question", "nation", "line"), LINES, ids=[f"{n}-{q[:20]}" for q, n, _ in LINES])
def test_a_crisis_gets_the_line_of_the_nation_in_its_first_paragraph(assistant, question, nation, line):
    assert line in said(assistant.ask(question, nation))[0]


ACTED = [
    ("ive just taken a load of paracetamol", "crisis-now"),
    ("i took an overdose an hour ago because of the video", "crisis-now"),
    ("i've cut my wrists", "crisis-now"),
    ("im on the bridge about to jump", "crisis-now"),
    ("I have cut myself badly and it wont stop bleeding", "crisis-now"),
    ("im going to do it tonight, ive got the pills here", "crisis-now"),
    ("i've drunk bleach", "crisis-now"),
    ("I'm going to kill myself tonight", "crisis-now"),
    ("im 15 and i just took loads of pills cos of the pics", "crisis-now-child"),
    ("im 14 ive cut myself and its bleeding everyone saw my nudes", "crisis-now-child"),
    # their twins
    ("i want to die, my nudes are everywhere", "crisis"),
    ("i keep cutting myself since the video went round", "crisis"),
    ("took a picture of myself and he shared it, i want to die", "crisis"),
    ("i took an overdose last year and now i feel suicidal again because of the video", "crisis"),
    ("im 13 and i want to die everyone at school has seen it", "crisis-child"),
    ("caller has just taken pills, which numbers do i give", "crisis-helper"),
]


@pytest.mark.parametrize(("question", "reply"), ACTED, ids=[q[:30] for q, _ in ACTED])
def test_who_has_acted_or_is_about_to_is_told_to_call_999_now(assistant, question, reply):
    answer = assistant.ask(question, EW)
    assert answer.reply and answer.reply.id.replace("crisis-of-another", "crisis") == reply
    if "-now" in reply:
        assert said(answer)[0].startswith("Call 999 now")


AT_RISK = [
    "my daughter (12) is chatting to someone asking for swimsuit pics and saying don't tell mum. what do I do first",
    "a man on roblox keeps asking my 10 year old for photos and says its their secret, what now",
    "found messages on my son's phone, 11, some adult wants him to take his top off on webcam and keep it quiet. what do i do",
    "someone on snapchat is telling my 13yo niece to send pictures and not tell anyone, how do i stop him",
    "my lad is 9 and a stranger on fortnite voice chat keeps asking where he lives and to move to whatsapp",
    "my foster child is being messaged by a grown man who wants to meet her at the weekend",
    "my 15 year old is on a video call and the man is telling her what to do, she wont open the door",
    "someone pretending to be a modelling agency wants bikini photos from my 12 year old, she says its private",
    "my nephew, 14, is off to meet a bloke he met on grindr at 6",
    "there's a live stream of a kid being abused right now who do i tell",
    "he is offering my son robux for a video of him in his pants. my son is 10. what shall i do first",
    "my granddaughter 13 has a secret boyfriend online he is 30 he is coming to pick her up",
    "he's 35 and he keeps messaging my daughter, shes 12, what do we do first",
    "mum here, child 10, stranger asked her to turn on the camera in the bath, what do i do",
]
NOT_AT_RISK = [
    "Someone dumped a video of a kid being abused in our football group chat, I never asked for it, am I guilty",
    "A video of a child being abused turned up in my work group chat. I deleted it straight away. Have I broken the law?",
    "i opened a link on telegram and it was a kid being abused, closed it at once. is looking a crime",
    "a parent in our class group shared a video of a kid being abused to warn us, can she be prosecuted",
    "is watching a livestream of a child being abused a crime",
    "my ex has my nudes and now she wants to meet him to show him, is that illegal",
    "My husband wants to meet the woman who has been sending him nudes. Is she breaking the law?",
    "we are both 25 and he wants me to undress on camera, he says dont tell my mum lol, is it illegal",
    "my daughter (24) is chatting to someone who wants swimsuit pics and said dont tell your husband. is that an offence",
    "Is it grooming if a 40 year old asks a 14 year old for swimsuit pictures?",
    "my daughter took a selfie in the bath and it got shared, what can i do",
    "boys in her year are passing round a nude of my daughter, she's 14, what do i do",
    "the school says not to tell anyone about my daughter's nude being shared, is that right",
]


@pytest.mark.parametrize("question", AT_RISK, ids=[q[:30] for q in AT_RISK])
def test_a_child_at_risk_is_known(assistant, question):
    answer = assistant.ask(question, EW)
    assert answer.reply and answer.reply.id.startswith("child-at-risk")
    assert "999" in said(answer)[0] and "nspcc-helpline" in answer.services


@pytest.mark.parametrize("question", NOT_AT_RISK, ids=[q[:30] for q in NOT_AT_RISK])
def test_what_only_sounds_like_it_is_answered(assistant, question):
    answer = assistant.ask(question, EW)
    assert answer.citations
    assert answer.reply is None or answer.reply.id == "picture-received"


RECEIVED = [(EW, "cja-1988-s160"), (SC, "cgsa-1982-s52A"), (NI, "cjenio-1988-art15")]


@pytest.mark.parametrize(("nation", "law"), RECEIVED, ids=[n for n, _ in RECEIVED])
def test_a_picture_of_a_child_received_unasked_gets_the_defence_of_the_nation(assistant, nation, law):
    answer = assistant.ask("Someone put a video of a kid being abused in our group chat, I never asked for it, am I guilty", nation)
    text = " ".join(said(answer))
    assert answer.verdict == "depends" and [c.document.id for c in answer.citations] == [law]
    assert "Do not forward" in text and "unreasonable time" in text and "iwf" in answer.services


def test_who_passed_such_a_picture_on_is_not_told_of_that_defence(assistant):
    answer = assistant.ask("someone sent me child porn and i forwarded it to my mates, is that a crime", EW)
    assert answer.reply is None or answer.reply.id != "picture-received"


def test_grooming_is_answered_with_the_law_on_grooming(assistant):
    answer = assistant.ask(AT_RISK[0], EW)
    assert any(c.document.id == "soa-2003-s15A" for c in answer.citations)
    text = " ".join(said(answer))
    assert "do not reply" in text and "do not delete" in text and "CEOP" in text


AGES = [
    ("my daughter (12) is chatting", (12,)),
    ("my daughter, 15, sent it", (15,)),
    ("shes 13, he wants her", (13,)),
    ("we are both 25", (25,)),
    ("my 10 year old", (10,)),
    ("she's 15 minutes late", ()),
    ("meet at 6", ()),
]


@pytest.mark.parametrize(("low", "ages"), AGES)
def test_ages_of_others(low, ages):
    assert ages_of_others(low) == ages
