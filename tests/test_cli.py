"""The command line and the machine interface: keys, order, exit codes, and bad input without a traceback."""

import io
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from assistant.cli import ask as ask_command
from assistant.cli import search as search_command
from assistant.cli.main import main, parser

KEYS = ["id", "behaviour", "verdict", "text", "citations", "services", "nation", "as_of", "took_ms", "model"]
FOUNDING = "is requesting a deepfake nude now a crime?"


@pytest.fixture
def cli(assistant, monkeypatch, capsys):
    """Run a command on the open assistant; gives exit code, output and errors."""
    for module in (ask_command, search_command):
        monkeypatch.setattr(module, "open_assistant", lambda: assistant)

    def run(*arguments: str, stdin: bytes = b""):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin), isatty=lambda: False))
        code = main(arguments)
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_ask_in_words(cli):
    code, out, _ = cli("ask", FOUNDING)
    assert code == 0
    assert "6 February 2026" in out and "[1]" in out
    assert "https://www.legislation.gov.uk/ukpga/2003/42/section/66F" in out
    assert out.count("not legal advice") == 1


def test_ask_json_has_the_keys_in_their_order(cli):
    code, out, _ = cli("ask", "--json", FOUNDING)
    row = json.loads(out)
    assert code == 0 and list(row) == KEYS
    assert list(row["citations"][0]) == ["id", "title", "url", "kind", "statement_ids"]
    assert row["nation"] == "unstated" and row["model"] is None


def test_question_from_standard_input(cli):
    code, out, _ = cli("ask", "--json", stdin=FOUNDING.encode())
    assert code == 0 and json.loads(out)["verdict"] == "yes"


def test_lines_come_back_in_order_and_the_same_each_time(cli):
    lines = [
        {"id": 1, "question": FOUNDING},
        {"id": "b", "question": FOUNDING, "nation": "Scotland"},
        {"id": 3, "question": FOUNDING, "as_of": "2026-01-01"},
        {
            "id": 4,
            "question": "and in Scotland?",
            "history": [{"role": "user", "content": FOUNDING}, {"role": "assistant", "content": "Yes."}],
        },
    ]
    stdin = "\n".join(json.dumps(x) for x in lines).encode()
    code, out, _ = cli("ask", "--jsonl", stdin=stdin)
    again = cli("ask", "--jsonl", stdin=stdin)[1]
    got = rows(out)
    assert code == 0
    assert [r["id"] for r in got] == [1, "b", 3, 4]
    assert [list(r) for r in got] == [KEYS] * 4
    assert [r["verdict"] for r in got] == ["yes", "no", "no", "no"]
    assert [{**r, "took_ms": 0} for r in got] == [{**r, "took_ms": 0} for r in rows(again)]


def test_a_broken_line_among_ten_thousand(monkeypatch, capsys):
    answer = {"id": None}
    monkeypatch.setattr(ask_command, "open_assistant", lambda: None)
    monkeypatch.setattr(ask_command, "_row", lambda assistant, line, brief: {**answer, "id": line.id, "n": len(line.text("question"))})
    lines = [json.dumps({"id": n, "question": "x"}) for n in range(10_000)]
    lines[5_000] = '{"id": 5000, "question": '
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("\n".join(lines).encode())))
    assert main(["ask", "--jsonl"]) == 2
    got = rows(capsys.readouterr().out)
    assert len(got) == 10_000
    assert got[5_000]["line"] == 5_001 and got[5_000]["error"]["code"] == "bad-request"
    assert [r["id"] for i, r in enumerate(got) if i != 5_000] == [n for n in range(10_000) if n != 5_000]


BROKEN = [
    (b"not json", "is not JSON"),
    (b"[1, 2]", "must be a JSON object"),
    (b"{}", "'question' must be given"),
    (b'{"id": 1, "question": 5}', "'question' must be given"),
    (b'{"id": 1, "question": "x y", "nation": 7}', "'nation' must be given, as text"),
    (b'{"id": 1, "question": "x y", "history": "no"}', "'history' must be a list"),
    (b'{"id": 1, "question": "x y", "history": [{"role": "user"}]}', "'history' must be a list"),
    (b"\xff\xfe\x00", "is not JSON"),
    (b"[" * 100_000, "is not JSON"),
    (b'{"q": "' + b"x" * (1 << 20) + b'"}', "longer than 1 MiB"),
]


