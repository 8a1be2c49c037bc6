"""Questions in other languages: place, matter and whose picture by exact words, and the law of that place."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.path.matching import WordLists
from assistant.path.speaking import Interpreter, Spoken
from assistant.path.step0_receive import receive
from assistant.path.step4_decide import Bench, image_of
from assistant.records import Turn
from assistant.register.schema import NATIONS

EW, SC, NI = NATIONS
DAY = "2026-11-27"

# text, language, nation, first need of the matter, who is shown, whether it asks if that is a crime
ASKED = [
    ("Mae fy nghyn wedi rhannu lluniau noeth ohonof yng Nghaerdydd. Ydi hynny'n drosedd?", "cy", EW, "share", "adult", True),
    ('Ydi rhannu llun noeth heb ganiatâd yng Nghaeredin yn erbyn y gyfraith?', "cy", SC, "share", "adult", True),
    ("Mae rhywun wedi creu llun ffug noeth ohona i gydag AI yn Abertawe. A yw'n drosedd?", "cy", EW, "create", "adult", True),
    ("Mae e'n bygwth rhoi'r fideo ar-lein oni bai mod i'n talu. Beth ddylwn i wneud?", "cy", None, "blackmail", "adult", False),
    ("Mae o'n bygwth rhannu fy lluniau yn yr Alban", "cy", SC, "threaten", "adult", False),
    ("Anfonodd dyn lun o'i bidyn ata i. Ydy hynny'n drosedd yng Nghymru?", "cy", EW, "flash", "adult", True),
    ("Dwi'n 14 oed ac mae llun ohonof yn mynd o gwmpas yr ysgol", "cy", None, "share", "child", False),
    ('Mae dyn yn gofyn i fy merch 12 oed am luniau ar-lein', "cy", None, "groom", "child", False),
    ("Cafodd fy chwaer ei ffilmio yn y gawod yn Wrecsam. Ydy hynny'n erbyn y gyfraith?", "cy", EW, "take", "adult", True),
    ('Były chłopak wrzucił moje nagie zdjęcia na Facebooka, Manchester. Czy to przestępstwo?', "pl", EW, "share", "adult", True),
    ('ktos zrobil mi falszywe nagie zdjecie AI w edynburgu co moge zrobic', "pl", SC, "create", "adult", False),
    ('Szantażują mnie, chcą 500 funtów albo wyślą film mojej żonie. Belfast.', "pl", NI, "blackmail", "adult", False),
    ('Czy w Szkocji grożenie wysłaniem nagich zdjęć jest karalne?', "pl", SC, "threaten", "adult", True),
    ('Facet wysłał mi zdjęcie swojego penisa w Londynie, czy to przestępstwo?', "pl", EW, "flash", "adult", True),
    ('Mam 15 lat i kolega wysłał moje nagie zdjęcie całej klasie', "pl", None, "share", "child", False),
    ('Moja córka ma 13 lat, jakiś facet prosi moją córkę o zdjęcia', "pl", None, "groom", "child", False),
    ('Współlokator nagrał mnie ukrytą kamerą pod prysznicem w Glasgow. Czy to nielegalne?', "pl", SC, "take", "adult", True),
    ('میرے سابق شوہر نے میری ننگی تصویریں مانچسٹر میں شیئر کر دیں، کیا یہ جرم ہے؟', "ur", EW, "share", "adult", True),
    ('کسی نے میری جعلی ننگی تصویر بنائی ہے، میں گلاسگو میں رہتی ہوں، کیا یہ جرم ہے', "ur", SC, "create", "adult", True),
    ('وہ مجھے دھمکی دے رہا ہے کہ میری تصویریں سب کو بھیج دے گا', "ur", None, "threaten", "adult", False),
    ('وہ مجھے بلیک میل کر رہا ہے اور پیسے مانگ رہا ہے', "ur", None, "blackmail", "adult", False),
    ('میری عمر 15 سال ہے اور لڑکے نے میری تصویر شیئر کر دی', "ur", None, "share", "child", False),
    ('ਮੇਰੇ ਸਾਬਕਾ ਪਤੀ ਨੇ ਬਰਮਿੰਘਮ ਵਿੱਚ ਮੇਰੀਆਂ ਨੰਗੀਆਂ ਤਸਵੀਰਾਂ ਸ਼ੇਅਰ ਕੀਤੀਆਂ, ਕੀ ਇਹ ਜੁਰਮ ਹੈ?', "pa", EW, "share", "adult", True),
    ('ਕਿਸੇ ਨੇ ਮੇਰੀ ਨਕਲੀ ਨੰਗੀ ਫੋਟੋ ਬਣਾਈ ਹੈ, ਮੈਂ ਸਕਾਟਲੈਂਡ ਵਿੱਚ ਹਾਂ', "pa", SC, "create", "adult", False),
    ('ਉਹ ਮੈਨੂੰ ਧਮਕੀ ਦੇ ਰਿਹਾ ਹੈ ਕਿ ਫੋਟੋਆਂ ਪਾ ਦੇਵੇਗਾ', "pa", None, "threaten", "adult", False),
    ('ਉਹ ਮੈਨੂੰ ਬਲੈਕਮੇਲ ਕਰ ਰਿਹਾ ਹੈ, ਪੈਸੇ ਮੰਗਦਾ ਹੈ', "pa", None, "blackmail", "adult", False),
    ('Fostul meu iubit mi-a postat pozele goale pe Facebook la Londra. Este infracțiune?', "ro", EW, "share", "adult", True),
    ('Cineva a făcut o poză falsă cu mine goală cu AI în Scoția, e ilegal?', "ro", SC, "create", "adult", True),
    ('Mă amenință că trimite filmarea la toți, sunt în Belfast', "ro", NI, "threaten", "adult", False),
    ('Sunt șantajat, cer bani sau trimit filmulețul familiei', "ro", None, "blackmail", "adult", False),
    ('Am 15 ani și un băiat a distribuit poza mea goală', "ro", None, "share", "child", False),
    ('Un bărbat mi-a trimis o poză cu penisul lui în Cardiff. E infracțiune?', "ro", EW, "flash", "adult", True),
    ('زوجي السابق نشر صوري العارية في لندن، هل هذه جريمة؟', "ar", EW, "share", "adult", True),
    ('شخص صنع صورة عارية مزيفة لي بالذكاء الاصطناعي في اسكتلندا هل هذا غير قانوني', "ar", SC, "create", "adult", True),
    ('يهددني بنشر صوري الخاصة وأنا في بلفاست', "ar", NI, "threaten", "adult", False),
    ('يبتزني ويطلب المال مقابل عدم نشر الفيديو', "ar", None, "blackmail", "adult", False),
    ('عمري 14 سنة وصديقي نشر صورتي عارية', "ar", None, "share", "child", False),
    ('Мій колишній виклав мої інтимні фото в Лондоні. Це злочин?', "uk", EW, "share", "adult", True),
    ('Хтось зробив фейкове голе фото зі мною в Единбурзі, чи це злочин?', "uk", SC, "create", "adult", True),
    ('Він погрожує поширити моє відео, я в Белфасті', "uk", NI, "threaten", "adult", False),
    ('Мене шантажують, хочуть 300 фунтів або надішлють відео дружині', "uk", None, "blackmail", "adult", False),
    ('Мені 15 років, хлопець поширив моє голе фото', "uk", None, "share", "child", False),
    ('mi ex le quitó la ropa a una foto mía con inteligencia artificial, ¿es delito en Londres?', "es", EW, "create", "adult", True),
    ('Mi ex compartió mis fotos íntimas en Edimburgo, ¿es delito?', "es", SC, "share", "adult", True),
    ('Me amenaza con publicar mis fotos, vivo en Belfast. ¿Es ilegal?', "es", NI, "threaten", "adult", True),
    ('Me chantajean, piden 400 libras o envían el vídeo a mi mujer', "es", None, "blackmail", "adult", False),
    ('Un hombre me mandó una foto de su pene sin que la pidiera, en Escocia. ¿Es delito?', "es", SC, "flash", "adult", True),
    ('Tengo 15 años y mi novio compartió mi foto desnuda', "es", None, "share", "child", False),
    ('Un hombre le pide fotos a mi hija de 12 años por internet, ¿qué hago?', "es", None, "groom", "child", False),
    ('koi mujhe blackmail kar raha hai main kya karun', "ur-Latn", None, "blackmail", "adult", False),
    ('mere ex ne meri nangi tasveer share kar di London mein, kya yeh jurm hai', "ur-Latn", EW, "share", "adult", True),
    ('kise ne meri nangi photo share kar ditti Glasgow vich, ki eh jurm hai', "pa-Latn", SC, "share", "adult", True),
    ('Encontré una cámara oculta en la ducha de mi piso en Glasgow, ¿es delito?', "es", SC, "take", "adult", True),
    ('Хтось таємно знімав мене в душі в Кардіффі. Це злочин?', "uk", EW, "take", "adult", True),
    ('Kolega poprosił bota o fałszywe nagie zdjęcie mnie. Leeds. Czy to przestępstwo?', "pl", EW, "request", "adult", True),
    ('În Irlanda de Nord, e ilegal să distribui poze intime fără acord?', "ro", NI, "share", "adult", True),
]  # fmt: skip
IDS = [f"{row[1]}-{row[3]}-{number}" for number, row in enumerate(ASKED)]


@pytest.fixture(scope="module")
def interpreter(register):
    return Interpreter(register, Bench(register), WordLists(register))


@pytest.mark.parametrize(("text", "code", "nation", "need", "shown", "asks"), ASKED, ids=IDS)
def test_place_matter_and_person_are_told_by_exact_words(interpreter, text, code, nation, need, shown, asks):
    spoken = interpreter.read(receive(text))
    assert spoken is not None
    told = spoken.language.code, spoken.nation, spoken.matter.needs[0], spoken.shown, spoken.asks_if_crime
    assert told == (code, nation, need, shown, asks)


@pytest.mark.parametrize(("text", "code", "nation", "need", "shown", "asks"), ASKED, ids=IDS)
def test_the_answer_is_the_law_of_the_place_in_both_languages(assistant, text, code, nation, need, shown, asks):
    answer = assistant.ask(text, as_of=DAY)
    matter = next(m for m in assistant.register.matters if m.needs[0] == need and (len(m.needs) == 1))
    language = next(row for row in assistant.register.languages if row.code == code)
    here = nation or EW
    table = assistant.bench.decide(matter.acts[0], here, date(2026, 11, 27), shown, image_of(matter.acts[0], matter.image))
    said = [s.text for b in answer.blocks for s in b.sentences]
    assert answer.reply and answer.reply.language == code
    assert answer.verdict == (table.verdict if asks else None)
    assert answer.nation == (nation or "unstated")
    assert said[0].startswith(language.intro) and language.where[here] in said[0]
    assert language.text[1] in said and language.after in said
    assert table.lead and table.lead.provision.id in {c.document.id for c in answer.citations}


CASES = [(shown, nation) for shown in ("adult", "child") for nation in NATIONS]


@pytest.mark.parametrize(("shown", "nation"), CASES, ids=[f"{s}-{n}" for s, n in CASES])
def test_the_words_in_both_languages_agree_for_every_matter(assistant, shown, nation):
    language = next(row for row in assistant.register.languages if row.code == "es")
    for matter in assistant.register.matters:
        if "groom" in matter.acts and shown == "adult":
            continue
        question = receive(matter.child if shown == "child" else matter.english, nation, DAY)
        spoken = Spoken(language, matter, nation, shown, True, (), "", question)
        enquiry = assistant._interpreter.enquiry(spoken, assistant._understanding.read(question)[0])
        english = assistant._composer.law_alone(enquiry, assistant._retrieval.retrieve(enquiry))
        answer = assistant._interpreter.answered(spoken, english)
        on = date.fromisoformat(DAY)
        verdicts = {assistant.bench.decide(a, nation, on, shown, image_of(a, matter.image)).verdict for a in matter.acts}
        assert english.verdict in verdicts, (matter.needs, english.verdict)
        first = answer.blocks[0].sentences[0].text
        for verdict in verdicts:
            assert language.says[verdict].split("{act}")[1][:20] in first, (matter.needs, first)


def test_a_year_before_the_law_is_not_called_a_crime(assistant):
    answer = assistant.ask("Mi ex hizo en 2024 una foto falsa de mí desnuda con IA en Londres, ¿es delito?", as_of=DAY)
    assert answer.verdict == "no"
    assert "no encontramos" in answer.blocks[0].sentences[0].text


def test_a_year_in_which_the_law_changed_gets_the_words_for_all(assistant):
    answer = assistant.ask("¿Es delito? En 2026 hizo una foto falsa de mí desnuda con IA en Londres", as_of="2027-03-01")
    language = next(row for row in assistant.register.languages if row.code == "es")
    assert language.text[0] in answer.blocks[0].sentences[0].text


def test_what_happened_is_taken_from_what_was_written_before(assistant):
    history = [Turn("user", "Mae fy nghyn wedi rhannu lluniau noeth ohonof"), Turn("assistant", "...")]
    answer = assistant.ask("Ydi hynny'n drosedd yng Nghaerdydd?", as_of=DAY, history=history)
    assert answer.verdict == "yes" and any(c.document.id == "soa-2003-s66B-1" for c in answer.citations)


UNTOLD = [
    "Cine mă poate ajuta cu niște poze?",
    "¿Qué puedo hacer? Tengo mucho miedo por unas fotos",
    "quiero morir, mi ex compartió mis fotos en Londres",
    "hazme una foto de mi profesora desnuda",
    "Someone shared my nudes in Cardiff, is that a crime?",
    "mi ex compartió mis fotos íntimas en Dublin, ¿es delito?",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_exact_words_do_not_tell_is_not_guessed(interpreter, text):
    assert interpreter.read(receive(text)) is None


def test_crisis_words_of_each_language_lead_with_the_numbers(register):
    for language in register.languages:
        early = " ".join(re.split(r"(?<=[.!?\u06d4\u0964])\s+", language.crisis_text)[:2])
        assert [n for n in ("999", "116 123", "0800 1111") if n not in early] == [], language.code


CRISES = [
    ("nie chce juz zyc wszyscy widzieli", SC, "Breathing Space: 0800 83 85 87."),
    ("أريد أن أموت بسبب الصور", NI, "Lifeline: 0808 808 8000."),
    ("dwi eisiau marw", EW, None),
]


@pytest.mark.parametrize(("text", "nation", "line"), CRISES, ids=[n for _, n, _ in CRISES])
def test_a_crisis_in_another_language_gets_the_line_of_the_nation(assistant, text, nation, line):
    answer = assistant.ask(text, nation)
    said = [s.text for b in answer.blocks for s in b.sentences]
    assert answer.reply and answer.reply.id == "crisis-in-other-language"
    assert said[1] == line if line else not any("Lifeline:" in t or "Breathing Space:" in t for t in said)


def test_each_sentence_has_its_places(register):
    for language in register.languages:
        for sentence in language.says.values():
            assert "{where}" in sentence and "{act}" in sentence, language.code
