"""Who asks decides what is said: roles, services that fit, opening hours, and steps in order. Each row is a case."""

from dataclasses import replace
from datetime import time

import pytest

from assistant.compose.helping import asks_the_law, services_for
from assistant.compose.wording import without_numbers_of
from assistant.path.hours import asked_times, verdict_on
from assistant.path.matching import WordLists, plain, whole_words
from assistant.path.people import needs_of, role_of, shown_to_help
from assistant.path.step6_show import markdown
from assistant.register.check_people import check_people
from assistant.register.people import MOST_STEPS
from assistant.web.answer_html import frames

DAY = "2026-11-27"


@pytest.fixture(scope="module")
def words(register):
    return WordLists(register)


ROLES = [
    ("My ex put my nudes on a website. I'm 30.", "victim"),
    ("a man airdropped me a picture, he sent me it on the bus", "victim"),
    ("I made a deepfake of a woman from my gym", "maker"),
    ("can I make a fake nude of my boss", "maker"),
    ("i shared my ex's nude when i was drunk", "maker"),
    ("have i broken the law by forwarding a clip", "maker"),
    ("im 14 and someone has my pics", "child"),
    ("my daughter is 12, a man asks her for pictures", "parent"),
    ("our son (15) is being blackmailed", "parent"),
    ("I'm a foster carer, there are nudes on his phone", "parent"),
    ("head of year here, nude of a pupil on a phone", "teacher"),
    ("can I put it in our safeguarding file", "teacher"),
    ("my best friend's nudes are on telegram", "friend"),
    ("my girlfriend's ex posted her video", "friend"),
    ("caller F30, ex has shared images", "helper"),
    ("social worker: client aged 15", "helper"),
    ("we run a dating app and got a report", "business"),
    ("I'm a journalist writing about deepfakes", "press"),
    ("law student, essay on section 66B", "press"),
    ("I'm her dad. Can I forward the picture to the school?", "parent"),
    ("how do I support my girlfriend whose ex leaked her video", "friend"),
    ("I forwarded a nude that somebody sent me", "maker"),
    ("I'm worried I've committed an offence", "maker"),
    ("what should parents do if a nude is shared", "parent"),
    ("can I use section 66B against my ex", None),
    ("what are the opening hours of the cyber helpline", None),
    ("is sharing a deepfake a crime in Scotland", None),
    ("which helpline is open at night", None),
    ("Year 10 boys made an AI nude of me, their teacher", "victim"),
    ("I made a report to the police about nudes of me", "victim"),
]


@pytest.mark.parametrize(("text", "role"), ROLES, ids=[r[0][:40] for r in ROLES])
def test_role(words, text, role):
    assert role_of(plain(text), words) == role


NEEDS = [
    ("I'm not out and he will out me", {"lgbt"}),
    ("who takes calls from men", {"man"}),
    ("my wife is threatening me", {"man", "partner"}),
    ("my wife is threatening me, I'm a woman", {"partner"}),
    ("they want me to marry him or they show me without my hijab", {"honour"}),
    ("24h line for abuse by a boyfriend in Cardiff", {"at any hour", "partner", "wales"}),
    ("law of England and Wales", set()),
    ("found a camera in my shower", {"found a camera"}),
    ("they took £300 off me already", {"paid"}),
    ("could be 16 could be 20, not sure how old she is", {"age in doubt"}),
    ("i reported it and it's still up", {"still up", "on our service"}),
    ("the police said they can't do anything", {"police said no"}),
    ("i'm a 45 yr old bloke", {"man"}),
    ("a man in Dundee messaged her", set()),
    ("the fake came out this month", set()),
    ("he paid £20 for someone to make a fake", set()),
    ("I got sent a video of a girl", {"received"}),
    ("a picture of a sunset at the beach", set()),
]


@pytest.mark.parametrize(("text", "needs"), NEEDS, ids=[n[0][:40] for n in NEEDS])
def test_needs(words, text, needs):
    assert set(needs_of(plain(text), None, None, words)) == needs


