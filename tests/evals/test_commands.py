"""The commands: runs are stored whole, compared, reported; anyone's answers can be scored; bad files are refused with file and line."""

import json
import re
import shutil
from pathlib import Path

import pytest

from evals import runs
from evals.__main__ import main
from evals.answering import read_answers
from evals.baselines import BEGIN, END, README, write_table
from evals.compare import compare
from evals.errors import EvalError
from evals.report.build import write_report
from evals.rows import PUBLIC, SCHEMAS, AnswerRow, answer_rows, retrieval_rows, schemas
from evals.scoring import Judge

EXAMPLES = Path(__file__).resolve().parents[2] / "evals" / "examples"


def row(id_: str, **more) -> AnswerRow:
    return AnswerRow(**{"id": id_, "category": "create", "question": f"q {id_}?", "behaviour": ["answer"], "verdict": ["yes"], **more})


def stored(name: str, verdicts: dict[str, str], time: str = "2026-01-01T00:00:00+00:00") -> runs.Run:
    rows = [row(i) for i in verdicts]
    answers = {i: {"id": i, "text": f"Said {i}.", "behaviour": "answer", "verdict": v, "took_ms": 5.0} for i, v in verdicts.items()}
    meta = runs.meta_of(rows, "tiny", "assistant") | {"time": time}
    return runs.Run(name, meta, {r.id: Judge().score(r, answers[r.id]) for r in rows}, answers)


def test_a_run_is_stored_whole_and_read_again(tmp_path):
    run = stored("one", {"a": "yes", "b": "no"})
    folder = runs.store(run, tmp_path)
    assert sorted(p.name for p in folder.iterdir()) == ["answers.jsonl", "meta.json", "scores.jsonl"]
    again = runs.load("one", tmp_path)
    assert (again.scores, again.answers) == (run.scores, run.answers)
    assert not list(tmp_path.glob(".*"))
    assert runs.last("tiny", tmp_path).name == "one"
    assert {"register_sha256", "code", "settings", "machine", "rows_sha256"} <= set(again.meta)


def test_a_run_that_was_broken_off_is_not_seen(tmp_path):
    (tmp_path / ".half.part").mkdir()
    (tmp_path / ".half.part" / "meta.json").write_text("{", "utf-8")
    assert runs.stored(tmp_path) == []
    with pytest.raises(EvalError, match="cannot be read"):
        runs.load("half", tmp_path)


def test_only_the_newest_runs_are_kept(tmp_path):
    for n in range(22):
        runs.store(stored(f"r{n:02}", {"a": "yes"}, f"2026-01-{n + 1:02}T00:00:00+00:00"), tmp_path)
    assert [m["name"] for m in runs.stored(tmp_path)] == [f"r{n:02}" for n in range(2, 22)]


def test_two_runs_are_compared_row_by_row():
    before = stored("old", {"a": "yes", "b": "no", "c": "no", "d": "yes"})
    after = stored("new", {"a": "no", "b": "yes", "c": "yes", "e": "yes"})
    found = compare(before, after)
    assert (found.rows, found.better, found.worse) == (3, ("b", "c"), ("a",))
    assert "2 better, 1 worse" in found.text()
    assert "chance could explain it" in found.text()


def test_the_report_is_one_accessible_file(tmp_path):
    run = stored("new", {"a": "no", "b": "yes"})
    rows = [row("a", question="<script>alert(1)</script> is it?"), row("b")]
    from evals.figures import headline

    path = tmp_path / "report.html"
    write_report(path, rows, run, headline([(r, run.scores[r.id]) for r in rows]))
    page = path.read_text("utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"""(?:src|href)=["'](?!#|https://)""", page)
    assert not re.search(r"<(?:link|script|img)\b", page)
    assert page.count('role="img"') >= 5
    assert 'lang="en-GB"' in page
    assert "Every failure (1)" in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.browser
def test_the_report_passes_an_accessibility_check_in_a_browser(tmp_path):
    playwright = pytest.importorskip("playwright.sync_api")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    chromium = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    if chromium is None:
        pytest.skip("no Chromium on this machine: install chromium, chromium-browser or google-chrome")
    run = stored("new", {"a": "no", "b": "yes"})
    from evals.figures import headline

    rows = [row("a"), row("b")]
    path = tmp_path / "report.html"
    write_report(path, rows, run, headline([(r, run.scores[r.id]) for r in rows]))
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 320, "height": 700})
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        results = axe.Axe().run(page)
        browser.close()
    assert results.violations_count == 0, results.generate_report()


