"""Read the words of a PDF, page by page."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from assistant.errors import OfficialTextFault
from assistant.official.outline import Outline
from assistant.official.tree import OfficialText

MOST_PAGES = 1500
_PARAGRAPHS = re.compile(r"\n\s*\n")
_BROKEN = (PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, NotImplementedError, OSError)


def read_pdf(data: bytes, name: str, id_: str, title: str = "") -> OfficialText:
    """Read a document.

    :param data: its bytes
    :param name: for messages
    :param id_: the id that the text gets
    :param title: its title; default: what the document says
    :return: the text, one group a page; its date is the day of its last change as it says itself
    :raises OfficialTextFault: when it is no PDF, has a password, has too many pages, or holds no words (pictures of pages)
    """
    if not data.lstrip().startswith(b"%PDF-"):
        raise OfficialTextFault(name, "it is not a PDF.")
    outline = Outline()
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise OfficialTextFault(name, "it has a password.")
        if len(reader.pages) > MOST_PAGES:
            raise OfficialTextFault(name, f"it has {len(reader.pages):,} pages; the limit is {MOST_PAGES:,}.")
        said, dated = _metadata(reader)
        pages = [page.extract_text() for page in reader.pages]
    except _BROKEN as error:  # what a damaged file can make of the reader
        raise OfficialTextFault(name, f"it is damaged ({type(error).__name__}).") from error
    for number, words in enumerate(pages, 1):
        if words.strip():
            outline.heading(1, f"Page {number}")
            for paragraph in _PARAGRAPHS.split(words):
                outline.words(paragraph)
    passages = outline.done()
    if not passages:
        raise OfficialTextFault(name, "it holds no words: its pages are pictures.")
    return OfficialText(id_, title or said or id_, "", dated, passages)


def _metadata(reader: PdfReader) -> tuple[str | None, date | None]:
    found = reader.metadata
    if found is None:
        return None, None
    changed = found.modification_date or found.creation_date
    return found.title, changed.date() if changed else None