@pytest.mark.parametrize(
    ("text", "role", "shown", "need", "told"),
    [
        ("a nude of me taken when i was 16, i'm 25 now", "victim", "child", "taken under 18", True),
        ("i'm 17, it is from when i was 15", "child", "child", "taken under 18", False),
        ("my son (14) made a fake nude of a girl", "parent", "child", "their child did it", True),
        ("a nude of my daughter (14) made by boys", "parent", "child", "their child did it", False),
        ("my daughter's ex shared her nude", "parent", "child", "their child did it", False),
    ],
)
def test_needs_that_hang_on_the_role(words, text, role, shown, need, told):
    assert (need in needs_of(plain(text), role, shown, words)) is told


@pytest.mark.parametrize(
    ("role", "needs", "shown", "helped_as"),
    [
        ("teacher", (), None, "child"),
        ("parent", (), "adult", "adult"),
        ("victim", (), None, "adult"),
        (None, ("age in doubt",), "adult", "child"),
    ],
)
def test_where_it_may_be_a_child_help_takes_it_for_a_child(role, needs, shown, helped_as):
    assert shown_to_help(role, needs, shown) == helped_as


def test_a_gap_in_a_phrase_stays_within_a_sentence():
    pattern = whole_words(["who can ... ring"])
    assert pattern.search("who can my sister ring")
    assert not pattern.search("who can. i ring") and not pattern.search("who canter ring")


# question, nation, service that must lead, words of its sentence
LEADS = [
    ("which 24h line in Northern Ireland for image abuse by a boyfriend", None, "ni-dsa-helpline", "0808 802 1414"),
    ("who takes calls from men", "E&W", "mens-advice-line", "0808 801 0327"),
    ("my wife threatens to post my nudes, I'm a man, who can I ring", "Scotland", "sdafmh", "0800 027 1234"),
    ("my wife threatens to post my nudes, I'm a man, who can I ring", "NI", "ni-dsa-helpline", "0808 802 1414"),
    ("I'm not out and he will out me with my pics, who gets it", None, "galop", "0800 999 5428"),
    ("who advises a school about fake nudes of pupils", "E&W", "posh", "0344 381 4772"),
    ("pics of me from when I was 15 are online, I'm 30, which service takes this", None, "take-it-down", "takeitdown"),
    ("who can I ring about a deepfake of my 12 year old daughter", "E&W", "nspcc-helpline", "0808 800 5000"),
    ("my husband threatens to post our video, we live in Cardiff, which helpline at night", None, "live-fear-free", "0808 80 10 800"),
    (
        "i'm a 45 yr old bloke, my ex girlfriend threatens to post our tape. who would listen to me",
        None,
        "mens-advice-line",
        "0808 801 0327",
    ),
    ("24 hour number in Scotland if my partner is spreading my photos", None, "sdafmh", "0800 027 1234"),
    ("who do i call in scotland about my partner threatening me with photos", None, "sdafmh", "0800 027 1234"),
    ("who do teachers ring for advice on sexting", "E&W", "posh", "0344 381 4772"),
    ("my onlyfans clips were stolen, who can help", "E&W", "national-ugly-mugs", "nationaluglymugs"),
]


@pytest.mark.parametrize(("question", "nation", "service", "number"), LEADS, ids=[f"{r[0][:36]}-{r[1]}" for r in LEADS])
def test_the_service_that_fits_leads_with_its_number(assistant, question, nation, service, number):
    answer = assistant.ask(question, nation=nation, as_of=DAY)
    first = answer.blocks[0].sentences[0]
    assert first.cites[0][0].id == service
    assert number in first.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("is the helpline open on a Sunday night", "no"),
        ("is the revenge porn helpline open on a Tuesday at 11am?", "yes"),
        ("is the revenge porn helpline open on bank holidays?", "no"),
        ("can i ring samaritans at 3am", "yes"),
        ("is the men's advice line open on a wednesday evening?", "unknown"),
        ("is the men's advice line open at the weekend?", "no"),
    ],
)
def test_opening_hours(assistant, question, verdict):
    answer = assistant.ask(question, as_of=DAY)
    assert answer.verdict == verdict
    assert any(d.kind == "service" for d, _ in answer.blocks[0].sentences[0].cites)


TIMES = [
    ("on tuesday at 3.30pm", [("Tuesday", time(15, 30))]),
    ("on sunday at 21:00", [("Sunday", time(21, 0))]),
    ("at 12am on monday", [("Monday", time(0, 0))]),
    ("at 13pm on monday", [("Monday", time(0, 0))]),
    ("who can help me", []),
]


