"""Names of nations and places, exact citations, and the form of what comes in."""

from datetime import date

import pytest

from assistant.errors import BadDate, EmptyQuestion, QuestionTooLong, UnknownNation, UnreadableQuestion
from assistant.path.citations import CitationReader
from assistant.path.matching import WordLists, plain
from assistant.path.step0_receive import LIMIT, receive

EW, SC, NI = "England and Wales", "Scotland", "Northern Ireland"

NATIONS = [
    ("my ex in Glasgow posted it", (SC,)),
    ("police scotland told me", (SC,)),
    ("the PF dropped it", (SC,)),
    ("PSNI said no", (NI,)),
    ("i live in derry", (NI,)),
    ("in norn iron", (NI,)),
    ("is it a crime in england?", (EW,)),
    ("Cardiff uni", (EW,)),
    ("caller, E&W, ex posting", (EW,)),
    ("he is in Scotland and I am in Wales", (SC, EW)),
    ("is it illegal in the UK", (EW, SC, NI)),
    ("UK law but I live in Belfast", (NI,)),
    ("new york", ()),
    ("South Wales Police", (EW,)),
    ("nice people", ()),
    ("Northern Ireland's law", (NI,)),
    ("he wants 500 pounds", ()),
    ("boy lives in Coatbridge", (SC,)),
    ("two S2 boys did it", (SC,)),
    ("the polis werenae bothered", (SC,)),
    ("bangor uni", (EW,)),
    ("Bangor in Northern Ireland", (NI,)),
    ("he was up at Belfast Crown Court", (NI,)),
    ("the peelers said no", (NI,)),
    ("heddlu de cymru", (EW,)),
    ("bath uni", (EW,)),
    ("a photo of me in the bath", ()),
    ("in reading the law I found nothing", ()),
    ("moved to perth australia", ()),
    ("my friend holly wood", ()),
    ("perth", (SC,)),
    ("he is in ireland", ()),
    ("the north of ireland", (NI,)),
]


@pytest.fixture(scope="module")
def words(register):
    return WordLists(register)


@pytest.mark.parametrize(("text", "nations"), NATIONS, ids=[r[0] for r in NATIONS])
def test_nations(words, text, nations):
    assert words.nations(plain(text)) == nations


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("i'm in dublin", "the Republic of Ireland"),
        ("isle of man law", "the Isle of Man"),
        ("a football jersey", None),
        ("in ireland", "the Republic of Ireland"),
    ],
)
def test_elsewhere(words, text, place):
    assert words.elsewhere(plain(text)) == place


CITED = [
    ("s.66F", ["soa-2003-s66F"]),
    ("what does s66F say", ["soa-2003-s66F"]),
    ("section 10 of the OSA", ["osa-2023-s10"]),
    ("sch 7", ["osa-2023-sch7"]),
    ("Schedule 13 to the Online Safety Act 2023", ["osa-2023-sch13"]),
    ("s 20A", ["osa-2023-s20A"]),
    ("66B(4)", ["soa-2003-s66B-4"]),
    ("section 66B", ["soa-2003-s66B-1", "soa-2003-s66B-2", "soa-2003-s66B-3", "soa-2003-s66B-4"]),
    ("ss. 66E and 66F", ["soa-2003-s66E", "soa-2003-s66F"]),
    ("section 2 of the Abusive Behaviour and Sexual Harm (Scotland) Act 2016", ["asbhsa-2016-s2"]),
    ("Article 72A of the Sexual Offences (Northern Ireland) Order 2008", ["sono-2008-art72A"]),
    ("section 51 of the Justice Act (Northern Ireland) 2016", ["jani-2016-s51"]),
    ("section 53 of the Justice Act (Northern Ireland) 2016", ["jani-2016-s52-53"]),
    ("section 99 Crime and Policing Act 2026", ["cpa-2026-s99"]),
    ("s127 Communications Act 2003", ["ca-2003-s127"]),
    ("section 999 of the OSA", []),
    ("i have 66 followers", []),
    ("he sent it round the whole of S2 at our school", []),
    ("she is 17", []),
    ("48h rule", []),
]


@pytest.mark.parametrize(("text", "ids"), CITED, ids=[r[0] for r in CITED])
def test_citations(register, text, ids):
    assert list(CitationReader(register).read(text)) == ids


GOOD = [
    ("  is it a   crime?\n", "is it a crime?"),
    ("a\u200bb c\u202ed", "ab cd"),
    ("\ufb01ne", "fine"),
    ("DROP TABLE statements; --", "DROP TABLE statements; --"),
    ("<script>alert(1)</script> crime?", "<script>alert(1)</script> crime?"),
    ("../../etc/passwd", "../../etc/passwd"),
    ("هل هذا جريمة؟", "هل هذا جريمة؟"),
]


@pytest.mark.parametrize(("text", "kept"), GOOD)
def test_received(text, kept):
    assert receive(text).text == kept


BAD = [
    ("", {}, EmptyQuestion),
    ("   \n\t", {}, EmptyQuestion),
    ("\u200b\u200b", {}, EmptyQuestion),
    ("😀😀😀", {}, UnreadableQuestion),
    ("?!...---", {}, UnreadableQuestion),
    (b"\xff\xfe\x00\x01binary".decode("utf-8", "replace"), {}, UnreadableQuestion),
    ("x" * (LIMIT + 1), {}, QuestionTooLong),
    ("y " * 1_500_000, {}, QuestionTooLong),
    ("crime?", {"nation": "Narnia"}, UnknownNation),
    ("crime?", {"as_of": "2026-02-31"}, BadDate),
    ("crime?", {"as_of": "31 February"}, BadDate),
    ("crime?", {"as_of": "1066-10-14"}, BadDate),
    ("crime?", {"as_of": "2050-01-01"}, BadDate),
]


@pytest.mark.parametrize(("text", "more", "error"), BAD, ids=[f"{e.__name__}-{i}" for i, (_, _, e) in enumerate(BAD)])
def test_refused_with_words_and_a_code(text, more, error):
    with pytest.raises(error) as caught:
        receive(text, **more)
    assert caught.value.exit_code == 2
    assert str(caught.value).endswith((".", "?")) and len(str(caught.value)) < 250


@pytest.mark.parametrize(("given", "nation"), [("E&W", EW), ("scotland", SC), ("NI", NI), ("UK", "UK"), ("unstated", None), (None, None)])
def test_nation_codes(given, nation):
    assert receive("crime?", given).nation == nation


def test_as_of_is_today_by_default():
    assert receive("crime?").as_of == date.today()
