"""`python -m evals`: how right the assistant is, where it is wrong, and whether a change made it better.

Exit codes: 0 done; 1 a gate has fallen; 2 a file that was given cannot be used.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from evals.errors import EvalError

if TYPE_CHECKING:
    from evals.intervals import Figure
    from evals.rows import AnswerRow
    from evals.runs import Run


def parser() -> argparse.ArgumentParser:
    """The parser with all commands."""
    top = argparse.ArgumentParser("evals", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="ask every question of a set, score, compare, report, check the gates")
    run.add_argument("--set", default="public", help="the name of a set, public (all end-to-end sets, the default), cases, or a path")
    run.add_argument("--against", help="a stored run to compare with; default: the last one, else the published one")
    run.add_argument("--again", metavar="RUN", help="score the answers of a stored run anew instead of asking")
    run.add_argument(
        "--baselines", action="store_true", help="also run the systems that we compare with; regenerates the table of evals/README.md"
    )
    run.add_argument("--publish", action="store_true", help="keep the scores as those that a fresh clone compares with")
    _shared(run)
    score = commands.add_parser("score", help="score the answers of any system")
    score.add_argument("answers", type=Path, help="JSON lines with `id` and `text`, and what else the system gives")
    score.add_argument("--set", default="public")
    score.add_argument("--ours", action="store_true", help="the citations are this register's: check that they exist")
    _shared(score)
    commands.add_parser("runs", help="list the stored runs")
    commands.add_parser("schema", help="write the JSON schemas of the rows")
    stories = commands.add_parser("stories", help="whole stories: how many of their right statements the answers say")
    stories.add_argument("--failures", action="store_true", help="print every story that misses one, with what was said")
    ablation = commands.add_parser("ablation", help="retrieval with and without each part of the index")
    ablation.add_argument("--official", type=Path, help="folder with copies of official texts, for the raw text of the Act")
    return top


def _shared(command: argparse.ArgumentParser) -> None:
    command.add_argument("--failures", action="store_true", help="print every failure with its answer")
    command.add_argument("--report", type=Path, help="write the HTML report here; default: evals/runs/NAME/report.html")


def main(argv: list[str] | None = None) -> int:
    """Run the command.

    :return: exit code
    """
    arguments = parser().parse_args(argv)
    try:
        return {"run": run, "score": score, "runs": list_runs, "schema": write_schemas, "ablation": ablate, "stories": tell_stories}[
            arguments.command
        ](arguments)
    except EvalError as error:
        print(error, file=sys.stderr)
        return 2


def run(arguments: argparse.Namespace) -> int:
    """Ask, score, store, compare, report."""
    from assistant.assistant import Assistant
    from evals import gates, runs
    from evals.answering import ask_all, of_assistant
    from evals.compare import compare
    from evals.metrics.cited import Known
    from evals.metrics.support import Grounds
    from evals.retrieval import retrieval_figures
    from evals.rows import answer_rows
    from evals.scoring import Judge

    rows = answer_rows(arguments.set)
    assistant = Assistant.open()
    judge = Judge(Known.of(assistant.register), Grounds.of(assistant.register))
    before = runs.load(arguments.against) if arguments.against else runs.last(arguments.set)
    answers = runs.load(arguments.again).answers if arguments.again else ask_all(rows, of_assistant(assistant), "assistant")
    meta = runs.meta_of(rows, arguments.set, "assistant", assistant.manifest.register_sha256)
    name = arguments.again or f"{meta['time'].replace(':', '')}-{Path(arguments.set).stem}"
    done = runs.Run(name, meta, {r.id: judge.score(r, answers[r.id]) for r in rows if r.id in answers}, answers)
    retrieval = retrieval_figures(assistant)
    figures = _tell(rows, done, arguments, retrieval)
    folder = runs.store(done)
    if before:
        print(compare(before, done).text())
    _report(arguments.report or folder / "report.html", rows, done, figures | retrieval)
    if arguments.baselines:
        from evals.baselines import run_baselines

        run_baselines(rows, done, assistant)
    if arguments.publish:
        print(f"published in {runs.publish(done)}")
    fallen = gates.fallen(figures | retrieval)
    for line in fallen:
        print("GATE", line, file=sys.stderr)
    return 1 if fallen else 0


def score(arguments: argparse.Namespace) -> int:
    """Score the answers of any system."""
    from evals import runs
    from evals.answering import read_answers
    from evals.rows import answer_rows
    from evals.scoring import Judge

    rows = answer_rows(arguments.set)
    answers = read_answers(arguments.answers, rows)
    judge = Judge()
    if arguments.ours:
        from assistant.register.load import read_register
        from assistant.settings import Settings
        from evals.metrics.cited import Known
        from evals.metrics.support import Grounds

        register = read_register(Settings().corpus)
        judge = Judge(Known.of(register), Grounds.of(register))
    answered = [r for r in rows if r.id in answers]
    print(f"{len(answered)} of {len(rows)} rows have an answer; the others are left out of the figures.")
    scores = {r.id: judge.score(r, answers[r.id]) for r in answered}
    done = runs.Run(arguments.answers.stem, runs.meta_of(answered, arguments.set, arguments.answers.stem), scores, answers)
    figures = _tell(answered, done, arguments, {})
    if arguments.report:
        _report(arguments.report, answered, done, figures)
    return 0


def list_runs(_: argparse.Namespace) -> int:
    """List the stored runs."""
    from evals import runs

    for meta in runs.stored():
        print(f"{meta['name']}  {meta['set']}, {meta['rows']} rows, code {meta['code'] or '-'}, register {meta['register_sha256'][:12]}")
    return 0


def write_schemas(_: argparse.Namespace) -> int:
    """Write the JSON schemas of the rows."""
    from evals.rows import SCHEMAS, schemas

    SCHEMAS.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (SCHEMAS / name).write_text(text, "utf-8")
        print(SCHEMAS / name)
    return 0


def tell_stories(arguments: argparse.Namespace) -> int:
    """Ask the whole stories."""
    from assistant.assistant import Assistant
    from evals.stories import Storyteller, figures, missed, read_stories

    storyteller = Storyteller(Assistant.open())
    told = [storyteller.ask(row) for row in read_stories()]
    if arguments.failures:
        print("\n\n".join(missed(t) for t in told if not all(t.found)))
    for name, figure in figures(told).items():
        print(f"{name}: {figure.text(name != 'statements said')}")
    return 0


def ablate(arguments: argparse.Namespace) -> int:
    """Retrieval with and without each part of the index."""
    from evals.ablation import run_ablation

    print(run_ablation(arguments.official))
    return 0


def _tell(rows: list[AnswerRow], done: Run, arguments: argparse.Namespace, retrieval: dict[str, Figure]) -> dict[str, Figure]:
    """Print figures, parts and, if wanted, failures."""
    from evals.figures import PERCENT_FREE, headline, split
    from evals.telling import failure

    pairs = [(r, done.scores[r.id]) for r in rows if r.id in done.scores]
    figures = headline(pairs)
    if arguments.failures:
        for row, one in pairs:
            if not one.right:
                print(failure(row, one, done.answers[row.id]))
    for by in ("category", "nation", "person", "language", "difficulty"):
        print(f"\nStrictly right by {by}")
        for name, figure in split(pairs, by).items():
            print(f"  {name:24} {figure.text():24} n={figure.n}")
    print()
    for name, figure in (figures | retrieval).items():
        print(f"{name:46} {figure.text(name not in PERCENT_FREE):26} n={figure.n}")
    return figures


def _report(path: Path, rows: list[AnswerRow], done: Run, figures: dict[str, Figure]) -> None:
    from evals.report.build import write_report

    write_report(path, rows, done, figures)
    print(f"report: {path}")


if __name__ == "__main__":
    sys.exit(main())
