"""Every form of an official text, and what reads it."""

from __future__ import annotations

from collections.abc import Callable

from assistant.errors import OfficialTextFault
from assistant.official.clml import read_clml
from assistant.official.govuk import read_govuk
from assistant.official.html import read_html
from assistant.official.labelled import read_labelled
from assistant.official.numbered import MarkdownForm, read_numbered
from assistant.official.plain import read_plain
from assistant.official.tree import OfficialText
from assistant.official.xhtml import read_xhtml
from assistant.register.sources import Form, TextCopy


def read_form(data: bytes, copy: TextCopy, title: str) -> OfficialText:
    """Read a document in the form that its copy names.

    :param data: its bytes
    :param copy: id, name, form and numbering
    :param title: its title, for forms that do not say it
    :return: the text
    :raises OfficialTextFault: when it is not of that form
    """
    reader = _READERS.get(copy.form)
    if reader is None:
        raise OfficialTextFault(copy.file, f"a {copy.form} is not a text.")
    return reader(data, copy, title)


def _pdf(data: bytes, copy: TextCopy, title: str) -> OfficialText:
    from assistant.official.pdf import read_pdf  # its library is needed for PDF alone

    return read_pdf(data, copy.file, copy.text, title)


_READERS: dict[Form, Callable[[bytes, TextCopy, str], OfficialText]] = {
    "labelled": lambda data, copy, title: read_labelled(data, copy.text),
    "numbered": lambda data, copy, title: read_numbered(data, MarkdownForm(copy.text, title, copy.prefix)),
    "clml": lambda data, copy, title: read_clml(data, copy.file, copy.text),
    "xhtml": lambda data, copy, title: read_xhtml(data, copy.file, copy.text, title),
    "govuk": lambda data, copy, title: read_govuk(data, copy.file, copy.text),
    "html": lambda data, copy, title: read_html(data, copy.file, copy.text, title),
    "pdf": _pdf,
    "text": lambda data, copy, title: read_plain(data, copy.file, copy.text, title),
}
