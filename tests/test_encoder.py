"""The packaged encoder equals sentence-transformers, and refuses weights that are not the ones we checked."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.encode import open_encoder
from assistant.encode.adapter import FOLDER, QUESTIONS_SHA256, Adapter
from assistant.encode.minilm import MiniLM, packaged_folder
from assistant.encode.pairs import PairReader
from assistant.errors import EncoderFault

REFERENCE = np.load(Path(__file__).parent / "data" / "reference_vectors.npz")
ADAPTED = np.load(Path(__file__).parent / "data" / "adapted_vectors.npz")


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    """The encoder as published."""
    return MiniLM(adapted=False)


@pytest.mark.parametrize("row", range(len(REFERENCE["texts"])))
def test_equals_what_sentence_transformers_made(minilm, row):
    text = str(REFERENCE["texts"][row])
    cosine = float(minilm.encode([text])[0] @ REFERENCE["vectors"][row])
    assert cosine >= 0.999, text[:60]


def test_a_batch_gives_what_single_texts_give(minilm):
    texts = [str(t) for t in REFERENCE["texts"]]
    together = minilm.encode(texts, batch=5)
    alone = np.stack([minilm.encode([t])[0] for t in texts])
    np.testing.assert_allclose(together, alone, atol=2e-5)


def test_rows_have_length_one_and_the_right_shape(minilm):
    vectors = minilm.encode(["one", "two words", "three little words"])
    assert vectors.shape == (3, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_langchain_interface(minilm):
    assert len(minilm.embed_query("hello")) == 384
    assert len(minilm.embed_documents(["a", "b"])) == 2


def test_other_weights_are_refused(tmp_path):
    shutil.copytree(packaged_folder(), tmp_path / "model")
    weights = tmp_path / "model" / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    with pytest.raises(EncoderFault, match="not the ones that were checked"):
        MiniLM(tmp_path / "model")


def test_missing_weights_say_what_to_type(tmp_path):
    with pytest.raises(EncoderFault, match="make setup"):
        MiniLM(tmp_path)


def test_other_models_need_the_extra_or_the_folder(tmp_path):
    with pytest.raises(EncoderFault, match=r"reference extra|not on this machine"):
        open_encoder(str(tmp_path / "none"))


def test_adapted_it_gives_what_torch_gives():
    ours = MiniLM().encode([str(t) for t in ADAPTED["texts"]])
    assert np.einsum("td,td->t", ours, ADAPTED["vectors"]).min() >= 0.999


def _told(shares):
    return shares[:, :-1] / shares[:, :-1].sum(1, keepdims=True)


def test_the_reader_of_pairs_gives_what_torch_gives():
    reader = PairReader()
    ours = [reader.read(str(q), [str(s)])[0] for q, s in ADAPTED["pairs"]]
    np.testing.assert_allclose([list(r.shares.values()) for r in ours], _told(ADAPTED["shares"]), atol=0.01)
    np.testing.assert_allclose([r.open for r in ours], ADAPTED["shares"][:, -1], atol=0.01)
    np.testing.assert_allclose([r.fit for r in ours], ADAPTED["fits"], atol=0.05)


def test_pairs_read_together_give_what_each_gives_alone():
    reader = PairReader()
    question, statements = str(ADAPTED["pairs"][0][0]), [str(s) for _, s in ADAPTED["pairs"]]
    together = reader.read(question, statements)
    alone = [reader.read(question, [s])[0] for s in statements]
    np.testing.assert_allclose([r.fit for r in together], [r.fit for r in alone], atol=1e-3)
    assert reader.read(question, []) == []


def test_labels_are_read_from_the_adapted_and_the_published_vectors(minilm):
    adapted = MiniLM()
    wide = adapted.wide(["who shared it?"])[0]
    np.testing.assert_allclose(wide[:384], adapted.encode(["who shared it?"])[0], atol=1e-6)
    np.testing.assert_allclose(wide[384:], minilm.encode(["who shared it?"])[0], atol=1e-6)
    assert adapted.fingerprint != minilm.fingerprint


def test_an_adapter_that_is_not_the_one_that_was_measured_is_refused(tmp_path):
    path = tmp_path / "adapter.safetensors"
    with pytest.raises(EncoderFault, match="make setup"):
        Adapter(path, QUESTIONS_SHA256)
    data = bytearray((FOLDER / "questions.safetensors").read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(EncoderFault, match="not the one that was measured"):
        Adapter(path, QUESTIONS_SHA256)


@pytest.mark.reference
@pytest.mark.filterwarnings("ignore")
def test_equals_sentence_transformers_itself():
    pytest.importorskip("sentence_transformers", reason="the reference extra is not installed (make setup-reference)")
    ours, theirs = MiniLM(adapted=False), open_encoder(str(packaged_folder()))
    texts = [str(t) for t in REFERENCE["texts"]]
    assert np.einsum("td,td->t", ours.encode(texts), theirs.encode(texts)).min() >= 0.999