def test_answers_of_any_system_are_scored(capsys):
    assert main(["score", str(EXAMPLES / "answers.jsonl"), "--failures"]) == 0
    shown = capsys.readouterr().out
    assert "3 of" in shown
    assert re.search(r"strictly right +66\.7%", shown)
    assert re.search(r"right verdict +not scored|right verdict +\d", shown)


BAD = [
    ("", "there is no answer"),
    ("not json\n", "x.jsonl:1: not JSON"),
    ('{"id": "a001"}\n', "x.jsonl:1: an answer is an object with `id` and `text`"),
    ('{"id": "nobody", "text": "x"}\n', "x.jsonl:1: the set has no row 'nobody'"),
    ('{"id": "a001", "text": "x"}\n\n{"id": "a001", "text": "y"}\n', "x.jsonl:3: the row 'a001' is answered twice"),
    ('{"id": "a001", "text": "x", "citations": "y"}\n', "x.jsonl:1: `citations` is a list"),
    ("[1, 2]\n", "x.jsonl:1: an answer is an object"),
]


@pytest.mark.parametrize(("content", "reason"), BAD, ids=[b[1][:30] for b in BAD])
def test_a_file_of_answers_that_cannot_be_used_is_refused(tmp_path, capsys, content, reason):
    path = tmp_path / "x.jsonl"
    path.write_text(content, "utf-8")
    assert main(["score", str(path)]) == 2
    assert reason in capsys.readouterr().err


def test_binary_missing_and_malformed_files_are_refused(tmp_path, capsys):
    assert main(["score", str(tmp_path / "absent.jsonl")]) == 2
    (tmp_path / "b.jsonl").write_bytes(b"\xff\xfe\x00\x01")
    assert main(["score", str(tmp_path / "b.jsonl")]) == 2
    with pytest.raises(EvalError, match=r"b\.jsonl"):
        read_answers(tmp_path / "b.jsonl", [])
    (tmp_path / "set.jsonl").write_text('{"id": "a"}\n', "utf-8")
    assert main(["score", str(EXAMPLES / "answers.jsonl"), "--set", str(tmp_path / "set.jsonl")]) == 2
    assert "set.jsonl:1: category" in capsys.readouterr().err


def test_the_schemas_in_the_repository_are_current():
    assert {p.name: p.read_text("utf-8") for p in SCHEMAS.glob("*.json")} == schemas()


def test_the_table_of_the_readme_is_replaced_between_its_marks(tmp_path):
    path = tmp_path / "README.md"
    path.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", "utf-8")
    write_table("new \\1", path)
    assert path.read_text("utf-8") == f"before\n{BEGIN}\nnew \\1\n{END}\nafter\n"
    assert BEGIN in README.read_text("utf-8")
    assert END in README.read_text("utf-8")


def test_published_scores_are_of_rows_that_exist():
    rows = {r.id for name in PUBLIC for r in answer_rows(name)}
    run = runs.load(str(runs.PUBLISHED / "public.jsonl"))
    assert set(run.scores) <= rows
    assert len(run.scores) > 0.95 * len(rows)


def test_every_example_in_the_docs_is_a_row():
    rows = {r.id for r in answer_rows("public")}
    assert {json.loads(line)["id"] for line in (EXAMPLES / "answers.jsonl").read_text("utf-8").splitlines()} <= rows
    assert len(retrieval_rows()) >= 300
