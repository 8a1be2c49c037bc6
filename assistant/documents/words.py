"""From bytes to words: find the encoding, take out what cannot be seen, and mend letters that were read in a wrong encoding before."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from assistant.errors import DocumentFault

_MARKS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_KEPT = {"\u200c", "\u200d"}  # join or part letters in Urdu, Arabic, Punjabi and in emoji
_MOST_BAD = 0.001  # share of characters that may be unreadable
_MOST_CONTROL = 0.001  # share of control characters in a text
_SECOND = "".join(f"{bytes([n]).decode('cp1252', 'ignore')}{chr(n)}" for n in range(0x80, 0xC0))  # how later bytes of UTF-8 look
_GARBLED = re.compile(
    f"(?:[\u00c2-\u00df][{re.escape(_SECOND)}]|[\u00e0-\u00ef][{re.escape(_SECOND)}]{{2}}|\u00f0[{re.escape(_SECOND)}]{{3}})+"
)


@dataclass(frozen=True)
class Decoded:
    """The words of a file."""

    text: str
    remarks: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Read bytes as text, in whatever usual encoding they are.

    :param data: the file
    :param name: for messages
    :raises DocumentFault: when it is no text, or damaged
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    remarks: list[str] = []
    try:
        text = data.decode(marked or "utf-8-sig")
    except UnicodeDecodeError as error:
        if marked:
            raise DocumentFault(name, f"its characters are damaged (it says that it is {marked.upper()}).") from error
        text, encoding = _guessed(data, name, error.start)
        remarks.append(f"It is not in UTF-8; it was read as {encoding}. Look whether its letters are right.")
    mended, times = _mended(text)
    _check(mended, name)
    if times:
        remarks.append(f"{_times(times)} had been garbled by a wrong encoding before, and were mended.")
    return Decoded(mended.replace("\r\n", "\n").replace("\r", "\n"), tuple(remarks))


def clean(text: str) -> str:
    """Text without control, direction and hidden characters, with single spaces; else letter by letter the same.

    :param text: any text
    """
    kept = (c if c in _KEPT else _seen(c) for c in text)
    return " ".join("".join(kept).split())


def hidden_characters(text: str) -> int:
    """How many characters of a text turn its direction or are never seen, apart from the marks at its beginning."""
    return sum(unicodedata.category(c) in {"Cf", "Co"} and c not in {*_KEPT, "\u00ad", "\ufeff", "\u200b", "\u2060"} for c in text)


def _seen(c: str) -> str:
    category = unicodedata.category(c)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if category in {"Cf", "Cs", "Co", "Cn"} else c


def _guessed(data: bytes, name: str, at: int) -> tuple[str, str]:
    """The text in the encoding that fits best.

    :raises DocumentFault: when it is damaged UTF-8, or nothing fits
    """
    read = data.decode("utf-8", "replace")
    letters = sum(ord(c) > 127 and c != "\ufffd" for c in read)
    if letters > read.count("\ufffd"):
        raise DocumentFault(name, f"its characters are damaged (UTF-8, byte {at:,}). Save it again as UTF-8.")
    best = from_bytes(data).best()
    if best is None or b"\x00" in data:
        raise DocumentFault(name, "it is not text, or in an encoding that is not known. Save it as UTF-8.")
    return str(best), best.encoding.replace("_", "-")


def _check(text: str, name: str) -> None:
    """Refuse binary data and what is mostly unreadable.

    :raises DocumentFault: with the reason
    """
    control = sum(unicodedata.category(c) in {"Cc", "Cn"} and c not in "\t\n\r\f" for c in text)
    if "\x00" in text or control > max(2, _MOST_CONTROL * len(text)):
        raise DocumentFault(name, "it is not text but binary data, whatever its name says.")
    if text.count("\ufffd") > max(2, _MOST_BAD * len(text)):
        raise DocumentFault(name, "many of its characters were lost when it was saved. Save it again as UTF-8.")


def _mended(text: str) -> tuple[str, int]:
    """A text with letters such as those of `donâ€™t` as they were meant, and how many there were."""
    times = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal times
        try:
            meant = b"".join(c.encode("cp1252") if c.encode("cp1252", "ignore") else c.encode("latin-1") for c in found[0]).decode()
        except UnicodeError:
            return found[0]
        times += len(meant)
        return meant

    return _GARBLED.sub(mend, text), times


def _times(number: int) -> str:
    return "1 character" if number == 1 else f"{number:,} characters"
