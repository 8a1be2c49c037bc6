"""The index is whole or it does not open; a build that dies leaves the old one serving."""

import errno
import json
import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from assistant.errors import AssistantError, BuildBusy, IndexFault, IndexMissing, RegisterError, StorageError
from assistant.index import build as building
from assistant.index import opened
from assistant.index.build import build
from assistant.index.folder import current_build
from assistant.index.opened import open_index
from assistant.path.step0_receive import receive
from tests.conftest import FakeEncoder

FACT = "soa-2003-s66F#rule"


@pytest.fixture(autouse=True)
def fake(monkeypatch):
    monkeypatch.setattr(opened, "open_encoder", lambda model: FakeEncoder())


@pytest.fixture
def built(small_corpus, tmp_path):
    build(small_corpus, tmp_path / "index", FakeEncoder())
    return tmp_path / "index"


def ids_in(index: Path) -> set[str]:
    return set(open_index(index, "fake").collections["statements"].get()["ids"])


def test_a_build_opens_and_holds_the_register(built):
    index = open_index(built, "fake")
    assert FACT in ids_in(built)
    assert index.manifest.counts["entries"] == len(index.register.documents) == 7
    assert index.words.scores("fake intimate image")


def test_opening_writes_nothing(built):
    before = {p: p.stat().st_mtime_ns for p in built.rglob("*")}
    open_index(built, "fake").collections["statements"].similarity_search("fake", k=3)
    assert {p: p.stat().st_mtime_ns for p in built.rglob("*")} == before


def test_a_read_only_index_serves(built):
    paths = [built, *built.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert FACT in ids_in(built)
    finally:
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_none_built(tmp_path):
    with pytest.raises(IndexMissing, match="python -m assistant build"):
        open_index(tmp_path, "fake")


def files_of(index: Path) -> list[Path]:
    return [p for p in current_build(index).rglob("*") if p.is_file()]


@pytest.mark.parametrize("damage", ["removed", "emptied", "cut", "bit", "noise"])
@pytest.mark.parametrize("name", ["chroma.sqlite3", "data_level0.bin", "register.json", "manifest.json", "labels.npz", "vocab.index.json"])
def test_damage_is_refused_with_what_to_type(built, name, damage):
    path = next(p for p in files_of(built) if p.name == name)
    data = path.read_bytes()
    middle = len(data) // 2
    new = {
        "removed": None,
        "emptied": b"",
        "cut": data[:middle],
        "bit": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "noise": data[:middle] + os.urandom(64) + data[middle + 64 :],
    }[damage]
    path.unlink() if new is None else path.write_bytes(new)
    if damage == "bit" and name == "manifest.json":
        with pytest.raises(AssistantError):  # one bit in the manifest may hit a name, a hash or the form
            open_index(built, "fake")
        return
    with pytest.raises(IndexFault, match="python -m assistant build") as caught:
        open_index(built, "fake")
    assert caught.value.exit_code == 4


def test_a_file_too_many_is_refused(built):
    (current_build(built) / "chroma" / "extra.bin").write_bytes(b"x")
    with pytest.raises(IndexFault, match="does not belong"):
        open_index(built, "fake")


def test_an_index_of_another_format_is_refused(built):
    path = current_build(built) / "manifest.json"
    data = json.loads(path.read_text("utf-8")) | {"format": 99}
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(IndexFault, match="another version"):
        open_index(built, "fake")


def test_an_index_of_another_encoder_is_refused(built, monkeypatch):
    other = FakeEncoder()
    other.fingerprint = "0" * 64
    monkeypatch.setattr(opened, "open_encoder", lambda model: other)
    with pytest.raises(IndexFault, match="built with the encoder"):
        open_index(built, "fake")


def test_swapped_stores_are_refused(built, small_corpus, tmp_path):
    (small_corpus / "services" / "revenge-porn-helpline.toml").unlink()
    build(small_corpus, tmp_path / "other", FakeEncoder())
    here, there = current_build(built), current_build(tmp_path / "other")
    shutil.rmtree(here / "chroma")
    shutil.copytree(there / "chroma", here / "chroma")
    with pytest.raises(IndexFault):
        open_index(built, "fake")


@pytest.mark.parametrize("pointer", ["", "nowhere", "../../etc", "\x00"])
def test_a_bad_pointer_is_no_index(built, pointer):
    (built / "CURRENT").write_text(pointer, "utf-8")
    with pytest.raises(IndexMissing):
        open_index(built, "fake")


def test_a_changed_statement_is_rebuilt_and_found(built, small_corpus):
    path = small_corpus / "provisions/england-and-wales/soa-2003-s66F.toml"
    path.write_text(path.read_text("utf-8").replace("even if the image is never made", "even where no image ever comes of it"), "utf-8")
    encoder = FakeEncoder()
    embedded: list[str] = []
    real = encoder.encode
    encoder.encode = lambda texts, batch=32: embedded.extend(texts) or real(texts, batch)
    build(small_corpus, built, encoder)
    assert len(embedded) == 1, "only the new text is embedded"
    texts = open_index(built, "fake").collections["statements"].get()["documents"]
    assert any("even where no image ever comes of it" in t for t in texts)


def test_a_faulty_register_leaves_the_old_index(built, small_corpus):
    (small_corpus / "provisions" / "bad.toml").write_text("nonsense", "utf-8")
    before = current_build(built)
    with pytest.raises(RegisterError):
        build(small_corpus, built, FakeEncoder())
    assert current_build(built) == before
    assert FACT in ids_in(built)


@pytest.mark.parametrize("stage", ["open_client", "build_words", "hash_files", "dump_register"])
def test_a_full_disk_leaves_the_old_index(built, small_corpus, monkeypatch, stage):
    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = current_build(built)
    monkeypatch.setattr(building, stage, full)
    with pytest.raises(StorageError, match="No space left") as caught:
        build(small_corpus, built, FakeEncoder())
    assert caught.value.exit_code == 6
    assert current_build(built) == before
    assert FACT in ids_in(built)


def test_a_second_builder_is_told_to_wait(built, small_corpus):
    with building._only_builder(built), pytest.raises(BuildBusy, match="Another build") as caught:
        build(small_corpus, built, FakeEncoder())
    assert caught.value.exit_code == 5


def _slow_build(corpus: str, index: str, delay: float) -> None:
    class Slow(FakeEncoder):
        def encode(self, texts, batch=32):
            time.sleep(delay)
            return super().encode(texts, batch)

    build(Path(corpus), Path(index), Slow())


@pytest.mark.parametrize("after", [0.05, 0.6, 1.1, 1.6])
def test_killing_a_build_leaves_the_old_index_serving(built, small_corpus, after):
    (built / f"vectors-{FakeEncoder.fingerprint[:16]}.npz").unlink()
    before = current_build(built)
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_slow_build, args=(str(small_corpus), str(built), 0.05))
    process.start()
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    current = current_build(built)
    assert current is not None
    assert FACT in ids_in(built), "old or new, but whole"
    assert current == before or (current / "manifest.json").exists()
    build(small_corpus, built, FakeEncoder())
    assert FACT in ids_in(built), "and the next build goes through"


