"""The whole run from a folder of files, by the command itself; and what the real register lists."""

import json
from datetime import date
from pathlib import Path

import httpx
import pytest
from local_publisher import act

from assistant.cli.main import main
from assistant.official.library import Library
from assistant.official.store import Store
from assistant.register.check import check
from assistant.register.load import read_register
from assistant.sync.addresses import Allowed
from assistant.sync.plan import plan
from assistant.sync.replay import FolderTransport, look_through, matched

PROJECT = Path(__file__).resolve().parents[2]
OFFICIAL = PROJECT.parent / "shared" / "official"
held = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="no copies of official texts beside this checkout")
SOURCES = """
[[text]]
id = "ukpga-2023-1"
act = "Tea Act 2023"
address = "https://www.legislation.gov.uk/ukpga/2023/1"
at = [2025-01-01]
made = "enacted"
[[copy]]
text = "ukpga-2023-1"
file = "copies/section-2.md"
form = "numbered"
[[page]]
id = "govuk-tea"
title = "Tea, a guide"
address = "https://www.gov.uk/guidance/tea"
form = "govuk"
[[host]]
host = "www.legislation.gov.uk"
licence = "Open Government Licence v3.0"
[[host]]
host = "www.gov.uk"
licence = "Open Government Licence v3.0"
"""
COPY = """---
source: "https://www.legislation.gov.uk/ukpga/2023/1/section/2"
revision: "2025-05-05"
---
#### 2 Milk

Last.
"""
FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" type="application/atom+xml"
 href="http://www.legislation.gov.uk/changes/affected/ukpga/2023/1/data.feed?results-count=50&amp;sort=modified"/></feed>"""


def guide(path="/guidance/tea", words="Warm the pot."):
    return json.dumps({"schema_name": "answer", "base_path": path, "title": "Tea", "details": {"body": f"<p>{words}</p>"}}).encode()


FILES = {
    "ukpga-2023-1.xml": act("Latest.", "2026-01-01"),
    "ukpga-2023-1-2025-01-01.xml": act("Then.", "2024-06-01", "ukpga/2023/1"),
    "whatever.xml": act("As enacted.", None, "ukpga/2023/1").replace(b'1"\n IdURI', b'1/enacted"\n IdURI'),
    "feeds/x.xml": FEED.encode(),
    "pages/x.json": guide(),
    "copies/section-2.md": COPY.encode(),
    "ukpga-2022-9.xml": act("Another Act.", "2022-01-01", "ukpga/2022/9"),
    "other.json": guide("/other"),
    "notes.txt": b"nothing official",
    "broken.json": b"{",
    "picture.png": b"\x89PNG",
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A register of sources, a folder of files, an empty data folder."""
    for name, data in {**{f"files/{n}": d for n, d in FILES.items()}, "corpus/sources/s.toml": SOURCES.encode()}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    return tmp_path


def stored(place):
    return {(r.text, r.part, str(r.dated)) for r in Store(place / "data" / "official" / "store").records()}


LISTED = {
    ("ukpga-2023-1", "whole", "2026-01-01"),
    ("ukpga-2023-1", "whole", "2024-06-01"),
    ("ukpga-2023-1", "whole", "None"),
    ("ukpga-2023-1", "provisions", "2025-05-05"),
    ("ukpga-2023-1", "changes", "None"),
    ("govuk-tea", "whole", "None"),
}


def test_the_whole_run_from_a_folder(place, capsys):
    assert main(["sync", "--from", str(place / "files")]) == 0
    assert "6 new" in capsys.readouterr().out
    assert stored(place) == LISTED
    library = Library(place / "data" / "official", read_register(place / "corpus").texts)
    assert [text.dated for _, text in library.texts("ukpga-2023-1")] == [date(2026, 1, 1), date(2025, 5, 5), date(2024, 6, 1), None]
    page = library.texts("govuk-tea")[0][1]
    assert (page.passages[0].text, page.address) == ("Warm the pot.", "https://www.gov.uk/guidance/tea")
    record = library.record(library.texts("govuk-tea")[0][0])
    assert (record.title, record.kind) == ("Tea, a guide", "guidance")


def test_a_second_run_finds_everything_fresh_and_again_finds_it_unchanged(place, capsys):
    main(["sync", "--from", str(place / "files")])
    capsys.readouterr()
    assert main(["sync", "--from", str(place / "files")]) == 0
    assert "0 new, 0 unchanged, 6 fresh" in capsys.readouterr().out
    assert main(["sync", "--again", "--from", str(place / "files")]) == 0
    assert "0 new, 6 unchanged, 0 fresh" in capsys.readouterr().out
    (place / "files" / "ukpga-2023-1.xml").write_bytes(act("Newer.", "2026-06-01"))
    assert main(["sync", "--again", "--from", str(place / "files")]) == 0
    assert "1 new, 5 unchanged" in capsys.readouterr().out


