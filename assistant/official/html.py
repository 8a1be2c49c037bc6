"""Read a web page: its headings, paragraphs, list items and tables, without what is not its text (menus, scripts, forms)."""

from __future__ import annotations

import re

from lxml import etree, html

from assistant.errors import OfficialTextFault
from assistant.official.outline import Outline
from assistant.official.tree import Kind, OfficialText

_NOT_TEXT = set(
    """
    script style noscript template nav header footer form button select textarea input iframe object embed svg canvas math
    audio video dialog head
    """.split()  # noqa: SIM905  # a list of names reads better so
)
_BLOCKS = set(
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure hr html legend li main ol p
    pre section summary table tbody td tfoot th thead tr ul br
    """.split()  # noqa: SIM905
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MAIN = ("//main", "//*[@role='main']", "//body")


def read_html(data: bytes, name: str, id_: str, title: str = "") -> OfficialText:
    """Read a page.

    :param data: its bytes
    :param name: for messages
    :param id_: the id that the text gets
    :param title: its title; default: what the page says
    :return: the text; it has no date of its own
    :raises OfficialTextFault: when it is empty or holds no text
    """
    root = parse_html(data, name)
    outline = Outline()
    add_html(next(e for path in _MAIN for e in [*root.xpath(path), root]), outline)
    passages = outline.done()
    if not passages:
        raise OfficialTextFault(name, "it is a page without text.")
    said = root.findtext(".//title") or ""
    return OfficialText(id_, title or " ".join(said.split()) or id_, "", None, passages)


def parse_html(data: bytes | str, name: str) -> etree._Element:
    """Parse a page or a piece of one, without a network and without trust.

    :param data: the page; text, or bytes in UTF-8 or in the encoding that the page names
    :param name: for messages
    :raises OfficialTextFault: when there is nothing in it, or it is nested too deeply to be read whole
    """
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    text = _decoded(data) if isinstance(data, bytes) else data
    if isinstance(text, str):  # an XML declaration may name another encoding
        text = _DECLARATION.sub("", text.replace("\x00", ""))
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise OfficialTextFault(name, "it is empty.") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):  # the parser stops there
        raise OfficialTextFault(name, "it is nested too deeply.")
    return root


def _decoded(data: bytes) -> str | bytes:
    """The page as text where it is UTF-8; else its bytes, whose encoding the page names."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data


def add_html(root: etree._Element, outline: Outline, below: int = 0) -> None:
    """Add what stands in an element to an outline.

    :param root: the element
    :param outline: where it goes
    :param below: how many levels its headings stand lower than they say
    """
    pending: list[str] = []
    kinds: list[Kind] = ["text"]  # what the words that come belong to
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in _NOT_TEXT or _hidden(element):
                walker.skip_subtree()
                continue
            if name in _HEADINGS or (name in _BLOCKS and kinds[-1] != "table"):
                _flush(pending, outline, kinds[-1])
            if name in {"li", "table"}:
                kinds.append("table" if name == "table" or kinds[-1] == "table" else "item")
            pending.append(element.text or "")
            continue
        if name in _HEADINGS and kinds[-1] != "table":
            outline.heading(_HEADINGS[name] + below, "".join(pending), element.get("id"))
            pending.clear()
        elif name in {"li", "table"} and not _skipped(element):
            if kinds[-1] != "table" or name == "table":
                _flush(pending, outline, kinds[-1])
            kinds.pop()
        elif name in _BLOCKS and kinds[-1] != "table":
            _flush(pending, outline, kinds[-1])
        elif name in _BLOCKS:
            pending.append(" ")
        if element is not root:
            pending.append(element.tail or "")
    _flush(pending, outline, "text")


def _flush(pending: list[str], outline: Outline, kind: Kind) -> None:
    outline.words("".join(pending), kind)
    pending.clear()


def _hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style


def _skipped(element: etree._Element) -> bool:
    return _hidden(element) or element.tag in _NOT_TEXT
