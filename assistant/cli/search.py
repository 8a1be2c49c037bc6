"""`assistant search`: which entries of the register a query finds."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from assistant.cli.common import open_assistant, print_json, words_from
from assistant.cli.jsonl import answer_lines


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "search", help="find provisions and documents", description="List what the register holds on a subject, best first."
    )
    command.add_argument("question", nargs="*", metavar="query", help="a few words; - reads them from standard input")
    command.add_argument("-k", type=_count, default=10, help="how many results (1 to 30); default: 10")
    command.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    command.add_argument("--jsonl", action="store_true", help="read objects with id and query from standard input, one a line")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :return: the exit code
    :raises AssistantError: when the query or the index cannot be used
    """
    if arguments.jsonl:
        assistant = open_assistant()
        return answer_lines(sys.stdin.buffer, lambda line: _row(assistant, line.id, line.text("query"), arguments.k))
    text = words_from(arguments)
    from assistant.path.step0_receive import receive

    receive(text)
    row = _row(open_assistant(), None, text, arguments.k)
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


def _count(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 30:
        raise argparse.ArgumentTypeError("must be from 1 to 30")
    return value
