"""`assistant ask`: one question, or a file of them as JSON lines."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from assistant.cli.common import AS_OF_HELP, NATION_HELP, open_assistant, print_json, words_from
from assistant.cli.jsonl import Line, answer_lines, history_of
from assistant.rows import answer_row


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("ask", help="answer a question", description="Answer a question, with numbered sources.")
    command.add_argument("question", nargs="*", help="the question in plain words; - reads it from standard input")
    command.add_argument("--nation", help=NATION_HELP)
    command.add_argument("--as-of", metavar="DATE", help=AS_OF_HELP)
    command.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    command.add_argument("--jsonl", action="store_true", help="read one JSON object a line from standard input, write one a line")
    command.add_argument("--brief", action="store_true", help="answer in two sentences, with their sources")
    command.add_argument("--quotes", action="store_true", help="also give the exact words of the law under each source")
    command.add_argument("--explain", action="store_true", help="also say how the question was understood")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :return: the exit code
    :raises AssistantError: when the question or the index cannot be used
    """
    if arguments.jsonl:
        assistant = open_assistant()
        return answer_lines(sys.stdin.buffer, lambda line: _row(assistant, line, arguments))
    text = words_from(arguments)
    from assistant.path.step0_receive import receive

    receive(text, arguments.nation, arguments.as_of)  # say what is wrong before the index is opened
    assistant = open_assistant()
    answer = assistant.ask(text, arguments.nation, arguments.as_of)
    from assistant.path.step6_show import as_row, brief

    if arguments.brief:
        answer = brief(answer)
    if arguments.json:
        print_json(as_row(answer, assistant.register, None, assistant.quotes if arguments.quotes else None))
    else:
        from assistant.cli.text import printed

        print(printed(answer, assistant, arguments.quotes))
    if arguments.explain:
        from assistant.cli.text import explained

        print(explained(assistant.understand(text, arguments.nation, arguments.as_of)), file=sys.stderr)
    return 0


def _row(assistant: Any, line: Line, arguments: argparse.Namespace) -> dict[str, Any]:
    return answer_row(
        assistant,
        line.id,
        line.text("question"),
        line.optional_text("nation"),
        line.optional_text("as_of"),
        history_of(line.data.get("history")),
        arguments.brief,
        arguments.quotes,
    )