def test_what_is_not_listed_is_taken_only_when_asked_for(place):
    assert main(["sync", "--from", str(place / "files"), "--all"]) == 0
    assert stored(place) - LISTED == {("ukpga-2022-9", "whole", "2022-01-01"), ("govuk-other", "whole", "None")}


def test_one_text_alone(place):
    assert main(["sync", "govuk-tea", "--from", str(place / "files")]) == 0
    assert {text for text, _, _ in stored(place)} == {"govuk-tea"}


def test_a_broken_file_is_told_and_what_was_there_serves(place, capsys):
    main(["sync", "--from", str(place / "files")])
    (place / "files" / "ukpga-2023-1.xml").write_bytes(act("Half.", "2026-02-01")[:-30])
    (place / "files" / "pages" / "x.json").write_bytes(guide().replace(b"answer", b"gone"))
    assert main(["sync", "--again", "--from", str(place / "files")]) == 8
    told = capsys.readouterr().err
    assert "not whole or not XML" in told and "taken off GOV.UK" in told and "Traceback" not in told
    assert stored(place) == LISTED


def test_a_damaged_text_is_named_by_the_check_of_the_register(place, capsys):
    main(["sync", "--from", str(place / "files")])
    next((place / "data" / "official" / "store" / "ukpga-2023-1").glob("2026*.xml")).write_bytes(b"<Legis")
    main(["corpus", "check"])
    assert "cut off; it is passed over until the next sync" in capsys.readouterr().err


def test_a_link_out_of_the_folder_is_not_followed(place, tmp_path):
    outside = tmp_path / "outside.xml"
    outside.write_bytes(act("Outside.", "2027-01-01"))
    (place / "files" / "ukpga-2023-1.xml").unlink()
    (place / "files" / "ukpga-2023-1.xml").symlink_to(outside)
    main(["sync", "--from", str(place / "files")])
    assert ("ukpga-2023-1", "whole", "2027-01-01") not in stored(place)


def test_bad_arguments_are_told(place, capsys):
    assert main(["sync", "--from", str(place / "nowhere")]) == 2
    assert "There is no folder" in capsys.readouterr().err
    assert main(["sync", "ukpga-2023-7"]) == 2
    assert "ukpga-2023-1" in capsys.readouterr().err
    assert stored(place) == set()


def test_a_contact_with_a_line_break_is_refused(place, monkeypatch, capsys):
    monkeypatch.setenv("ASSISTANT_CONTACT", "a\nb")
    assert main(["sync", "--from", str(place / "files")]) == 2
    assert "ASSISTANT_CONTACT" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told(place, capsys):
    (place / "data").write_text("a file")
    assert main(["sync", "--from", str(place / "files")]) == 6
    assert "could not be written" in capsys.readouterr().err


def test_a_second_sync_waits_its_turn(place, capsys):
    with Store(place / "data" / "official" / "store").writing():
        assert main(["sync", "--from", str(place / "files")]) == 5
    assert "Another sync" in capsys.readouterr().err


def test_the_plan_can_be_seen(place, capsys):
    assert main(["sync", "--list"]) == 0
    told = capsys.readouterr().out
    assert "https://www.gov.uk/api/content/guidance/tea" in told and "/ukpga/2023/1/enacted/data.xml" in told
    assert "6 addresses." in told
    assert not (place / "data").exists()


NAMES = [
    ("ukpga-2018-12.xml", "/ukpga/2018/12/data.xml", "whole"),
    ("ukpga-2018-12-2023-01-01.xml", "/ukpga/2018/12/2023-01-01/data.xml", "whole"),
    ("ukpga-2018-12-enacted.xml", "/ukpga/2018/12/enacted/data.xml", "whole"),
    ("ukpga-2018-12-section-164A-2023-01-01.xml", "/ukpga/2018/12/section/164A/2023-01-01/data.xml", "provisions"),
    ("ukpga-2018-12-contents-2023-01-01.xml", "/ukpga/2018/12/contents/2023-01-01/data.xml", "contents"),
    ("anything.xml", "/ukpga/2018/12/data.xml", "whole"),
]


@pytest.mark.parametrize(("name", "path", "part"), NAMES, ids=[n[0] for n in NAMES])
def test_a_file_is_matched_by_its_name_or_by_what_it_says(tmp_path, name, path, part):
    (tmp_path / name).write_bytes(act(uri="ukpga/2018/12"))
    found = look_through(tmp_path, read_register(PROJECT / "corpus"))
    assert [(f.target.text, f.target.asked, f.target.part) for f in found] == [
        ("ukpga-2018-12", f"https://www.legislation.gov.uk{path}", part)
    ]


