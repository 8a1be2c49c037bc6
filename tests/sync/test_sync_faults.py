"""What a publisher can send in place of a text: each is told in plain words, and what was stored before serves on."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from local_publisher import ACT, LAW, PATH, Answer, act, xml

from assistant.official.store import Store
from assistant.sync.plan import Target, of_text

HTML = b"<!DOCTYPE html><html><body><h1>Sorry</h1><p>An error.</p></body></html>"
XML = {"Content-Type": "application/xml"}
PAGE = Target("ofcom-page", "A page", "https://www.ofcom.org.uk/page", "html", "guidance")
GOVUK = Target("govuk-page", "A page", "https://www.gov.uk/api/content/page", "govuk", "guidance")

CASES = [
    ("still being made", Answer(202), "still making the document", 4),
    ("many documents fit", Answer(300, b"<ul/>"), "several documents fit", 1),
    ("a redirect to nowhere", Answer(303), "without saying where", 1),
    ("a redirect to another host", Answer(302, headers={"Location": "https://evil.example/x"}), "another host", 1),
    ("a loop of redirects", Answer(302, headers={"Location": PATH}), "more than 5 times", 6),
    ("gone", Answer(404), "nothing at this address", 1),
    ("forbidden", Answer(403), "status 403", 1),
    ("too many requests", Answer(429), "slow down", 4),
    ("a fault of the publisher", Answer(500), "status 500", 4),
    ("overloaded", Answer(503, b"busy"), "status 503", 4),
    ("the line is cut", Answer(body=act("x" * 500), headers=XML, cut=True), "cut off", 4),
    ("the line is dead", Answer(hang_up=True), "cut off", 4),
    ("an error page sent as XML", Answer(body=HTML, headers=XML), "a web page where XML was expected", 1),
    ("an error page", Answer(body=HTML, headers={"Content-Type": "text/html"}), "a web page where XML was expected", 1),
    ("a PDF", Answer(body=b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), "'application/pdf' where XML was expected", 1),
    ("nothing", Answer(headers=XML), "the answer is empty", 1),
    ("half an XML", Answer(body=act()[:200], headers=XML), "not whole or not XML", 1),
    ("another XML", Answer(body=b"<feed/>", headers=XML), "not legislation", 1),
    ("no body", Answer(body=b"<Legislation xmlns='http://www.legislation.gov.uk/namespaces/legislation'/>", headers=XML), "no text", 1),
    ("entities", Answer(body=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', headers=XML), "document type or entities", 1),
    ("another Act", Answer(body=act(uri="ukpga/2023/2"), headers=XML), "another text", 1),
    ("a flood", Answer(body=b"<a>" + b"x" * 300_000, headers=XML), "larger than 0.2 MB", 1),
    ("a bomb", Answer(body=gzip.compress(b"x" * 50_000_000), headers={**XML, "Content-Encoding": "gzip"}), "larger than 0.2 MB", 1),
    ("not the gzip that it says", Answer(body=b"no", headers={**XML, "Content-Encoding": "gzip"}), "cut off or damaged", 4),
    ("nothing has changed, though nothing is held", Answer(304), "nothing is held", 1),
]


@pytest.mark.parametrize(("answer", "words", "requests"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_fault_is_told_and_what_was_stored_serves(world, answer, words, requests):
    if answer.status != 304:
        world.publisher.on(PATH, xml("Before."))
        assert world.sync().exit_code == 0
        world.publisher.asked.clear()
        world.clock.seconds += 86400 * 3
    world.publisher.on(PATH, answer)
    report = world.sync()
    assert words in " ".join(report.faults), report.faults
    assert (report.exit_code, report.counts["failed"], len(world.publisher.asked)) == (8, 1, requests)
    assert world.words() == (["Before."] if answer.status != 304 else [])
    world.publisher.on(PATH, xml("After.", "2026-01-01"))
    world.clock.seconds += 86400 * 3
    assert world.sync().counts["new"] == 1
    assert world.words()[0] == "After."


PASSING = [
    Answer(202),
    Answer(429, headers={"Retry-After": "7"}),
    Answer(503),
    Answer(hang_up=True),
    Answer(body=act(), headers=XML, cut=True),
]


@pytest.mark.parametrize("answer", PASSING, ids=["202", "429", "503", "dead", "cut"])
def test_what_passes_is_asked_for_again(world, answer):
    world.publisher.on(PATH, answer, xml())
    assert world.sync().counts["new"] == 1
    assert len(world.publisher.asked) == 2


def test_as_enacted_may_be_absent_and_is_then_not_asked_for_each_time(world):
    latest, enacted = list(of_text(ACT.model_copy(update={"made": "enacted"})))[:2]
    world.publisher.on(PATH, xml())
    report = world.sync(latest, enacted)
    assert (report.exit_code, report.counts["absent"], report.counts["new"]) == (0, 1, 1)
    assert world.sync(latest, enacted).counts["fresh"] == 2
    world.clock.seconds += 86400
    world.publisher.on("/ukpga/2023/1/enacted/data.xml", xml("As enacted.", None))
    assert world.sync(latest, enacted).counts["new"] == 1
    assert world.words() == ["Warm the pot.", "As enacted."]


def test_a_303_leads_to_the_document(world):
    world.publisher.on(PATH, Answer(303, headers={"Location": f"http://{LAW}/made/data.xml"}))
    world.publisher.on("/made/data.xml", xml())
    assert world.sync().counts["new"] == 1
    assert world.publisher.paths == [PATH, "/made/data.xml"]


def test_retry_after_is_honoured_as_seconds_and_as_a_date(world):
    world.publisher.date = datetime(2026, 11, 1, 12, tzinfo=UTC)
    world.publisher.on(
        PATH, Answer(503, headers={"Retry-After": "17"}), Answer(503, headers={"Retry-After": "Sun, 01 Nov 2026 12:00:33 GMT"}), xml()
    )
    assert world.sync().counts["new"] == 1
    assert world.clock.slept == [17.0, 33.0]


def test_a_long_retry_after_ends_the_asking_of_that_host_and_is_kept_to_in_the_next_run(world):
    world.publisher.on(PATH, Answer(429, headers={"Retry-After": "7200"}))
    world.publisher.on("/page", Answer(body=b"<main><p>A page.</p></main>", headers={"Content-Type": "text/html"}))
    more = Target("ukpga-2023-2", "Milk Act 2023", f"https://{LAW}/ukpga/2023/2/data.xml", "clml")
    latest = next(of_text(ACT))
    report = world.sync(latest, more, PAGE)
    assert (report.counts["failed"], report.counts["not asked"], report.counts["new"]) == (1, 1, 1)
    assert world.publisher.paths == [PATH, "/page"]
    world.clock.seconds += 3600
    assert world.sync(latest).counts["not asked"] == 1
    world.clock.seconds += 3700
    world.publisher.on(PATH, xml())
    assert world.sync(latest).counts["new"] == 1


def test_a_retry_after_of_a_hundred_years_is_not_believed(world):
    world.publisher.on(PATH, Answer(429, headers={"Retry-After": "3155760000"}))
    world.sync()
    world.clock.seconds += 86400 * 3
    world.publisher.on(PATH, xml())
    assert world.sync().counts["new"] == 1


def test_a_host_with_three_faults_in_a_row_is_left_alone(world):
    targets = [Target(f"ukpga-2023-{n}", "An Act", f"https://{LAW}/ukpga/2023/{n}/data.xml", "clml") for n in range(1, 6)]
    for n in range(1, 6):
        world.publisher.on(f"/ukpga/2023/{n}/data.xml", Answer(500))
    report = world.sync(*targets)
    assert (report.counts["failed"], report.counts["not asked"]) == (3, 2)
    assert len(world.publisher.asked) == 12


def test_without_a_network_each_host_is_tried_once(world):
    import httpx

    def nowhere(host):
        raise httpx.ConnectError("no network")

    world.resolve = nowhere
    report = world.sync(*of_text(ACT))
    assert (report.counts["failed"], report.counts["not asked"]) == (1, 2)
    assert "no connection to www.legislation.gov.uk" in report.faults[0]


def test_a_publisher_that_drips_is_given_up(world):
    world.manners = {"clock": iter(range(0, 10**6, 50)).__next__, "most_seconds": 20.0, "attempts": 1}
    world.publisher.on(PATH, xml())
    assert "took longer than 20 seconds" in world.sync().faults[0]


def test_a_page_of_gov_uk_that_has_moved(world):
    body = b'{"schema_name": "redirect", "redirects": [{"path": "/page", "destination": "/new-page"}]}'
    world.publisher.on("/api/content/page", Answer(body=body, headers={"Content-Type": "application/json"}))
    assert "has moved to /new-page" in world.sync(GOVUK).faults[0]


def test_a_fault_in_the_middle_does_not_stop_the_rest(world):
    targets = [Target(f"ukpga-2023-{n}", "An Act", f"https://{LAW}/ukpga/2023/{n}/data.xml", "clml") for n in (1, 2, 3)]
    for n in (1, 3):
        world.publisher.on(f"/ukpga/2023/{n}/data.xml", Answer(body=act(uri=f"ukpga/2023/{n}"), headers=XML))
    report = world.sync(*targets)
    assert (report.counts["new"], report.counts["failed"]) == (2, 1)
    assert {r.text for r in Store(world.store.folder).records()} == {"ukpga-2023-1", "ukpga-2023-3"}


def test_a_visit_in_the_future_is_not_fresh(world):
    """The clock was wrong when it was written, or is wrong now."""
    world.clock.start += timedelta(days=4000)
    world.publisher.date = world.clock.now()
    world.publisher.on(PATH, xml("Before."))
    world.sync()
    world.clock.start -= timedelta(days=4000)
    world.publisher.date = world.clock.now()
    world.publisher.on(PATH, xml("After."))
    assert world.sync().counts["new"] == 1
    assert world.words() == ["After."]