@pytest.mark.parametrize(("text", "times"), TIMES, ids=[t[0] for t in TIMES])
def test_times_that_are_asked(register, text, times):
    assert [(a.day, a.first) for a in asked_times(text, register.times)] == times


@pytest.mark.parametrize(
    ("service", "text", "verdict"),
    [
        ("revenge-porn-helpline", "monday", "yes"),
        ("revenge-porn-helpline", "monday at 9.59am", "no"),
        ("revenge-porn-helpline", "monday at 10am", "yes"),
        ("revenge-porn-helpline", "monday afternoon", "depends"),
        ("revenge-porn-helpline", "every day", "depends"),
        ("sdafmh", "christmas day", "yes"),
        ("childline", "monday", "unknown"),
        ("mens-advice-line", "saturday", "no"),
    ],
)
def test_hours_of_a_service(register, service, text, verdict):
    assert verdict_on(register.services_by_id[service], asked_times(text, register.times)) == verdict


# question, nation, who must not be shown, who must
SERVICES = [
    ("we run an app where nudes are shared without consent", "E&W", {"revenge-porn-helpline", "stopncii"}, set()),
    ("I'm a journalist. Is sharing nudes a crime?", "E&W", {"revenge-porn-helpline"}, set()),
    ("I made a deepfake nude of a colleague. Is that a crime?", "E&W", {"revenge-porn-helpline", "stop-it-now"}, set()),
    ("my wife shares my nudes, i'm a man", "E&W", {"ndah-england"}, {"mens-advice-line"}),
    ("he threatens to out me as gay with my nudes", "E&W", set(), {"galop", "revenge-porn-helpline"}),
    ("my husband controls me and threatens to post my nudes", "NI", {"ndah-england"}, {"ni-dsa-helpline"}),
    ("nude of a pupil goes round our school", "Scotland", {"revenge-porn-helpline"}, {"posh"}),
    ("my daughter (13) was sent a dick pic by a man", "E&W", set(), {"ceop"}),
    ("a nude of me from when i was 16 was shared, i am 24 now", "E&W", {"stopncii", "childline"}, {"take-it-down"}),
]


@pytest.mark.parametrize(("question", "nation", "never", "must"), SERVICES, ids=[s[0][:40] for s in SERVICES])
def test_services_fit_who_asks(assistant, question, nation, never, must):
    shown = set(services_for(assistant.register, assistant.understand(question, nation=nation, as_of=DAY), None))
    assert must <= shown and not never & shown


@pytest.mark.parametrize("nation", ["England and Wales", "Scotland", "Northern Ireland"])
@pytest.mark.parametrize("shown", ["adult", "child", None])
@pytest.mark.parametrize("role", ["victim", "child", "parent", "friend", "helper", "teacher"])
def test_nobody_to_whom_it_happened_goes_away_without_a_service(assistant, nation, shown, role):
    enquiry = replace(assistant.understand("hello", as_of=DAY), nations=(nation,), shown=shown, role=role, asks=(), conducts=())
    assert services_for(assistant.register, enquiry, None)


# question, nation, what the lead must say, what a step must say, what nothing may say
STEPS = [
    ("my ex posted my nudes, what do I do", "E&W", "Keep evidence", "6 months", "Third"),
    ("my ex posted my nudes, what do I do", "Scotland", "Keep evidence", "Police Scotland", "6 months"),
    ("my ex posted my nudes, what do I do", "NI", "Keep evidence", "psni", "6 months"),
    ("someone made a fake nude of me and kept it, what can I do?", "E&W", "not to delete", "3 years", "Police Scotland"),
    ("he is blackmailing me with a video for £500, what do I do", "E&W", "do not pay", "block", "Childline"),
    ("sextorted, paid £200 already, what now", "NI", "already paid", "Report Fraud", "Police Scotland"),
    ("found a hidden camera in my bathroom. what should i do", "E&W", "try not to touch", "101", "Childline"),
    ("my daughter is 13, a nude of her goes round, what do we do", "E&W", "Do not copy", "Report Remove", "screenshot posts"),
    ("head teacher. pupil's nude is going round, what should we do", "E&W", "Do not copy", "school must act", "screenshot posts"),
    ("a man online asks my son (12) for pics, what should I do", "E&W", "CEOP", "101", "do not pay"),
    ("i forwarded a nude in a group. what do i do now", "E&W", "stop sharing", "solicitor", "Revenge Porn Helpline"),
    ("what should I save? my ex shared my nudes, I'm 30", "E&W", "screenshot", "message threads", "Childline"),
    ("nude of me from when i was 16 is online, im 23 now, what can i do", "E&W", "Take It Down", "takeitdown", "stopncii.org"),
    ("reported it three days ago, the nude is still up. what now", "E&W", "complaints procedure", "Ofcom", "screenshot posts"),
    ("the police said it's not a crime that he shared my nudes. what can i do", "Scotland", "which law", "review", "6 months"),
    ("my friend's nudes were posted by her ex, what can i do", "E&W", "do not save", "Do not send the picture", "Childline"),
]