@pytest.mark.parametrize(("line", "why"), BROKEN, ids=[b[1] + str(i) for i, b in enumerate(BROKEN)])
def test_a_broken_line_gets_an_error_object(cli, line, why):
    code, out, _ = cli("ask", "--jsonl", stdin=line + b'\n{"id": 2, "question": "is sharing nudes a crime"}\n')
    first, second = rows(out)
    assert code == 2
    assert first["line"] == 1 and why in first["error"]["message"]
    assert second["id"] == 2 and second["behaviour"].startswith("answer")


@pytest.mark.parametrize(
    ("question", "more", "code"),
    [
        ("", {}, "empty-question"),
        ("😀😀", {}, "unreadable-question"),
        ("x" * 5000, {}, "question-too-long"),
        ("crime?", {"nation": "Narnia"}, "unknown-nation"),
        ("crime?", {"as_of": "2026-02-31"}, "bad-date"),
        ("crime?", {"as_of": "2050-01-01"}, "bad-date"),
    ],
)
def test_a_question_that_cannot_be_used_is_an_answer_row_with_its_code(cli, question, more, code):
    exit_code, out, _ = cli("ask", "--jsonl", stdin=json.dumps({"id": 9, "question": question, **more}).encode())
    row = json.loads(out)
    assert exit_code == 0
    assert list(row) == [*KEYS, "error"]
    assert (row["id"], row["behaviour"], row["error"]) == (9, "abstain", code)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ask", ""), 2, "There is no question here"),
        (("ask", "😀"), 2, "could not find any words"),
        (("ask", "--nation", "Narnia", "crime?"), 2, "is not a nation"),
        (("ask", "--as-of", "2026-02-31", "crime?"), 2, "is not a date"),
        (("ask", "--as-of", "1200-01-01", "crime?"), 2, "2000 to 2030"),
        (("search", "???"), 2, "could not find any words"),
        (("show", "nothing-here"), 2, "has no entry"),
    ],
)
def test_bad_input_has_words_and_an_exit_code(cli, arguments, code, words):
    got, out, err = cli(*arguments)
    assert got == code
    assert words in err and not out


def test_search(cli):
    code, out, _ = cli("search", "--json", "-k", "5", "asking for a deepfake")
    row = json.loads(out)
    assert code == 0 and list(row) == ["id", "results"]
    assert len(row["results"]) == 5 and list(row["results"][0]) == ["id", "title", "url", "score"]
    scores = [r["score"] for r in row["results"]]
    assert scores == sorted(scores, reverse=True)


def test_search_lines(cli):
    code, out, _ = cli(
        "search", "--jsonl", "-k", "3", stdin=b'{"id": "q1", "query": "48 hour takedown"}\n{"id": "q2", "query": "upskirting"}\n'
    )
    assert code == 0 and [r["id"] for r in rows(out)] == ["q1", "q2"]
    assert all(len(r["results"]) == 3 for r in rows(out))


def test_show(cli):
    code, out, _ = cli("show", "soa-2003-s66F")
    assert code == 0
    for words in ("section 66F", "England and Wales", "since 6 February 2026", "6 months", "two secondary sources", "legislation.gov.uk"):
        assert words in out


def test_show_json(cli):
    assert json.loads(cli("show", "--json", "soa-2003-s66F")[1])["id"] == "soa-2003-s66F"


def test_corpus_check(cli):
    code, out, _ = cli("corpus", "check")
    assert code == 0 and "The register is in order" in out


@pytest.mark.parametrize("command", ["ask", "search", "show", "build", "corpus", "serve"])
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as caught:
        parser().parse_args([command, "--help"])
    assert caught.value.code == 0
    assert len(capsys.readouterr().out) > 100


def run_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        timeout=120,
        check=False,
    )


def test_no_index_says_what_to_type(tmp_path):
    done = run_process("ask", "is it a crime", ASSISTANT_INDEX=str(tmp_path))
    assert done.returncode == 4
    assert "python -m assistant build" in done.stderr and "Traceback" not in done.stderr


def test_no_register_says_so(tmp_path):
    done = run_process("corpus", "check", ASSISTANT_CORPUS=str(tmp_path))
    assert done.returncode == 3 and "No register was found" in done.stderr


def test_a_missing_corpus_file_is_told(small_corpus):
    (small_corpus / "words" / "phrases.toml").unlink()
    done = run_process("corpus", "check", ASSISTANT_CORPUS=str(small_corpus))
    assert done.returncode == 3 and "Traceback" not in done.stderr
