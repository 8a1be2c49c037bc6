"""Read plain text or Markdown without numbering: paragraphs between blank lines, headings with `#`."""

from __future__ import annotations

import re

from assistant.errors import OfficialTextFault
from assistant.official.outline import Outline
from assistant.official.tree import OfficialText

_HEADING = re.compile(r"(#{1,6})\s+(.+)")
_HEAD = re.compile(r"\A---\n.*?\n---\n", re.S)


def read_plain(data: bytes, name: str, id_: str, title: str = "") -> OfficialText:
    """Read a document.

    :param data: its bytes, in UTF-8
    :param name: for messages
    :param id_: the id that the text gets
    :param title: its title; default: its id
    :return: the text; it has no date of its own
    :raises OfficialTextFault: when it is not text or has no words
    """
    try:
        words = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise OfficialTextFault(name, f"it is not text in UTF-8 (byte {error.start:,}).") from error
    if "\x00" in words:
        raise OfficialTextFault(name, "it is not text.")
    outline = Outline()
    for block in re.split(r"\n\s*\n", _HEAD.sub("", words)):
        lines = block.strip().split("\n")
        if found := _HEADING.fullmatch(lines[0]):
            outline.heading(len(found[1]), found[2])
            lines = lines[1:]
        outline.words(" ".join(lines))
    passages = outline.done()
    if not passages:
        raise OfficialTextFault(name, "it is empty.")
    return OfficialText(id_, title or id_, "", None, passages)
