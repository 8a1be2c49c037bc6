"""What the tests share: a small register, a fake encoder, and the real assistant opened once."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.encode.base import Array, Encoder
from assistant.errors import IndexFault
from assistant.reading.features import tokens
from assistant.register.load import Register, read_register

PROJECT = Path(__file__).resolve().parent.parent
CORPUS = PROJECT / "corpus"
SMALL = (
    "provisions/england-and-wales/soa-2003-s66E.toml",
    "provisions/england-and-wales/soa-2003-s66F.toml",
    "provisions/england-and-wales/pca-1978-s1.toml",
    "provisions/scotland/scotland-create-adult-deepfake.toml",
    "provisions/northern-ireland/ni-adult-deepfake.toml",
    "services/revenge-porn-helpline.toml",
    "advice/under-18-who-shared.toml",
    "words/nations.toml",
    "words/acts.toml",
    "words/conducts.toml",
    "words/phrases.toml",
)


class FakeEncoder(Encoder):
    """A deterministic encoder: each word has a fixed random direction, a text is the sum of its words."""

    name = "fake"
    dimension = 64
    fingerprint = hashlib.sha256(b"fake encoder").hexdigest()

    def encode(self, texts: list[str], batch: int = 32) -> Array:
        rows = np.stack([sum((self._word(w) for w in tokens(t)), self._word("^")) for t in texts])
        unit: Array = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def _word(self, word: str) -> Array:
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
        return np.random.default_rng(seed).standard_normal(self.dimension).astype(np.float32)


@pytest.fixture(scope="session")
def register() -> Register:
    """The real register."""
    return read_register(CORPUS)


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """A folder with a few real entries, free to be broken."""
    folder = tmp_path / "corpus"
    for name in SMALL:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CORPUS / name, target)
    for name in ("provisions/england-and-wales/soa-2003-s66E.toml", *SMALL[1:5]):
        path = folder / name
        text = path.read_text("utf-8")
        start, end = text.find("related = ["), text.find("]", text.find("related = ["))
        path.write_text(text[:start] + text[end + 1 :] if start >= 0 else text, "utf-8")
    (folder / "examples").mkdir()
    (folder / "examples" / "few.toml").write_text(
        '[[example]]\ntext = "he made a fake nude"\nconduct = ["create"]\nask = ["crime"]\n\n'
        '[[example]]\ntext = "he asked for a fake nude"\nconduct = ["request"]\nask = ["crime"]\n\n'
        '[[example]]\ntext = "hello there"\ntriage = "greeting"\n',
        "utf-8",
    )
    return folder


@pytest.fixture
def encoder() -> FakeEncoder:
    """The fake encoder."""
    return FakeEncoder()


@pytest.fixture(scope="session")
def assistant():
    """The real assistant on the real index."""
    from assistant.assistant import Assistant

    try:
        return Assistant.open()
    except IndexFault as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no usable index: {error}")
