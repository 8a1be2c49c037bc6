"""Which format a document has: its name and its first bytes must say the same."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

from assistant.errors import DocumentFault

Format = Literal["text", "markdown", "html", "pdf", "docx", "xml"]

ENDINGS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xml": "xml",
}
_TYPES: dict[str, Format] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/xml": "xml",
    "text/xml": "xml",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files, and of new ones with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "a zip archive"),
    (_OLE, "an old Office file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"{\\rtf", "an RTF file"),
)


def format_of(data: bytes, name: str, content_type: str | None = None) -> Format:
    """The format of a document.

    :param data: its bytes
    :param name: of the file, or the address
    :param content_type: what a server calls it; goes before the name
    :raises DocumentFault: when it is none that can be read, or the bytes are something else
    """
    kind = (content_type or "").split(";")[0].strip().lower()
    found = _TYPES.get(kind) or ENDINGS.get(PurePath(name).suffix.lower())
    if found is None:
        raise DocumentFault(name, f"its format is not known. These can be read: {', '.join(ENDINGS)}.")
    head = data[:1024].lstrip()
    looks = next((words for magic, words in _MAGIC if head.startswith(magic)), None)
    if looks == "an old Office file" and _LOCKED in data:
        raise DocumentFault(name, "it has a password. Save it without one.")
    if looks == "an old Office file":
        raise DocumentFault(name, "it is an old Office file. Save it as .docx.")
    expected = {"pdf": "a PDF", "docx": "a zip archive"}.get(found)
    if looks != expected:
        is_it = f"it is {looks}" if looks else "it is something else"
        raise DocumentFault(name, f"it is named as {_NAMES[found]}, but {is_it}.")
    return found


_NAMES: dict[Format, str] = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "a web page",
    "pdf": "a PDF",
    "docx": "a Word document",
    "xml": "XML",
}
