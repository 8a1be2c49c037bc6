"""Read a document of any format into blocks, and refuse what no reader should get."""

from __future__ import annotations

from collections.abc import Callable

from assistant.documents.blocks import Reading, blocks_of
from assistant.documents.docx import read_docx
from assistant.documents.formats import Format
from assistant.documents.markup import read_markdown, read_page, read_text, read_xml
from assistant.documents.words import clean, hidden_characters
from assistant.errors import DocumentFault, OfficialTextFault

MOST_CHARACTERS = 1_000_000
MOST_BLOCKS = 20_000
_HIDDEN = "Hidden characters were taken out of it ({:,}): words can be smuggled in them."


def read(data: bytes, format_: Format, name: str) -> Reading:
    """Read a document.

    :param data: its bytes
    :param format_: its format
    :param name: for messages
    :raises DocumentFault: with the reason for which it cannot be read
    """
    try:
        reading = _READERS[format_](data, name)
    except OfficialTextFault as fault:
        raise DocumentFault(name, fault.why) from fault
    hidden = hidden_characters(reading.words)
    reading = _cleaned(reading)
    characters = sum(len(block.text) for block in reading.blocks)
    if not any(c.isalnum() for block in reading.blocks for c in block.text):
        raise DocumentFault(name, "there are no words in it.")
    if characters > MOST_CHARACTERS or len(reading.blocks) > MOST_BLOCKS:
        raise DocumentFault(name, f"its text has {characters:,} characters; the limit is {MOST_CHARACTERS:,}. Add a part of it.")
    if hidden:
        return reading.model_copy(update={"remarks": (*reading.remarks, _HIDDEN.format(hidden))})
    return reading


def _cleaned(reading: Reading) -> Reading:
    """The same without characters that cannot be seen or that turn the direction of writing, and without what is empty then."""
    blocks = (block.model_copy(update={"text": clean(block.text)}) for block in reading.blocks)
    return reading.model_copy(update={"title": clean(reading.title), "blocks": tuple(b for b in blocks if b.text)})


def _pdf(data: bytes, name: str) -> Reading:
    from assistant.official.pdf import read_pdf  # its library is needed for PDF alone

    text = read_pdf(data, name, "page")
    return Reading(title="" if text.title == "page" else text.title, blocks=tuple(blocks_of(text.passages)))


_READERS: dict[Format, Callable[[bytes, str], Reading]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_page,
    "pdf": _pdf,
    "docx": read_docx,
    "xml": read_xml,
}
