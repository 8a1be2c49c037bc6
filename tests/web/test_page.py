"""The page in a real browser: what a frightened person and a helpline worker do, and what must never happen."""

from __future__ import annotations

import time

import pytest

FOUNDING = "is requesting a deepfake nude now a crime?"
PHONE = {"viewport": {"width": 320, "height": 568}, "has_touch": True}
DARK = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}
TARGET = "https://www.bbc.co.uk/weather"

pytestmark = pytest.mark.browser


def stand_in_for_target(page):
    page.context.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))


# Asking


def test_the_founding_question_is_answered_with_its_source(visit):
    visit.ask(FOUNDING)
    card = visit.page.locator("#latest .source.kind-law").first
    assert "since 6 February 2026" in visit.said()
    assert "Sexual Offences Act 2003, section 66F" in card.inner_text()
    assert "England and Wales" in card.inner_text()
    assert card.locator("> a.outward").get_attribute("href") == "https://www.legislation.gov.uk/ukpga/2003/42/section/66F"
    assert visit.page.input_value("#question textarea") == ""


def test_every_number_in_the_answer_leads_to_a_source_that_opens(visit):
    visit.ask(FOUNDING)
    marks = visit.page.locator("#latest .mark")
    for index in range(marks.count()):
        assert visit.page.locator(marks.nth(index).get_attribute("href")).count() == 1
    entries = visit.page.evaluate("history.length")
    marks.first.click()
    assert visit.page.locator("#latest .source details[open] li").count() >= 1
    assert visit.page.evaluate("history.length") == entries


def test_the_answer_grows_paragraph_by_paragraph(visit):
    visit.page.evaluate(
        """() => {
            window.sizes = [];
            const count = () => window.sizes.push(document.querySelectorAll('#latest .said p').length);
            new MutationObserver(count).observe(document.querySelector('#latest'), {childList: true, subtree: true});
        }"""
    )
    visit.ask(FOUNDING)
    sizes = [s for s in visit.page.evaluate("window.sizes") if s]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) > 1


def test_a_follow_up_is_understood_and_the_first_answer_stays(visit):
    visit.ask("is it a crime to make a deepfake nude of an adult?")
    first = visit.page.inner_text("#latest .said p >> nth=0")
    visit.ask("and in scotland?")
    assert "Scotland" in visit.page.inner_text("#latest .said")
    assert visit.page.locator("#earlier article").count() == 1
    assert first in visit.page.inner_text("#earlier article")
    assert visit.page.evaluate("new Set([...document.querySelectorAll('article [id]')].map(e => e.id)).size") == visit.page.evaluate(
        "document.querySelectorAll('article [id]').length"
    )


def test_the_chosen_nation_decides(visit):
    visit.page.get_by_label("Scotland", exact=True).check()
    visit.ask(FOUNDING)
    assert "No specific" in visit.said()
    visit.page.get_by_label("England or Wales", exact=True).check()
    visit.ask(FOUNDING)
    assert "Yes, in England and Wales" in visit.said()


def test_a_place_chosen_afterwards_asks_the_last_question_again(visit):
    visit.ask(FOUNDING)
    assert "choose one below" in visit.said()
    visit.page.get_by_label("Scotland", exact=True).check()
    before = visit.turn()
    visit.page.click("#ask")
    visit.wait_after(before)
    assert visit.page.inner_text("#latest h2").endswith(FOUNDING)
    assert "No specific" in visit.said()


def test_a_sample_question_is_asked_with_one_press(visit):
    before = visit.turn()
    sample = visit.page.locator("button.sample").nth(3)
    text = sample.inner_text()
    sample.click()
    visit.wait_after(before)
    assert text in visit.page.inner_text("#latest h2")


def test_a_cry_for_help_gets_numbers_to_call(visit):
    visit.ask("i cant go on")
    links = [link.get_attribute("href") for link in visit.page.locator("#latest .service a.call").all()]
    assert "tel:116123" in links
    assert "tel:999" in links
    assert all(link.startswith(("tel:", "sms:")) for link in links)


def test_a_question_that_is_too_long_is_told_so_and_kept_for_mending(visit):
    long = "my ex shared a picture. " * 60
    visit.page.fill("#question textarea", long)
    assert visit.page.inner_text("#count").startswith(f"{len(long):,} of 1,000")
    visit.ask(long)
    assert "the limit is 1,000" in visit.page.inner_text("#latest .problem")
    assert visit.page.input_value("#question textarea") == long
    visit.ask("is sharing a nude a crime?")
    assert visit.page.locator(".problem").count() == 0
    assert visit.page.locator("#earlier article").count() == 0