@pytest.mark.parametrize(("question", "nation", "lead", "step", "never"), STEPS, ids=[f"{s[0][:36]}-{s[1]}" for s in STEPS])
def test_steps_in_order(assistant, question, nation, lead, step, never):
    answer = assistant.ask(question, nation=nation, as_of=DAY)
    steps = next(b for b in answer.blocks if b.kind == "steps").sentences
    assert lead in " ".join(s.text for s in answer.blocks[0].sentences)
    assert 3 <= len(steps) <= MOST_STEPS
    assert any(step in s.text for s in steps)
    assert not any(never in s.text for b in answer.blocks for s in b.sentences)
    assert all(s.cites for s in steps)


@pytest.mark.parametrize(
    ("question", "nation"),
    [
        ("a pupil's nude on a confiscated phone: should I photograph it for the record?", "E&W"),
        ("can I forward the nude of my daughter (13) to the head teacher?", "Scotland"),
        ("should I screenshot the group chat with the pupil's nude for the police?", "NI"),
        ("may I delete a child's nude from the confiscated phone?", "E&W"),
        ("they want £300 or they post my video. should i pay?", "E&W"),
        ("they blackmail me over a video. should i reply to them?", "Scotland"),
        ("i am blackmailed with a nude of me. should i delete my account?", "NI"),
    ],
)
def test_what_must_not_be_done_gets_a_no(assistant, question, nation):
    answer = assistant.ask(question, nation=nation, as_of=DAY)
    assert answer.verdict == "no"
    assert answer.blocks[0].sentences[0].text == "No."


def test_a_story_about_sending_is_no_wish_to_send(assistant):
    question = "My son (17) sent a picture to a girl online and now she wants £200 or she'll send it to everyone. Should we pay?"
    answer = assistant.ask(question, as_of=DAY)
    assert answer.verdict == "no"
    assert "do not pay" in answer.blocks[0].sentences[1].text


@pytest.mark.parametrize(
    ("question", "law_first"),
    [
        ("he shared my nude in Leeds. Is that a crime? What can I do?", True),
        ("i forwarded a nude in a group. what law have i broken and what now", True),
        ("the police said it's not a crime. what can i do", False),
        ("my ex shared my nudes. what can i do", False),
    ],
)
def test_the_law_comes_first_where_it_is_asked(assistant, words, question, law_first):
    enquiry = assistant.understand(question, as_of=DAY)
    assert asks_the_law(enquiry, words) is law_first


def test_the_law_leads_and_the_first_steps_follow_where_both_are_asked(assistant):
    answer = assistant.ask("Is it illegal that my ex shared my nudes? What should I do?", nation="E&W", as_of=DAY)
    assert answer.blocks[0].sentences[0].text.startswith("Yes, in England and Wales")
    assert answer.verdict == "yes"
    assert any("Keep evidence" in s.text for b in answer.blocks if b.kind == "steps" for s in b.sentences)


def test_a_company_is_not_told_what_a_person_does(assistant):
    question = "I run a small business and an employee is sharing deepfakes of a colleague. what should I do"
    answer = assistant.ask(question, nation="E&W", as_of=DAY)
    assert not any("If you were 18 or over in the picture" in s.text for b in answer.blocks for s in b.sentences)


def test_whoever_did_it_and_asks_what_to_do_is_not_turned_away(assistant):
    answer = assistant.ask("i made a deepfake of a girl at work and now she knows. what do i do", nation="E&W", as_of=DAY)
    assert any("solicitor" in s.text for b in answer.blocks if b.kind == "steps" for s in b.sentences)


