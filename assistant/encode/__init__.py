"""Sentence encoders. `open_encoder` is the one way to get one."""

from __future__ import annotations

from assistant.encode.base import Encoder

DEFAULT_MODEL = "all-MiniLM-L6-v2"


def open_encoder(model: str = DEFAULT_MODEL) -> Encoder:
    """Open the encoder that a setting names.

    :param model: `all-MiniLM-L6-v2` (packaged, no torch), or the folder or name of a sentence-transformers model
    :return: the encoder, ready to use
    :raises EncoderFault: when its weights are missing or wrong
    """
    if model == DEFAULT_MODEL:
        from assistant.encode.minilm import MiniLM

        return MiniLM()
    from assistant.encode.sentence_transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder(model)


__all__ = ["DEFAULT_MODEL", "Encoder", "open_encoder"]
