"""Parse XML from outside safely: no entities, no DTD, no network, a limit on size and depth."""

from __future__ import annotations

from lxml import etree

from assistant.errors import OfficialTextFault

MOST_BYTES = 64 * 1024 * 1024
_HTML = (b"<!doctype html", b"<html")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse a document.

    :param data: its bytes
    :param name: for messages
    :return: the root element
    :raises OfficialTextFault: when it is empty, too large, not well-formed, or has a document type (entities could hide there)
    """
    head = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not head:
        raise OfficialTextFault(name, "it is empty.")
    if len(data) > MOST_BYTES:
        raise OfficialTextFault(name, f"it has {len(data) // 1_000_000} MB; the limit is {MOST_BYTES // 1_000_000} MB.")
    if head.startswith(_HTML):
        raise OfficialTextFault(name, "it is a web page and not XML: the server answered with an error page.")
    if b"<!doctype" in data.lower() or b"<!entity" in data.lower():
        raise OfficialTextFault(name, "it has a document type or entities, which are not accepted.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise OfficialTextFault(name, f"it is not whole or not XML ({error.msg}).") from error
    if root.getroottree().docinfo.doctype:  # in an encoding in which the bytes above do not show it
        raise OfficialTextFault(name, "it has a document type or entities, which are not accepted.")
    return root