class IndexLife(RuleBasedStateMachine):
    """What was indexed is found, or the index refuses to open."""

    @initialize()
    def start(self):
        import tempfile

        self.root = Path(tempfile.mkdtemp())
        self.corpus, self.index = self.root / "corpus", self.root / "index"
        shutil.copytree(self.template, self.corpus)
        build(self.corpus, self.index, FakeEncoder())
        self.whole = True

    @rule(number=st.integers(0, 10_000))
    def damage(self, number):
        files = sorted(files_of(self.index)) if current_build(self.index) else []
        if files:
            path = files[number % len(files)]
            data = path.read_bytes()
            if data:
                place = number % len(data)
                path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
                self.whole = False

    @rule()
    def rebuild(self):
        build(self.corpus, self.index, FakeEncoder())
        self.whole = True

    @rule(word=st.sampled_from(["swiftly", "gladly", "plainly"]))
    def change(self, word):
        path = self.corpus / "provisions/scotland/scotland-create-adult-deepfake.toml"
        path.write_text(path.read_text("utf-8").replace("was found.", f"was {word} found.", 1), "utf-8")
        self.rebuild()

    @invariant()
    def found_or_refused(self):
        if not hasattr(self, "index"):
            return
        try:
            ids = ids_in(self.index)
        except AssistantError:
            assert not self.whole
        else:
            assert self.whole, "a damaged index opened"
            assert FACT in ids

    def teardown(self):
        if hasattr(self, "root"):
            shutil.rmtree(self.root, ignore_errors=True)


def test_random_lives_of_an_index(small_corpus):
    IndexLife.template = small_corpus
    IndexLife.TestCase.settings = settings(
        max_examples=6, stateful_step_count=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    IndexLife.TestCase().runTest()


def test_langchain_retriever(assistant):
    from assistant import RegisterRetriever

    documents = RegisterRetriever(assistant=assistant, k=3).invoke("asking for a deepfake nude")
    assert len(documents) == 3
    assert documents[0].metadata["url"].startswith("https://www.legislation.gov.uk/")
    assert receive("x y").text
