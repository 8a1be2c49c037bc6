"""Documents that are broken or made to do harm: refused with a clear message and exit code 9, and nothing of them is stored."""

import os
import socket
import subprocess
import sys
import time

import pytest
from making import LEAD, archive, docx, locked, lying, paragraph, pdf

from assistant.documents import apart
from assistant.documents.file import take
from assistant.errors import DocumentFault

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x><p>&f; words</p></x>'
BODY = paragraph("A report.")
REFUSED = [
    ("empty.txt", b"", "it is empty"),
    ("blank.txt", b" \n\t\n", "no words"),
    ("marks.md", b"---\n\n***\n", "no words"),
    ("noise.txt", bytes(range(256)) * 40, "not text"),
    ("zeros.txt", b"words\x00\x00words" * 50, "binary data"),
    ("program.txt", b"\x7fELF\x02\x01" + b"\x00" * 300, "it is a program"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 300, "it is a picture"),
    ("really.txt", pdf("Hello there"), "it is a PDF"),
    ("really.pdf", b"Just words", "named as a PDF"),
    ("really.docx", b"Just words", "named as a Word document"),
    ("sheet.xlsx", b"PK\x03\x04", "format is not known"),
    ("no-ending", b"words", "format is not known"),
    ("cut.txt", ("d\u00e9j\u00e0 vu, caf\u00e9, na\u00efve " * 20).encode() + b"\xe2\x82", "characters are damaged"),
    ("lost.txt", "what \ufffd\ufffd\ufffd was \ufffd said \ufffd here".encode(), "were lost"),
    ("half.txt", b"\xff\xfeh\x00i\x00\x00\xd8", "UTF-16"),
    ("locked.pdf", pdf("Secret", password="x"), "it has a password"),
    ("cut.pdf", pdf("Hello there")[:200], "damaged"),
    ("noise.pdf", b"%PDF-1.7\n" + os.urandom(500), "damaged"),
    ("pictures.pdf", pdf(""), "no words"),
    ("locked.docx", locked(docx(BODY)), "it has a password"),
    ("office-lock.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "it has a password"),
    ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Save it as .docx"),
    ("cut.docx", docx(BODY)[:-40], "damaged or cut off"),
    ("archive.docx", archive({"a.txt": b"words"}), "not a Word document"),
    ("bomb.docx", docx(BODY, {"word/media/image1.bmp": b"\x00" * 40_000_000}), "zip bomb"),
    ("big.docx", docx(BODY, {f"word/media/{n}": os.urandom(1000) + b"\x00" * 900_000 for n in range(80)}), "zip bomb"),
    ("many.docx", docx(BODY, {f"word/media/{n}": b"x" for n in range(2_001)}), "2,004 files"),
    ("lying.docx", lying(docx(BODY * 500), b"word/document.xml", 100), "damaged or cut off"),
    (
        "entities.docx",
        docx("<w:p><w:r><w:t>&f;</w:t></w:r></w:p>", head='<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
        "entities",
    ),
    ("broken.docx", archive({"word/document.xml": b"<w:document><w:body>"}), "text is damaged"),
    ("xxe.xml", XXE, "document type or entities"),
    ("laughs.xml", BOMB, "document type or entities"),
    ("wide-xxe.xml", XXE.replace('"1.0"?', '"1.0" encoding="UTF-16"?').encode("utf-16"), "document type or entities"),
    ("deep.xml", "<a>" * 5_000 + "words" + "</a>" * 5_000, "not whole or not XML"),
    ("broken.xml", "<a><b>words</a>", "not whole or not XML"),
    ("page.xml", "<!DOCTYPE html><html><body>words</body></html>", "web page"),
    ("scripts.html", "<html><body><script>alert(1)</script></body></html>", "without text"),
    ("long.txt", "A sentence of words. " * 50_000, "limit is 1,000,000"),
]


@pytest.mark.parametrize(("name", "data", "why"), REFUSED, ids=[row[0] for row in REFUSED])
def test_it_is_refused_with_its_reason_and_nothing_is_stored(desk, name, data, why):
    done = desk.add(name, data)
    assert (done.code, done.out, desk.stored()) == (9, "", [])
    assert why in done.err and name in done.err and "Nothing was stored" in done.err
    assert len(done.err) < 400 and "root:" not in done.err


def test_a_file_that_is_too_large_is_refused_before_it_is_read(desk):
    path = desk.folder / "huge.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200_000_000)
    start = time.perf_counter()
    done = desk.run("add", path, "--kind", "news", "--title", "Huge")
    assert done.code == 9 and "200 MB; the limit is 34 MB" in done.err and desk.stored() == []
    assert time.perf_counter() - start < 10


def test_a_pdf_with_too_many_pages_is_refused(desk):
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(1_501):
        writer.add_blank_page(10, 10)
    path = desk.folder / "pages.pdf"
    writer.write(path)
    done = desk.run("add", path, "--kind", "news", "--title", "Pages")
    assert done.code == 9 and "1,501 pages" in done.err


def test_pages_that_hold_each_other_end(desk):
    loop = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )
    done = desk.add("loop.pdf", loop)
    assert done.code == 9 and desk.stored() == []


def test_reading_ends_when_its_time_is_up(desk, monkeypatch):
    script = desk.file("slow.py", "import time; time.sleep(30)")
    monkeypatch.setattr(apart, "_command", lambda *_: [sys.executable, str(script)])
    start = time.perf_counter()
    with pytest.raises(DocumentFault, match="more than 1 seconds"):
        apart.read_apart(b"words", "text", "slow.txt", apart.Limits(seconds=1))
    assert time.perf_counter() - start < 10


def test_reading_that_needs_too_much_memory_ends():
    with pytest.raises(DocumentFault, match=r"memory|breaks the program"):
        apart.read_apart(b"words " * 1_000_000, "text", "greedy.txt", apart.Limits(megabytes=60))


@pytest.mark.parametrize("script", ["import os; os.abort()", "print('{\"reading\": 1}')", "print('[')", "pass"])
def test_a_reader_that_breaks_takes_nothing_with_it(desk, monkeypatch, script):
    path = desk.file("crash.py", script)
    monkeypatch.setattr(apart, "_command", lambda *_: [sys.executable, str(path)])
    done = desk.add("a.txt", LEAD)
    assert done.code == 9 and "breaks the program" in done.err and desk.stored() == []


def test_what_is_no_file_is_refused(desk):
    folder = desk.folder
    (folder / "folder.txt").mkdir()
    (folder / "a.txt").symlink_to(folder / "b.txt")
    (folder / "b.txt").symlink_to(folder / "a.txt")
    os.mkfifo(folder / "pipe.txt")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / "s.txt"))
    cases = {
        folder / "folder.txt": "folder",
        folder / "a.txt": "cannot be read",
        folder / "pipe.txt": "pipe",
        folder / "s.txt": "socket",
        "/dev/zero": "device",
        folder / "absent.txt": "No such file",
        "a\x00b.txt": "control characters",
        "nice\x1b[31m.txt": "control characters",
        "two\nlines.txt": "control characters",
        "bidi\u202etxt.exe": "control characters",
        "": "cannot be read",
    }
    for path, why in cases.items():
        done = desk.run("add", path, "--kind", "news", "--title", "A report")
        assert done.code == 9 and why in done.err, path
        assert "\x1b" not in done.err and "\u202e" not in done.err
    listener.close()
    assert desk.stored() == []


def test_a_file_that_may_not_be_read_is_refused(desk):
    path = desk.file("mine.txt", LEAD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(DocumentFault, match="Permission denied"):
        take(str(path))


def test_a_file_that_grows_while_it_is_read_is_refused(desk):
    path = desk.file("grows.txt", b"words " * 10)
    with pytest.raises(DocumentFault, match="limit"):
        take(str(path), most=20)
    assert take(str(path))[0] == "grows.txt"


def test_the_worker_refuses_to_write_files(desk):
    code = (
        "import sys; sys.argv[1:] = ['text', 'x', '1500', '60']\n"
        "from assistant.documents import worker\nworker._limit(1500, 60)\nwith open(%r, 'w') as file: file.write('x' * 10)"
    )
    done = subprocess.run([sys.executable, "-c", code % str(desk.folder / "leak")], capture_output=True, check=False)
    assert done.returncode != 0 and b"File too large" in done.stderr
    assert (desk.folder / "leak").stat().st_size == 0
