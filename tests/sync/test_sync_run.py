"""A run asks only for what it must, goes on where another broke off, keeps versions, and mends what is damaged."""

import errno
import os
from datetime import date, timedelta

import pytest
from local_publisher import ACT, LAW, PATH, Answer, act, xml

from assistant.errors import BadRequest, StorageError, SyncBusy
from assistant.official import whole
from assistant.official.library import Library
from assistant.official.store import RECORD
from assistant.sync.client import Manners
from assistant.sync.plan import Target, of_text

DAY = 86400
FEED = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata">{link}
<entry><content><ukm:Effect EffectId="{id}" Modified="{day}T00:00:00Z" Type="inserted" Applied="{applied}" RequiresApplied="true"
 AffectedURI="http://www.legislation.gov.uk/id/ukpga/2023/1" AffectedProvisions="s. 1" AffectingURI="http://www.legislation.gov.uk/id/ukpga/2026/1"
 AffectingProvisions="s. 9"/></content></entry></feed>"""
HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = Target("ofcom-page", "A page", "https://www.ofcom.org.uk/page", "html", "guidance")


def everything():
    return list(of_text(ACT.model_copy(update={"at": (date(2025, 1, 1),)})))


def test_an_act_is_fetched_with_its_versions(world):
    world.publisher.on(PATH, xml("Latest.", "2026-01-01"))
    world.publisher.on("/ukpga/2023/1/2025-01-01/data.xml", xml("Then.", "2024-06-01"))
    report = world.sync(*everything())
    assert dict(report.counts) == {"new": 2, "absent": 2}
    assert world.words() == ["Latest.", "Then."]
    record = world.store.records(ACT.id)[0]
    assert (record.dated, record.licence, record.kind, record.form) == (date(2026, 1, 1), "Open Government Licence v3.0", "law", "clml")
    assert record.asked == f"https://{LAW}{PATH}"
    assert (record.fetched, record.title) == (world.clock.start, "Tea Act 2023")


def test_what_is_fresh_is_not_asked_for_again(world):
    world.publisher.on(PATH, xml())
    world.sync()
    world.clock.seconds += 3600
    assert world.sync().counts["fresh"] == 1
    assert len(world.publisher.asked) == 1
    assert world.sync(again=True).counts["unchanged"] == 1
    assert len(world.publisher.asked) == 2


def test_the_publisher_sends_only_what_has_changed(world):
    modified = "Sat, 31 Oct 2026 08:00:00 GMT"
    world.publisher.on(PATH, xml(ETag='"one"', **{"Last-Modified": modified}))
    world.sync()
    for _ in range(2):  # the validators are kept over an unchanged visit
        world.clock.seconds += DAY
        assert world.sync().counts["unchanged"] == 1
        headers = world.publisher.asked[-1][1]
        assert (headers["if-none-match"], headers["if-modified-since"]) == ('"one"', modified)
    world.publisher.on(PATH, xml("New.", "2026-11-02", ETag='"two"'))
    world.clock.seconds += DAY
    assert world.sync().counts["new"] == 1
    assert world.words() == ["New.", "Warm the pot."]


def test_a_validator_from_the_future_is_not_used(world):
    world.publisher.on(PATH, xml(**{"Last-Modified": "Fri, 01 Jan 2100 00:00:00 GMT"}))
    world.sync()
    world.clock.seconds += DAY
    world.sync()
    assert "if-modified-since" not in world.publisher.asked[-1][1]


def test_a_wrong_clock_is_told_and_the_publishers_is_used(world):
    world.publisher.date = world.clock.now() + timedelta(days=900)
    world.publisher.on(PATH, xml())
    report = world.sync()
    assert "set the clock right" in report.notes[0]
    assert world.store.records()[0].fetched.date() == world.publisher.date.date()


def test_a_file_fetched_by_a_clock_once_wrong_does_not_stay_in_front(world):
    world.clock.start += timedelta(days=4000)
    world.publisher.date = world.clock.now()
    world.publisher.on(PATH, xml("First."))
    world.sync()
    world.clock.start -= timedelta(days=4000)
    world.publisher.date = world.clock.now()
    world.publisher.on(PATH, xml("Mended."))
    world.sync()
    assert world.words() == ["Mended."]


def test_a_run_that_broke_off_goes_on(world, monkeypatch):
    targets = [Target(f"ukpga-2023-{n}", "An Act", f"https://{LAW}/ukpga/2023/{n}/data.xml", "clml") for n in range(1, 5)]
    for n in range(1, 5):
        world.publisher.on(f"/ukpga/2023/{n}/data.xml", Answer(body=act(uri=f"ukpga/2023/{n}"), headers={"Content-Type": "text/xml"}))
    replace = whole.Path.replace

    def killed(self, target):
        if self.name.endswith(".part") and "ukpga-2023-3" in str(self):
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(whole.Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        world.sync(*targets)
    assert len(world.store.records()) == 2 and list(world.store.folder.rglob("*.part"))
    monkeypatch.undo()
    world.publisher.asked.clear()
    report = world.sync(*targets)
    assert dict(report.counts) == {"fresh": 2, "new": 2}
    assert world.publisher.paths == ["/ukpga/2023/3/data.xml", "/ukpga/2023/4/data.xml"]
    assert not list(world.store.folder.rglob("*.part"))


def test_a_full_disk_ends_the_run_and_what_was_there_serves(world, monkeypatch):
    world.publisher.on(PATH, xml("Before."))
    world.sync()
    world.publisher.on(PATH, xml("After.", "2026-01-01"))
    world.clock.seconds += DAY

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(whole.os, "fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        world.sync()
    assert world.words() == ["Before."]
    monkeypatch.undo()
    assert world.sync().counts["new"] == 1


DAMAGE = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:40]),
    "changed": lambda path: path.write_bytes(path.read_bytes().replace(b"Warm", b"Cool")),
    "gone": lambda path: path.unlink(),
    "without record": lambda path: path.with_name(path.name + RECORD).unlink(),
    "half a record": lambda path: path.with_name(path.name + RECORD).write_text('{"text": "ukp'),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_the_next_sync_mends_what_is_damaged(world, damage):
    world.publisher.on(PATH, xml(ETag='"one"'))
    world.sync()
    damage(world.store.path(world.store.records()[0]))
    assert world.words() == []
    assert world.sync().counts["new"] == 1, "fresh or not, and without asking whether it has changed"
    assert world.words() == ["Warm the pot."]


@pytest.mark.parametrize("junk", [b"", b"{", b"\xff\xfe", b'{"text": 1}'])
def test_an_unreadable_visit_is_no_visit(world, junk):
    world.publisher.on(PATH, xml())
    world.sync()
    visit = next((world.store.folder / "visits").iterdir())
    visit.write_bytes(junk)
    assert world.sync().counts["unchanged"] == 1
    assert world.sync().counts["fresh"] == 1


def test_two_syncs_at_once(world):
    world.publisher.on(PATH, xml())
    with world.store.writing(), pytest.raises(SyncBusy):
        world.sync()
    assert world.publisher.asked == []
    assert world.sync().counts["new"] == 1


def test_at_most_one_request_a_second_by_default(world):
    for target in everything():
        world.publisher.on(target.asked.removeprefix(f"https://{LAW}"), xml())
    world.sync(*everything()[:3])
    assert world.clock.slept == [1.0, 1.0]


def test_a_host_can_ask_for_more_patience_and_the_operator_too(world):
    world.manners = {"every_seconds": 5.0}
    world.publisher.on(PATH, xml())
    world.sync(*everything()[:2])
    assert world.clock.slept == [5.0]


def test_who_asks_is_told(world):
    world.publisher.on(PATH, xml())
    world.sync()
    headers = world.publisher.asked[0][1]
    assert headers["user-agent"].startswith("deepfake-law-assistant/") and "(+law@example.org)" in headers["user-agent"]
    assert "cookie" not in headers and "authorization" not in headers


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "größe@example.org", "a\x00"])
def test_a_contact_that_cannot_stand_in_a_header(contact):
    with pytest.raises(BadRequest, match="ASSISTANT_CONTACT"):
        assert Manners(contact=contact).user_agent


def test_a_page_whose_words_are_the_same_is_unchanged(world):
    world.publisher.on("/page", Answer(body=b"<body><nav>1</nav><main><p>Report it.</p></main></body>", headers=HTML))
    world.sync(PAGE)
    world.clock.seconds += DAY
    world.publisher.on("/page", Answer(body=b"<body><nav>2</nav><main><p>Report  it.</p></main></body>", headers=HTML))
    assert world.sync(PAGE).counts["unchanged"] == 1
    world.clock.seconds += DAY
    world.publisher.on("/page", Answer(body=b"<body><main><p>Do not report it.</p></main></body>", headers=HTML))
    assert world.sync(PAGE).counts["new"] == 1
    texts = Library(world.folder).texts("ofcom-page")
    assert [text.passages[0].text for _, text in texts] == ["Do not report it."]
    assert (texts[0][1].licence, texts[0][1].address, texts[0][1].title) == ("Copyright Ofcom", "https://www.ofcom.org.uk/page", "A page")


def test_the_changes_feed_is_followed_and_each_change_counted_once(world):
    target = next(t for t in of_text(ACT) if t.part == "changes")
    first = target.asked.removeprefix(f"https://{LAW}")
    link = f'<link rel="next" href="http://{LAW}{first.replace("&", "&amp;")}&amp;page=2"/>'
    atom = {"Content-Type": "application/atom+xml"}
    one = FEED.format(link=link, id="a", day="2026-01-02", applied="false").encode()
    two = FEED.format(link="", id="b", day="2026-01-01", applied="true").encode()
    world.publisher.on(first, Answer(body=one, headers=atom))
    world.publisher.on(f"{first}&page=2", Answer(body=two, headers=atom))
    assert world.sync(target).counts["new"] == 2
    assert world.words() == []
    later = FEED.format(link=link, id="a", day="2026-01-03", applied="true").encode()
    library = Library(world.folder, [ACT])
    assert {c.id: c.applied for c in library.changes(ACT.id)} == {"a": False, "b": True}
    world.publisher.on(first, Answer(body=later, headers=atom))
    world.clock.seconds += DAY
    world.sync(target)
    assert {c.id: c.applied for c in Library(world.folder, [ACT]).changes(ACT.id)} == {"a": True, "b": True}
