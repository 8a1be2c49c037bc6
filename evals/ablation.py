"""What each part of the index earns: retrieval over the public queries with raw text, statements, lay questions; dense, BM25 and fused.

Everything is held in memory and searched exactly, so that only the texts and the way of scoring differ. An entry is ranked by its best row.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.encode import Encoder, open_encoder
from assistant.encode.base import Array
from assistant.index.rows import rows_of
from assistant.index.vectors import VectorCache
from assistant.proofs.run import library_of
from assistant.register.load import Register, read_register
from assistant.settings import Settings
from evals.intervals import Figure
from evals.retrieval import ranking_figures
from evals.rows import RetrievalRow, retrieval_rows

_FUSE = 60  # the constant of reciprocal rank fusion (Cormack, Clarke and Buettcher, 2009)
_ACT = "ukpga-2023-50"
Rows = list[tuple[str, str]]  # entry, text


def run_ablation(official: Path | None) -> str:
    """Run every variant.

    :param official: folder with copies of official texts; None: the raw text is left out
    :return: a Markdown table for all queries, and one for the queries about the Online Safety Act
    """
    register = read_register(Settings().corpus)
    texts = {"statements": list(_statements(register)), "lay questions": list(_questions(register))}
    texts["statements and lay questions"] = texts["statements"] + texts["lay questions"]
    queries = retrieval_rows()
    parts = [_table(_measured(texts, queries), "all queries", len(queries))]
    raw = list(_raw(register, official)) if official else []
    if raw:
        mine = [q for q in queries if all(_is_section(i) for i in q.relevant)]
        kept = {name: [row for row in rows if _is_section(row[0])] for name, rows in texts.items()}
        held = {"raw text of the Act": raw, **kept}
        parts.append(_table(_measured(held, mine), "queries about sections and schedules of the Online Safety Act", len(mine)))
    else:
        parts.append("The raw text of the Act is left out: give a folder with official texts (`--official`).")
    return "\n\n".join(parts)


def _statements(register: Register) -> Iterator[tuple[str, str]]:
    return ((r.entry, r.text) for r in rows_of(register)["statements"])


def _questions(register: Register) -> Iterator[tuple[str, str]]:
    return ((r.entry, r.text) for r in rows_of(register)["questions"])


def _raw(register: Register, official: Path) -> Iterator[tuple[str, str]]:
    """The Act's own subsections, each under the entry of its section or schedule."""
    for _, text in library_of(register, official).texts(_ACT)[-1:]:
        for top in text.passages:
            kind, number = top.path.split("-")[:2]
            entry = f"osa-2023-{'s' if kind == 'section' else 'sch'}{number}"
            yield from ((entry, p.full_text) for p in (top.children or (top,)) if p.full_text)


def _is_section(entry: str) -> bool:
    return entry.startswith(("osa-2023-s", "osa-2023-sch")) and entry.removeprefix("osa-2023-s").removeprefix("ch").isalnum()


def _measured(texts: dict[str, Rows], queries: Sequence[RetrievalRow]) -> Iterator[tuple[str, str, int, float, float, dict[str, Figure]]]:
    """Each variant: texts, scoring, rows, seconds to build, milliseconds a query, figures."""
    for encoder_name, encoder in _encoders():
        for name, rows in texts.items():
            for scoring, make in _SCORINGS.items():
                if encoder_name != "MiniLM" and scoring != "dense":
                    continue
                begun = time.perf_counter()
                search = make(rows, encoder)
                built = time.perf_counter() - begun
                begun = time.perf_counter()
                figures = ranking_figures(search, queries)
                each = 1000 * (time.perf_counter() - begun) / len(queries)
                yield name, scoring if encoder_name == "MiniLM" else f"dense, {encoder_name}", len(rows), built, each, figures


def _encoders() -> Iterator[tuple[str, Encoder]]:
    import importlib.util

    yield "MiniLM", open_encoder()
    if importlib.util.find_spec("sentence_transformers"):
        from assistant.encode.minilm import packaged_folder

        yield "sentence-transformers", open_encoder(str(packaged_folder()))


def _dense(rows: Rows, encoder: Encoder) -> Callable[[str], list[str]]:
    vectors: Array = VectorCache(Settings().index, encoder).embed([t for _, t in rows], lambda n: None)
    return lambda query: _best(rows, vectors @ encoder.encode([query])[0])


def _bm25(rows: Rows, _: Encoder) -> Callable[[str], list[str]]:
    import bm25s

    index = bm25s.BM25()
    index.index(bm25s.tokenize([t for _, t in rows], stopwords="en", show_progress=False), show_progress=False)

    def search(query: str) -> list[str]:
        tokens = bm25s.tokenize(query, stopwords="en", show_progress=False, return_ids=False)[0]
        return _best(rows, index.get_scores(tokens)) if tokens else []

    return search


def _fused(rows: Rows, encoder: Encoder) -> Callable[[str], list[str]]:
    searches = [_dense(rows, encoder), _bm25(rows, encoder)]

    def search(query: str) -> list[str]:
        scores: dict[str, float] = {}
        for one in searches:
            for place, entry in enumerate(one(query)):
                scores[entry] = scores.get(entry, 0.0) + 1 / (_FUSE + place)
        return sorted(scores, key=lambda e: -scores[e])

    return search


_SCORINGS: dict[str, Callable[[Rows, Encoder], Callable[[str], list[str]]]] = {"dense": _dense, "BM25": _bm25, "fused": _fused}


def _best(rows: Rows, scores: Array, most: int = 50) -> list[str]:
    """Entries by their best row."""
    order = np.argsort(-scores)[: most * 8]
    return list(dict.fromkeys(rows[i][0] for i in order))[:most]


def _table(measured: Iterator[tuple[str, str, int, float, float, dict[str, Figure]]], what: str, n: int) -> str:
    names = ("recall@1", "recall@5", "recall@10", "mean reciprocal rank")
    lines = [
        f"Retrieval, {n} {what}:\n",
        "| texts | scoring | rows | build, s | ms a query | " + " | ".join(names) + " |",
        "| --- " * (5 + len(names)) + "|",
    ]
    for texts, scoring, rows, built, each, figures in measured:
        cells = " | ".join(figures[name].text() for name in names)
        lines.append(f"| {texts} | {scoring} | {rows:,} | {built:.1f} | {each:.1f} | {cells} |")
    return "\n".join(lines)
