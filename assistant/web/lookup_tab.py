"""The Look up tab: a search over provisions with filters, for helpline staff with a caller on the line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import gradio as gr

from assistant.assistant import Assistant
from assistant.register.schema import NATIONS
from assistant.web.guarded import Problem, guarded
from assistant.web.html import render
from assistant.web.lookup import find
from assistant.web.texts import texts


def build_lookup(assistant: Assistant, quiet: dict[str, Any]) -> None:
    """Add the Look up tab's components and events.

    :param assistant: who searches
    :param quiet: settings of every event
    """
    words = texts()["lookup"]
    gr.Markdown(f"## {words['title']}\n\n{words['intro']}")
    with gr.Column(elem_id="filters"):
        query = gr.Textbox(
            label=words["query"],
            lines=1,
            max_length=400,
            elem_id="query",
            html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False),
        )
        nation = gr.Radio([(words["any_nation"], ""), *NATIONS], value="", label=words["nation"], elem_id="lookup-nation")
        conduct = gr.Dropdown(_conducts(assistant), value="", label=words["conduct"], elem_id="conduct", filterable=True)
        search = gr.Button(words["search"], variant="primary", elem_id="search", scale=0)
    results = gr.Markdown(_note(words["start"]), sanitize_html=False, latex_delimiters=[], elem_id="results")
    gr.on([search.click, query.submit, nation.input, conduct.input], _searching(assistant), [query, nation, conduct], results, **quiet)


def _conducts(assistant: Assistant) -> list[tuple[str, str]]:
    used = {conduct for p in assistant.register.provisions for rule in p.applies for conduct in rule.conduct}
    named = [(c.phrase[:1].upper() + c.phrase[1:], c.conduct) for c in assistant.register.conducts if c.conduct in used]
    return [(texts()["lookup"]["any_conduct"], ""), *named]


def _searching(assistant: Assistant) -> Callable[[str, str, str], str]:
    def searching(query: str, nation: str, conduct: str) -> str:
        if not (query or "").strip() and not conduct:
            return _note(texts()["lookup"]["start"])
        found = guarded(lambda: find(assistant, query or "", nation or "", conduct or "", date.today()))
        if isinstance(found, Problem):
            return _note(found.message)
        entries, total = found
        return (
            render("results.html", entries=entries, summary=_summary(len(entries), total)) if entries else _note(texts()["lookup"]["none"])
        )

    return searching


def _note(text: str) -> str:
    return render("note.html", text=text)


def _summary(shown: int, total: int) -> str:
    words = texts()["lookup"]
    if total > shown:
        return str(words["found_first"].format(count=shown, total=total))
    return str(words["found_one"] if total == 1 else words["found"].format(count=total))
