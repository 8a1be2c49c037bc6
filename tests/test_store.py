"""The store of texts: written whole or not at all, versions side by side, damage passed over and named, one writer at a time."""

import errno
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.errors import OfficialTextFault, StorageError, SyncBusy
from assistant.official import whole
from assistant.official.library import Library
from assistant.official.references import Reference
from assistant.official.store import RECORD, Store, Stored
from assistant.proofs.told import provisions_of
from assistant.register.sources import TextCopy, TextSource

ACT = TextSource(id="ukpga-2023-1", act="Tea Act 2023", address="https://www.legislation.gov.uk/ukpga/2023/1")
CLML = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation" DocumentURI="http://www.legislation.gov.uk/ukpga/2023/1"
 IdURI="http://www.legislation.gov.uk/id/ukpga/2023/1" RestrictStartDate="{dated}"><Primary><Body>
 <P1group><Title>The pot</Title><P1 id="section-1"><Pnumber>1</Pnumber><P1para><Text>{words}</Text></P1para></P1></P1group>
</Body></Primary></Legislation>"""


def tea(words="Warm the pot.", dated="2024-01-01"):
    return CLML.format(words=words, dated=dated).encode()


def record(body, dated=date(2024, 1, 1), **more):
    facts = {
        "text": ACT.id,
        "title": ACT.act,
        "address": ACT.address,
        "asked": f"{ACT.address}/data.xml",
        "fetched": datetime(2026, 1, 1, tzinfo=UTC),
        "dated": dated,
        "licence": "OGL",
        "form": "clml",
        "kind": "law",
    }
    return Stored.of(body, **{**facts, **more})


def put(store, words="Warm the pot.", dated=date(2024, 1, 1), **more):
    body = tea(words, str(dated))
    return store.put(record(body, dated, **more), body)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def words_of(folder: Path, copies=()):
    library = Library(folder, [ACT], copies)
    return [held.passage.full_text for held in library.find("Tea Act 2023", Reference("section", "1"))]


def test_versions_stand_side_by_side_and_the_newest_is_first(store, tmp_path):
    put(store, "Old.", date(2024, 1, 1))
    put(store, "New.", date(2026, 1, 1))
    put(store, "As enacted.", None)
    assert [r.dated for r in store.records(ACT.id)] == [date(2026, 1, 1), date(2024, 1, 1), None]
    assert words_of(tmp_path) == ["New.", "Old.", "As enacted."]
    assert sorted(p.name.split("-")[0] for p in (tmp_path / "store" / ACT.id).iterdir()) == ["2024"] * 2 + ["2026"] * 2 + ["enacted"] * 2


def test_of_one_date_the_version_fetched_last_is_served_and_the_other_is_kept(store, tmp_path):
    put(store, "Before the editors mended it.")
    put(store, "Mended.", fetched=datetime(2026, 2, 1, tzinfo=UTC))
    assert words_of(tmp_path) == ["Mended."]
    assert len(store.records()) == 2


def test_stored_texts_and_copies_are_served_together(store, tmp_path):
    put(store, "Stored.")
    (tmp_path / "pot.md").write_text('---\nrevision: "2025-05-05"\n---\n#### 1 The pot\n\nA copy.\n', "utf-8")
    assert words_of(tmp_path, [TextCopy(text=ACT.id, file="pot.md", form="numbered")]) == ["A copy.", "Stored."]


def test_a_copy_that_breaks_off_gives_way_to_a_whole_text(store, tmp_path):
    (tmp_path / "pot.md").write_text('---\nrevision: "2026-05-05"\n---\n#### 1 The pot\n\nOnly the begin\n', "utf-8")
    copies = [TextCopy(text=ACT.id, file="pot.md", form="numbered", complete=False)]
    assert words_of(tmp_path, copies) == ["Only the begin"]
    put(store, "Whole.")
    assert words_of(tmp_path, copies) == ["Whole."]


def test_contents_and_changes_are_kept_and_are_no_versions(store, tmp_path):
    put(store, part="contents")
    body = b"<feed/>"
    store.put(record(body, form="feed", part="changes"), body)
    assert len(store.records()) == 2
    assert store.versions() == [] and words_of(tmp_path) == []


def test_sections_and_schedules_of_a_whole_act_are_found_below_its_parts(store, tmp_path):
    parts = b"""<Part id="part-1"><Number>PART 1</Number><P1group><Title>The pot</Title><P1 id="section-1"><Pnumber>1</Pnumber>
 <P1para><Text>Warm it.</Text></P1para></P1></P1group><P1group Status="Repealed"><P1 id="section-2"><Pnumber>2</Pnumber><P1para>
 <Text>. . .</Text></P1para></P1></P1group></Part></Body><Schedules><Schedule id="schedule-1"><Number>SCHEDULE 1</Number><ScheduleBody>
 <P1 id="schedule-1-paragraph-1"><Pnumber>1</Pnumber><P1para><Text>Two lumps.</Text></P1para></P1></ScheduleBody></Schedule></Schedules>"""
    head, tail = tea()[: tea().index(b" <P1group>")], tea()[tea().index(b"</Primary>") :]
    body = head + parts + tail
    store.put(record(body), body)
    library = Library(tmp_path, [ACT])
    assert [h.passage.full_text for h in library.find(ACT.act, Reference("section", "1"))] == ["Warm it."]
    schedule = library.find(ACT.act, Reference("schedule", "", schedule="1"))
    assert [(h.passage.full_text, h.complete) for h in schedule] == [("Two lumps.", True)]
    assert provisions_of(library.texts(ACT.id)[0][1]) == ["section-1", "schedule-1"]


def test_the_record_tells_where_a_text_comes_from(store, tmp_path):
    put(store, etag='"x"')
    library = Library(tmp_path, [ACT])
    copy, text = library.texts(ACT.id)[0]
    assert (library.record(copy).etag, library.record(copy).asked, text.dated) == ('"x"', f"{ACT.address}/data.xml", date(2024, 1, 1))
    assert (library.acts, library.ids) == ({"Tea Act 2023": ACT.id}, [ACT.id])
    assert "Warm the pot." in " ".join(" ".join(library.wordings()).split())


def cut(path):
    path.write_bytes(path.read_bytes()[:-20])


def change(path):
    path.write_bytes(path.read_bytes().replace(b"New.", b"Fake"))


def cut_record(path):
    cut(path.with_name(path.name + RECORD))


def swap_record(path):
    path.with_name(path.name + RECORD).rename(path.with_name("2025-05-05-aaaaaaaa.xml" + RECORD))


DAMAGE = [
    (cut, "cut off"),
    (change, "changed or cut off"),
    (cut_record, "half-written"),
    (swap_record, "belongs to another file"),
    (lambda path: path.unlink(), "missing"),
    (lambda path: path.with_name(path.name + RECORD).write_bytes(b"\xff\x00"), "half-written"),
]


@pytest.mark.parametrize(("damage", "message"), DAMAGE, ids=[f"{n} {m}" for n, (_, m) in enumerate(DAMAGE)])
def test_what_is_damaged_is_passed_over_and_named_and_the_rest_serves(store, tmp_path, damage, message):
    put(store, "Old.", date(2024, 1, 1))
    damage(store.path(put(store, "New.", date(2026, 1, 1))))
    library = Library(tmp_path, [ACT])
    assert [text.passages[0].full_text for _, text in library.texts(ACT.id)] == ["Old."]
    assert message in " ".join(library.faults)


def test_a_file_without_a_record_does_not_count(store, tmp_path):
    kept = put(store)
    store.path(kept).with_name("2026-01-01-0123abcd.xml").write_bytes(b"<Legis")
    assert words_of(tmp_path) == ["Warm the pot."]


def full(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_what_was_there(store, tmp_path, monkeypatch):
    put(store, "Old.", date(2024, 1, 1))
    monkeypatch.setattr(whole.os, "fsync", full)
    with pytest.raises(StorageError, match=r"An official text could not be written .* No space left") as caught:
        put(store, "New.", date(2026, 1, 1))
    assert caught.value.exit_code == 6
    assert words_of(tmp_path) == ["Old."]
    assert not list((tmp_path / "store").rglob("*.part"))


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageError), Store(tmp_path / "file" / "store").writing():
        pytest.fail("the lock was given")


def test_one_writer_at_a_time(store):
    with store.writing(), pytest.raises(SyncBusy) as caught, Store(store.folder).writing():
        pytest.fail("a second writer was let in")
    assert caught.value.exit_code == 5
    with store.writing():
        put(store)


def test_what_a_killed_run_left_is_swept_away(store, tmp_path):
    kept = store.path(put(store))
    (kept.parent / f"{kept.name}.999.part").write_bytes(b"half")
    with store.writing():
        assert not list(store.folder.rglob("*.part"))
    assert words_of(tmp_path) == ["Warm the pot."]


def test_a_text_can_be_taken_out(store, tmp_path):
    store.remove(put(store))
    assert store.records() == [] and store.faults == [] and words_of(tmp_path) == []


def test_reading_writes_nothing(tmp_path):
    Library(tmp_path / "nowhere", [ACT])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../evil", "a/b", "", "A b"])
def test_an_id_cannot_lead_out_of_the_store(name):
    with pytest.raises(ValueError):
        record(b"x", text=name)


def test_a_damaged_file_is_refused_when_it_is_read(store):
    kept = put(store)
    store.path(kept).write_bytes(b"other")
    with pytest.raises(OfficialTextFault, match="changed or cut off"):
        store.read(kept)