def test_a_name_that_contradicts_the_document_is_not_believed(tmp_path):
    (tmp_path / "ukpga-2003-42.xml").write_bytes(act(uri="ukpga/2018/12"))
    assert look_through(tmp_path, read_register(PROJECT / "corpus")) == []


def test_an_address_without_a_file_is_a_404():
    assert httpx.Client(transport=FolderTransport([])).get("https://www.gov.uk/a").status_code == 404


def test_everything_that_the_register_lists_may_be_asked_and_once_only(register):
    targets = plan(register)
    allowed = Allowed(register.hosts)
    assert all(allowed.check(t.asked) for t in targets)
    assert len({t.asked for t in targets}) == len(targets)
    assert all(t.asked.startswith("https://www.gov.uk/api/content/") for t in targets if t.form == "govuk")
    assert {"clml", "feed", "govuk", "html", "pdf"} == {t.form for t in targets}
    osa = [t.asked.removeprefix("https://www.legislation.gov.uk") for t in targets if t.text == "ukpga-2023-50"]
    assert {"/ukpga/2023/50/data.xml", "/ukpga/2023/50/2024-08-23/data.xml", "/ukpga/2023/50/2026-06-29/data.xml"} <= set(osa)


def test_every_guidance_page_of_the_register_on_a_listed_public_body_is_fetched(register):
    hosts = ("https://www.ofcom.org.uk/", "https://www.gov.uk/government/")
    pages = {p.address for p in register.pages}
    assert [d.id for d in register.guidance if d.url and d.url.startswith(hosts) and d.url not in pages] == []


BROKEN = [
    ('id = "govuk-tea"', 'id = "ukpga-2023-1"', "the id is used 2 times"),
    ("https://www.gov.uk/guidance/tea", "https://evil.example/tea", "not listed in hosts.toml"),
    ("https://www.legislation.gov.uk/ukpga/2023/1", "https://www.legislation.gov.uk/ukpga/2023/2", "it is that of ukpga-2023-2"),
    ('host = "www.gov.uk"', 'host = "www.legislation.gov.uk"', "listed 2 times"),
    ('text = "ukpga-2023-1"', 'text = "ukpga-2023-9"', "there is no text 'ukpga-2023-9'"),
]


@pytest.mark.parametrize(("old", "new", "why"), BROKEN, ids=[b[2] for b in BROKEN])
def test_sources_with_a_fault_are_refused(place, old, new, why):
    path = place / "corpus" / "sources" / "s.toml"
    assert not [f for f in check(read_register(place / "corpus")) if why in f]
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert [f for f in check(read_register(place / "corpus")) if why in f]


@pytest.mark.parametrize("address", ["http://www.gov.uk/a", "https://u:p@www.gov.uk/a", "https://www.gov.uk/a#b", "https://www.gov.uk:1/a"])
def test_an_address_of_a_page_must_be_plain_https(place, address):
    from assistant.errors import RegisterError

    path = place / "corpus" / "sources" / "s.toml"
    path.write_text(path.read_text("utf-8").replace("https://www.gov.uk/guidance/tea", address), "utf-8")
    with pytest.raises(RegisterError, match="address"):
        read_register(place / "corpus")


def test_a_provision_whose_act_nobody_fetches_is_refused(register):
    fewer = register.model_copy(update={"texts": tuple(t for t in register.texts if t.id != "ukpga-2003-42")})
    assert any("ukpga/2003/42 is not in corpus/sources" in f for f in check(fewer))


@held
def test_all_files_that_are_held_can_be_replayed(tmp_path, monkeypatch):
    """The Data Protection Act in its three versions among them."""
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    assert main(["sync", "--from", str(OFFICIAL), "--all"]) == 0
    library = Library(tmp_path / "official", read_register(PROJECT / "corpus").texts)
    assert library.faults == []
    assert [text.dated for _, text in library.texts("ukpga-2018-12")] == [date(2026, 4, 7), date(2022, 12, 5), None]
    assert [t.dated for c, t in library.texts("ukpga-2023-50") if c.part == "whole"] == [date(2024, 8, 23)]
    assert len(library.changes("ukpga-2018-12")) == 50
    found = look_through(OFFICIAL, read_register(PROJECT / "corpus"))
    files = {p.name for p in (OFFICIAL / "clml").iterdir()} | {p.name for p in (OFFICIAL / "govuk").iterdir()}
    assert files <= {f.path.name for f in found}
    assert len(matched(found, [], True)[0]) == len(found)
