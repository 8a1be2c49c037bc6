"""The shape of `corpus/sources/`: official texts, pages and hosts, and how copies are read.

`assistant sync` fetches what stands here and nothing else; `assistant corpus check` refuses an address whose host is not listed.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from assistant.register.schema import Id, Line, Url, _Entry

HostName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=100)]
SecureUrl = Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+(/[^\s<>\"#@]*)?$", max_length=400)]
Kind = Literal[
    "law",
    "guidance",
    "news",
    "own",  # an explanation of the operator's
]
Form = Literal[
    "clml",  # XML of legislation.gov.uk
    "xhtml",  # a fragment of it as a page
    "labelled",  # plain text with a label before each piece
    "numbered",  # Markdown with numbers in brackets
    "govuk",  # JSON of the GOV.UK content API
    "html",
    "pdf",
    "text",  # plain text or Markdown without numbering
    "blocks",  # a document that somebody added, as headings and paragraphs
    "feed",  # changes to an Act, as an Atom feed
]


Part = Literal[
    "whole",  # the text as a whole
    "provisions",  # some of its provisions
    "contents",  # its table of contents
    "changes",  # one page of its changes feed
]


class TextSource(_Entry):
    """An official text that the register rests on."""

    id: Id
    act: Line  # as `act` of its provisions begins
    address: Url
    at: tuple[date, ...] = ()  # days whose version is wanted beside the latest
    made: Literal["enacted", "made"] | None = None  # whether, and under which word, the first version is wanted too


class TextCopy(_Entry):
    """How one file of a folder of copies is read, and what it holds."""

    text: Id
    file: Line  # below the folder
    form: Form
    prefix: Line = "section-"  # what a bare number counts, in the form `numbered`
    only: tuple[Line, ...] = ()  # numbers of the provisions that belong to this text; empty: all
    complete: bool = True  # false: the provision breaks off
    part: Part = "provisions"


class PageSource(_Entry):
    """A page or document of a public body that the register rests on."""

    id: Id
    title: Line
    address: SecureUrl  # as a reader opens it
    form: Literal["govuk", "html", "pdf"]
    kind: Literal["guidance", "news"] = "guidance"


class Host(_Entry):
    """A host that may be asked, and on which terms."""

    host: HostName
    licence: Line
    every_seconds: float = Field(default=1.0, ge=1.0)  # between two requests
    most_bytes: int = Field(default=32_000_000, gt=0)
