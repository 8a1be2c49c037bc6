"""`assistant search`: which entries of the register a query finds."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from assistant.cli.common import open_assistant, print_json, words_from
from assistant.cli.jsonl import Line, answer_lines
from assistant.cli.quotes import Printer
from assistant.compose.marking import stems
from assistant.compose.quoting import Quote, row_of
from assistant.path.step0_receive import parse_date, receive

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.records import FoundPassage


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "search", help="find provisions and documents", description="List what the register holds on a subject, best first."
    )
    command.add_argument("question", nargs="*", metavar="query", help="a few words; - reads them from standard input")
    command.add_argument("-k", type=_count, default=10, help="how many results (1 to 30); default: 10")
    command.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    command.add_argument("--jsonl", action="store_true", help="read objects with id and query from standard input, one a line")
    command.add_argument("--official", action="store_true", help="list official passages (with --json, --jsonl: beside the results)")
    command.add_argument("--as-of", metavar="DATE", help="passages as they stood on this day; default: today")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :return: the exit code
    :raises AssistantError: when the query or the index cannot be used
    """
    if arguments.jsonl:
        assistant = open_assistant()
        return answer_lines(sys.stdin.buffer, lambda line: _line(assistant, line, arguments))
    text = words_from(arguments)
    receive(text, as_of=arguments.as_of)
    assistant = open_assistant()
    if arguments.official and not arguments.json:
        return _print_passages(assistant, text, arguments.as_of, arguments.k)
    row = _row(assistant, None, text, arguments.k)
    if arguments.official:
        row |= _passages(assistant, text, arguments.as_of, arguments.k)
    if arguments.json:
        print_json(row)
        return 0
    for number, result in enumerate(row["results"], 1):
        print(f"{number:2}. {result['title']}\n    {result['id']}   {result['url'] or ''}")
    return 0


def _row(assistant: Any, row_id: object, query: str, k: int) -> dict[str, Any]:
    from assistant.index.rows import full_title

    results = [
        {"id": f.document.id, "title": full_title(f.document), "url": f.document.url, "score": round(f.score, 4)}
        for f in assistant.search(query, k)
    ]
    return {"id": row_id, "results": results}


def _line(assistant: Assistant, line: Line, arguments: argparse.Namespace) -> dict[str, Any]:
    query = line.text("query")
    row = _row(assistant, line.id, query, arguments.k)
    return row | _passages(assistant, query, line.optional_text("as_of") or arguments.as_of, arguments.k) if arguments.official else row


def _passages(assistant: Assistant, query: str, as_of: str | None, k: int) -> dict[str, Any]:
    """The key that `--official` adds to a row."""
    found = assistant.passages(query, k, as_of)
    rows = [{**row_of(q), "score": round(f.score, 4)} for f, q in zip(found, _quotes(found, query, as_of), strict=True)]
    for row, one in zip(rows, found, strict=True):
        if said := assistant.quotes.said_to(one.passage):
            row["claims"] = [_claim(assistant, reference) for reference in said]
    return {"passages": rows}


def _claim(assistant: Assistant, reference: str) -> dict[str, str]:
    statement = assistant.register.statement(reference)[1]
    return {"statement": reference, "aspect": statement.aspect, "text": statement.text}


def _quotes(found: list[FoundPassage], query: str, as_of: str | None) -> list[Quote]:
    day = parse_date(as_of)
    return [Quote(f.passage, (f.passage.text,), stems(query), day) for f in found if f.passage.whole]


def _print_passages(assistant: Assistant, query: str, as_of: str | None, k: int) -> int:
    """Passages with their labels, as text.

    :return: the exit code
    """
    quotes = _quotes(assistant.passages(query, k, as_of), query, as_of)
    printer = Printer(assistant.register.phrases)
    for number, quote in enumerate(quotes, 1):
        print("\n".join([f"{number:2}. {quote.passage.title}, {quote.passage.place}", *printer.quote(quote)]))
        for line in printer.claims(assistant.quotes.said_to(quote.passage), assistant.register):
            print(line)
    if not quotes:
        print(assistant.register.phrases["words_none_held"], file=sys.stderr)
    return 0


def _count(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 30:
        raise argparse.ArgumentTypeError("must be from 1 to 30")
    return value