@pytest.mark.parametrize("typed", ["", "?!", "\U0001f62d" * 5_000], ids=["nothing", "no words", "a book of emoji"])
def test_what_cannot_be_read_is_answered_in_plain_words(visit, typed):
    visit.ask(typed)
    assert len(visit.page.inner_text("#latest .problem")) > 20


def test_a_fault_of_ours_shows_calm_words_only(visit, assistant, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(assistant, "ask", fail)
    visit.ask("is this a crime?")
    assert "Something went wrong here" in visit.page.inner_text("#latest .problem")
    assert "secret" not in visit.page.content()


def test_markup_in_a_question_is_shown_and_never_run(visit):
    visit.ask('<img src=x onerror="window.hit=1"><script>window.hit=1</script> **bold** is it a crime?')
    assert "<img src=x" in visit.page.inner_text("#latest h2")
    assert "**bold**" in visit.page.inner_text("#latest h2")
    assert visit.page.evaluate("window.hit") is None
    assert visit.page.locator("#latest img").count() == 0


def test_clear_forgets_the_conversation(visit):
    visit.ask("is it a crime to make a deepfake nude in scotland?")
    visit.ask("since when?")
    visit.page.click("#clear")
    visit.page.wait_for_selector("#latest article", state="detached")
    assert visit.page.locator("article").count() == 0
    visit.until("document.getElementById('say').textContent.includes('cleared')")
    visit.ask("since when?")
    assert "Scotland" not in visit.page.inner_text("#latest .said p >> nth=0")


# Leaving


def test_leave_goes_at_once_and_leaves_nothing_behind(visit):
    visit.ask(FOUNDING)
    stand_in_for_target(visit.page)
    entries = visit.page.evaluate("history.length")
    visit.page.click("#leave")
    visit.page.wait_for_url(TARGET)
    assert visit.page.evaluate("history.length") == entries
    visit.page.go_back()
    assert visit.page.url == "about:blank"


@pytest.mark.parametrize("keys", [["Escape", "Escape"], ["Tab", "Tab", "Enter"], ["Tab", "Tab", "Space"]], ids=" ".join)
def test_the_keyboard_leaves_too(visit, keys):
    stand_in_for_target(visit.page)
    for key in keys:
        visit.page.keyboard.press(key)
    visit.page.wait_for_url(TARGET)


def test_one_escape_does_not_leave_and_says_what_the_second_does(visit):
    visit.page.keyboard.press("Escape")
    assert "once more" in visit.page.inner_text("#say")
    visit.page.keyboard.press("a")
    visit.page.keyboard.press("Escape")
    time.sleep(0.3)
    assert visit.page.url == visit.url


def test_leave_works_when_the_server_is_gone(visit):
    visit.ask(FOUNDING)
    stand_in_for_target(visit.page)
    visit.page.context.route(f"{visit.url}**", lambda route: route.abort())
    visit.page.click("#leave")
    visit.page.wait_for_url(TARGET)


def test_leave_hides_everything_before_anything_else_loads(visit):
    visit.ask(FOUNDING)
    visit.page.context.route("https://www.bbc.co.uk/**", lambda route: route.abort("aborted"))  # we stay, and see what is left
    visit.page.click("#leave", no_wait_after=True)
    visit.until("document.body.childElementCount === 0")
    assert visit.page.evaluate("getComputedStyle(document.documentElement).display") == "none"
    assert visit.page.title() == ""


# Privacy


def test_no_other_host_is_asked_and_nothing_is_complained_of(visit):
    visit.ask(FOUNDING)
    visit.look_up("sharing")
    assert {url.split("/", 3)[2] for url in visit.asked if not url.startswith("data:")} == {visit.url.split("/")[2]}
    assert visit.complaints == []


def test_the_browser_keeps_nothing(visit):
    visit.ask(FOUNDING)
    kept = visit.page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
            (await indexedDB.databases()).length, (await caches.keys()).length]"""
    )
    assert kept == [0, 0, "", 0, 0]
    assert visit.page.context.cookies() == []


def test_the_server_keeps_nothing(visit, site):
    visits = next(layer.kwargs["visits"] for layer in site.app.user_middleware if "visits" in layer.kwargs)
    visit.ask(FOUNDING)
    deadline = time.monotonic() + 5
    while visits and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not visits


def test_the_tab_says_little_to_someone_looking_over_a_shoulder(visit):
    assert visit.page.title() == "UK law information"
    visit.ask(FOUNDING)
    assert visit.page.title() == "UK law information"


# Looking up


def test_helpline_staff_find_rule_date_nation_penalty_and_link(visit):
    visit.look_up("requesting deepfake")
    card = visit.page.locator(".result", has_text="soa-2003-s66F").first
    text = card.inner_text()
    for part in ("section 66F", "England and Wales", "Since 6 February 2026", "6 months"):
        assert part in text
    assert card.locator("a.outward").first.get_attribute("href").startswith("https://www.legislation.gov.uk/")


def test_a_detail_opens_with_the_keyboard_and_shows_every_statement(visit, assistant):
    visit.look_up("requesting deepfake")
    card = visit.page.locator(".result", has_text="soa-2003-s66F").first
    card.locator("summary").focus()
    visit.page.keyboard.press("Enter")
    provision = assistant.register.documents["soa-2003-s66F"]
    shown = card.locator(".detail").inner_text()
    assert all(statement.text in shown for statement in provision.statement)


def test_filters_narrow_the_list(visit, assistant):
    visit.look_up("sharing intimate images")
    visit.page.locator("#lookup-nation").get_by_label("Scotland").check()
    nations = "[...document.querySelectorAll('.result > .facts > div:first-child dd')].map(e => e.textContent)"
    visit.until(f"{nations}.length > 0 && {nations}.every(n => n.includes('Scotland'))")
    visit.page.locator("#lookup-nation").get_by_label("Any").check()
    visit.page.fill("#query :is(input, textarea)", "")
    visit.page.click("#conduct input")
    visit.page.click("role=option[name=/cyberflashing/]")
    expected = {p.id for p in assistant.register.provisions if any("flash" in rule.conduct for rule in p.applies)}
    visit.until(f"document.querySelectorAll('.result').length === {len(expected)}")
    assert {code.inner_text() for code in visit.page.locator(".result code").all()} == expected


def test_a_search_without_words_says_what_to_do(visit):
    visit.page.click("role=tab[name='Look up']")
    visit.page.click("#search")
    assert "Type a few words" in visit.page.inner_text("#results")


# Everyone


def test_screen_readers_hear_the_answer_once_it_is_whole(visit):
    assert visit.page.get_attribute("#say", "aria-live") == "polite"
    visit.ask(FOUNDING)
    visit.until("document.getElementById('say').textContent.includes('6 February 2026')")
    heard = visit.page.inner_text("#say")
    assert "sources, " in heard
    assert visit.page.inner_text("#latest .said .sentence >> nth=0").split(".")[0] in heard


def test_arrow_keys_move_between_the_nations(visit):
    visit.page.focus("#nation input")
    for expected in ("E&W", "Scotland", "NI"):
        visit.page.keyboard.press("ArrowRight")
        visit.until(f"document.querySelector('#nation input:checked').value === '{expected}'")
        visit.until("document.querySelectorAll('#nation input[name=nation]').length === 4")


@pytest.mark.parametrize("visit", [PHONE], indirect=True, ids=["320 px"])
def test_a_small_phone_never_scrolls_sideways(visit):
    def overflow():
        return visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert overflow() == 0
    visit.ask(FOUNDING)
    assert overflow() == 0
    visit.look_up("sharing")
    visit.page.locator(".result summary").first.click()
    assert overflow() == 0
    assert visit.page.locator("#leave").is_visible()


@pytest.mark.parametrize("visit", [{}, PHONE, DARK], indirect=True, ids=["light", "phone", "dark"])
def test_axe_finds_nothing_to_complain_of(visit):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed").Axe()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

    def broken():
        return {v["id"]: [n["target"] for n in v["nodes"]] for v in axe.run(visit.page, options=rules).response["violations"]}

    assert broken() == {}
    visit.ask(FOUNDING)
    assert broken() == {}
    visit.ask("i cant go on")
    assert broken() == {}
    visit.look_up("sharing")
    visit.page.locator(".result summary").first.click()
    assert broken() == {}
