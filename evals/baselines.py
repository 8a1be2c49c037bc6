"""The systems that we compare with, over the same rows in the same run, and the table of `evals/README.md`.

Retrieval: the copied LangChain pipeline, BM25 alone, dense alone, each with the assistant's own. Answers: the assistant without the decide
stage, and without lay questions.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.encode import open_encoder
from assistant.index.build import build_from
from assistant.index.rows import bag_of
from assistant.index.words import WordIndex, build_words
from assistant.register.load import Register
from assistant.settings import Settings
from evals import runs
from evals.answering import ask_all, of_assistant
from evals.figures import headline
from evals.intervals import Figure
from evals.retrieval import ranking_figures, retrieval_figures
from evals.rows import AnswerRow, retrieval_rows
from evals.scoring import Judge

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- figures: made by `python -m evals run --baselines` -->", "<!-- end of figures -->"
_SHOWN = (
    "strictly right",
    "right verdict",
    "facts said (fact recall)",
    "answers with a wrong statement",
    "nation errors",
    "date errors",
    "attack success",
    "crisis and child signposting",
    "answer first",
    "words, median",
    "milliseconds, median",
)
_RANKING = ("recall@1", "recall@5", "recall@10", "mean reciprocal rank")


def run_baselines(rows: list[AnswerRow], ours: runs.Run, assistant: Assistant) -> None:
    """Run the baselines, print the tables, and put them into `evals/README.md`.

    :param rows: the rows of the set
    :param ours: the assistant's own run
    :param assistant: the open assistant
    """
    judge = Judge()
    answers = {"the assistant": headline([(r, ours.scores[r.id]) for r in rows])}
    ranking = {"the assistant": retrieval_figures(assistant)}
    register = assistant.register
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answers["without the decide stage"] = _scored(rows, undecided(assistant), judge, "without decide")
        bare = _without_lay_questions(register, folder / "bare")
        answers["without lay questions"] = _scored(rows, bare, judge, "without lay questions")
        ranking["without lay questions"] = retrieval_figures(bare)
        ranking["BM25 alone"] = ranking_figures(_words_alone(register, folder / "words"), retrieval_rows())
        ranking["dense alone, entries as texts"] = ranking_figures(_dense_alone(register, assistant), retrieval_rows())
        if copied := _copied(register, folder / "copied"):
            ranking["the copied LangChain pipeline"] = ranking_figures(copied, retrieval_rows())
        else:
            print("The copied LangChain pipeline is left out: install the reference extra (make setup-reference) to run it.")
    table = "\n\n".join([_table(answers, _SHOWN), _table(ranking, _RANKING), _made(ours)])
    print(table)
    write_table(table)


def write_table(table: str, readme: Path = README) -> None:
    """Put a table between the marks of the README."""
    text = readme.read_text("utf-8")
    readme.write_text(re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: f"{BEGIN}\n{table}\n{END}", text, flags=re.S), "utf-8")


def undecided(assistant: Assistant) -> Assistant:
    """The assistant with no decision table: every answer is made of the statements that retrieval finds."""
    other = object.__new__(Assistant)
    other.__dict__.update(assistant.__dict__)
    understanding = assistant._understanding

    class NoConduct:
        """Understands everything but the conduct."""

        def read(self, question: Any) -> Any:
            enquiry, scores = understanding.read(question)
            return replace(enquiry, conducts=(), spoken=(), asks=()), scores

    other._understanding = NoConduct()  # type: ignore[assignment]
    return other


def _without_lay_questions(register: Register, folder: Path) -> Assistant:
    """The assistant on an index of statements alone; one entry keeps its lay questions, since the store wants rows."""
    settings = Settings()
    folder.mkdir(parents=True)
    for cached in settings.index.glob("vectors-*.npz"):
        shutil.copyfile(cached, folder / cached.name)
    groups = ("provisions", "guidance", "enforcement", "news", "advice", "services", "timeline")
    bare = {name: tuple(e.model_copy(update={"asked": ()}) for e in getattr(register, name)) for name in groups}
    bare["news"] = register.news
    fields = {name: getattr(register, name) for name in Register.model_fields} | bare
    build_from(Register.model_construct(None, **fields), folder, open_encoder(settings.encoder))
    return Assistant.open(folder, settings.encoder)


def _scored(rows: list[AnswerRow], assistant: Assistant, judge: Judge, name: str) -> dict[str, Figure]:
    answers = ask_all(rows, of_assistant(assistant), name)
    return headline([(r, judge.score(r, answers[r.id])) for r in rows])


def _words_alone(register: Register, folder: Path) -> Callable[[str], list[str]]:
    names = list(register.documents)
    folder.mkdir(parents=True)
    build_words(folder / "bm25", [bag_of(d) for d in register.documents.values()])
    index = WordIndex(folder / "bm25", names)

    def search(query: str) -> list[str]:
        scores = index.scores(query)
        return sorted(names, key=lambda i: -scores.get(i, 0.0))[:10]

    return search


def _dense_alone(register: Register, assistant: Assistant) -> Callable[[str], list[str]]:
    encoder = assistant._understanding.encoder
    names = list(register.documents)
    vectors = encoder.encode([bag_of(d)[:1200] for d in register.documents.values()])

    def search(query: str) -> list[str]:
        order = (-(vectors @ encoder.encode([query])[0])).argsort()[:10]
        return [names[i] for i in order]

    return search


def _copied(register: Register, folder: Path) -> Callable[[str], list[str]] | None:
    if importlib.util.find_spec("langchain_huggingface") is None or importlib.util.find_spec("langchain_text_splitters") is None:
        return None
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from evals.copied_pipeline import store

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    documents = splitter.split_documents([Document(bag_of(d), metadata={"id": d.id}) for d in register.documents.values()])
    database = store(str(folder))
    for start in range(0, len(documents), 5_000):
        database.add_documents(documents[start : start + 5_000])
    return lambda query: list(dict.fromkeys(d.metadata["id"] for d in database.similarity_search(query, k=30)))[:10]


def _table(systems: dict[str, dict[str, Figure]], shown: tuple[str, ...]) -> str:
    from evals.figures import PERCENT_FREE

    lines = ["| | " + " | ".join(systems) + " |", "| --- |" + " --- |" * len(systems)]
    for name in shown:
        cells = [figures[name].text(name not in PERCENT_FREE) if name in figures else "" for figures in systems.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _made(ours: runs.Run) -> str:
    meta = ours.meta
    return (
        f"{meta['rows']} questions of the set `{meta['set']}` and {len(retrieval_rows())} retrieval queries; in brackets the 95% interval. "
        f"Code {meta['code']}, register {meta['register_sha256'][:12]}, {meta['machine']}, {meta['time'][:10]}."
    )
