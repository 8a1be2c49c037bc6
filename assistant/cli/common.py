"""What several commands share."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.official.library import Library

NATION_HELP = "where it happened: E&W, Scotland, NI, UK (all three) or unstated; default: read from the question"
AS_OF_HELP = "answer as the law stood on this day, such as 2026-01-01; default: today"


def open_assistant() -> Assistant:
    """Open the index that the settings name.

    :raises IndexFault: when it is missing or damaged
    """
    from assistant.assistant import Assistant

    settings = Settings()
    return Assistant.open(settings.index, settings.encoder)


def print_json(row: dict[str, Any]) -> None:
    """One JSON object on one line, keys in their order, characters as they are."""
    print(json.dumps(row, ensure_ascii=False), flush=True)


def words_from(arguments: argparse.Namespace) -> str:
    """The question from the arguments, or from standard input where it is `-` or a pipe."""
    text = " ".join(arguments.question).strip()
    if text and text != "-":
        return text
    if sys.stdin is None or (sys.stdin.isatty() and text != "-"):
        return ""
    return sys.stdin.buffer.read(1 << 20).decode("utf-8", "replace")


def tell_faults(library: Library) -> None:
    """Name on standard error the stored texts that are damaged and were passed over."""
    for fault in library.faults:
        print(fault, file=sys.stderr)
