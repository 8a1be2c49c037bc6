"""Write `reference_vectors.npz`: what sentence-transformers makes of a few texts, for machines without torch.

Run with the reference extra: `python tests/data/make_reference_vectors.py`.
"""

from pathlib import Path

import numpy as np

TEXTS = [
    "is requesting a deepfake nude now a crime?",
    "nudes leaked scotland help",
    "My ex has posted intimate pictures of me in a group chat and says that he will send them to my mum.",
    "Ofcom",
    "a",
    "",
    "   spaces   and\ttabs\nand lines   ",
    "CAPITALS AND punctuation!!! ??? ... --- (yes) [no] {maybe}",
    "naïve café Zoë Ærø straße",
    "Deddf Diogelwch Ar-lein: beth yw fy hawliau?",
    "يهددني بنشر صوري",
    "😀 emoji only 😀",
    "section 66F(6)(a) of the Sexual Offences Act 2003 (c. 42)",
    "https://www.legislation.gov.uk/ukpga/2003/42/section/66F",
    "£18 million or 10% of qualifying worldwide revenue, whichever is greater",
    "word " * 400,
    "A provider must take down content as soon as reasonably practicable and no later than 48 hours after a report. " * 12,
    "supercalifragilisticexpialidocious antidisestablishmentarianism",
    "he made a fake nude of me",
    "he asked someone to make a fake nude of me",
    "he shared a fake nude of me",
    "0123456789 10 100 1000",
]


def main() -> None:
    from sentence_transformers import SentenceTransformer

    from assistant.encode.minilm import packaged_folder

    model = SentenceTransformer(str(packaged_folder()), device="cpu")
    vectors = model.encode(TEXTS, normalize_embeddings=True, batch_size=8)
    np.savez(Path(__file__).with_name("reference_vectors.npz"), texts=np.array(TEXTS), vectors=np.asarray(vectors, np.float32))


if __name__ == "__main__":
    main()
