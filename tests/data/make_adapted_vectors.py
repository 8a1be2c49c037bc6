"""Write `adapted_vectors.npz`: what torch makes of a few texts with the adapters, for machines without torch.

Run with the reference extra, after teaching: `python tests/data/make_adapted_vectors.py`.
"""

from pathlib import Path

import numpy as np

TEXTS = [
    "is requesting a deepfake nude now a crime?",
    "he asked someone to make a fake nude of me",
    "Ofcom",
    "word " * 90,
]
PAIRS = [
    (
        "so as long as I keep it to myself I'm fine?",
        "Making a fake intimate image of an adult without consent is a crime even if the image is never shared.",
    ),
    (
        "is it a crime if nobody ever saw it?",
        "Making a fake intimate image of an adult without consent is a crime even if the image is never shared.",
    ),
    ("will she go to prison", "It depends on what the prosecution can prove."),
]


def main() -> None:
    import torch

    from assistant.encode.adapter import FOLDER
    from assistant.teach.network import Pupil
    from assistant.teach.pairs import Reader

    pupil, reader = Pupil(256), Reader()
    pupil.take(FOLDER / "questions.safetensors")
    reader.take(FOLDER / "pairs.safetensors")
    reader.eval()
    with torch.no_grad():
        vectors = torch.nn.functional.normalize(pupil(TEXTS), dim=1).numpy()
        verdicts, fits = reader(PAIRS)
        shares = torch.softmax(verdicts, dim=1).numpy()  # the last: it cannot be answered yes or no
    path = Path(__file__).with_name("adapted_vectors.npz")
    np.savez(path, texts=np.array(TEXTS), vectors=vectors, pairs=np.array(PAIRS), shares=shares, fits=fits.numpy())


if __name__ == "__main__":
    main()