def test_stopncii_is_not_for_a_picture_from_before_18(assistant):
    answer = assistant.ask("I'm 22, nudes from when I was 17 were posted. Can I use StopNCII?", nation="E&W", as_of=DAY)
    assert answer.verdict == "no"
    assert "Take It Down" in answer.blocks[0].sentences[1].text


@pytest.mark.parametrize(("text", "shown"), [("F16 Scot, nude online", "child"), ("F34 NI, ex shared nude", "adult")])
def test_a_helplines_shorthand_tells_the_age(assistant, text, shown):
    assert assistant.understand(text, as_of=DAY).shown == shown


def test_an_adult_may_keep_proof_of_their_own_picture(assistant):
    answer = assistant.ask("should i screenshot the post? i'm 28 and it's a nude of me", nation="E&W", as_of=DAY)
    assert answer.verdict != "no"


def test_the_law_follows_the_steps_for_each_nation_where_none_is_told(assistant):
    answer = assistant.ask("my ex posted my nudes, what do I do", as_of=DAY)
    kinds = [b.kind for b in answer.blocks]
    assert kinds.index("steps") < kinds.index("law")
    told = " ".join(s.text for b in answer.blocks for s in b.sentences)
    assert "In Scotland" in told and "In Northern Ireland" in told


def test_a_maker_who_asks_only_for_the_law_is_sent_to_a_solicitor(assistant):
    answer = assistant.ask("I made an AI nude of a colleague in April, nobody saw. Was it illegal?", nation="E&W", as_of=DAY)
    assert answer.verdict == "yes"
    assert any("solicitor" in s.text for b in answer.blocks if b.kind == "action" for s in b.sentences)


def test_a_site_hears_its_duty_and_not_how_to_report(assistant):
    answer = assistant.ask("we run a forum, a member reported a nude of herself. what do we have to do?", nation="E&W", as_of=DAY)
    assert "48 hours" in answer.blocks[0].sentences[0].text
    assert not answer.services


def test_steps_are_a_numbered_list_on_every_face(assistant, register):
    answer = assistant.ask("my ex posted my nudes, what do I do", nation="E&W", as_of=DAY)
    assert "\n1. " in markdown(answer, register) and "\n2. " in markdown(answer, register)
    assert '<ol class="steps"' in list(frames("q", "1", answer, register))[-1].html


def test_a_step_that_leads_nowhere_is_refused(register):
    broken = register.steps[0].model_copy(update={"lead": "advice-parent#no-such", "cue": ("no such cue",)})
    faults = [f.reason for f in check_people(register.model_copy(update={"steps": (broken,)}))]
    assert any("no-such" in f for f in faults) and any("no such cue" in f for f in faults)


def test_steps_that_fail_a_nation_are_refused(register):
    scots = register.steps[0].model_copy(update={"step": ("police-scotland#how", "police-scotland#fraud", "police-scotland#limits")})
    faults = [f.reason for f in check_people(register.model_copy(update={"steps": (scots,)}))]
    assert any("England and Wales" in f for f in faults) and not any("hold in Scotland" in f for f in faults)


def test_no_nation_told_means_no_police_of_one_nation(assistant):
    answer = assistant.ask("what should i do, he posted my video", as_of=DAY)
    said = " ".join(s.text for b in answer.blocks for s in b.sentences)
    assert "101" in said and "police in England and Wales" not in said and "police-ew" not in answer.services


@pytest.mark.parametrize(
    ("told", "paragraph", "left"),
    [
        ("Call on 0808 801 0327.", "You are not to blame. The line is on 0808 801 0327, free.", "You are not to blame."),
        ("Call on 0808 801 0327.", "Call 0808 801 0327 or 116 123.", "Call 0808 801 0327 or 116 123."),
        ("", "Call 116 123.", "Call 116 123."),
    ],
)
def test_a_number_is_told_once(told, paragraph, left):
    assert without_numbers_of(told, paragraph) == left


def test_the_list_of_services_repeats_no_number(assistant, register):
    text = markdown(assistant.ask("im 14 and scared, a boy has a pic of me", as_of=DAY), register)
    assert text.count("0800 1111") == 1 and "Report Remove" in text.split("**Help**")[1]
