"""Whatever is done to a document, it is read or refused with a reason; nothing else comes out of a reader."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import LEAD, docx, paragraph, pdf

from assistant.documents.pieces import pieces_of
from assistant.documents.reading import read
from assistant.errors import DocumentFault

WHOLE = {
    "text": f"{LEAD}\n\n\u2022 one\n\u2022 two\n".encode(),
    "markdown": f"# Top\n\n{LEAD}\n\n- one\n- two\n".encode(),
    "html": f"<html><body><h1>Top</h1><p>{LEAD}</p><ul><li>one</ul></body></html>".encode(),
    "xml": f"<a><title>Top</title><p>{LEAD}</p></a>".encode(),
    "docx": docx(paragraph("Top", "Kop") + paragraph(LEAD)),
    "pdf": pdf("First words", "Second words"),
}


@st.composite
def mutated(draw, data):
    """The bytes with a few changed, cut or put in."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(changed) - 1)))
        what = draw(st.sampled_from(["flip", "cut", "put", "end"]))
        if what == "flip" and changed:
            changed[at] = draw(st.integers(0, 255))
        elif what == "cut":
            del changed[at : at + draw(st.integers(1, 40))]
        elif what == "put":
            changed[at:at] = draw(st.binary(max_size=20))
        else:
            del changed[at:]
    return bytes(changed)


@pytest.mark.parametrize("format_", WHOLE)
@pytest.mark.filterwarnings("ignore")
def test_a_mutated_document_is_read_or_refused(format_):
    @settings(max_examples=int(os.environ.get("MUTATIONS", "60")), deadline=None, suppress_health_check=list(HealthCheck))
    @given(mutated(WHOLE[format_]))
    def holds(data):
        try:
            reading = read(data, format_, "x")
        except DocumentFault as fault:
            assert fault.why.endswith((".", ")"))
            return
        assert all(block.text.isprintable() and block.text == block.text.strip() for block in reading.blocks)
        assert pieces_of(reading.blocks, "news")

    holds()
