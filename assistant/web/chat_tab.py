"""The Ask tab: where, what, the answer; the conversation lives in the page and goes with each question."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr

from assistant.assistant import Assistant
from assistant.path.step0_receive import WEB_LIMIT
from assistant.web import answer_html
from assistant.web.conversation import add_turn, last_asked, read_history
from assistant.web.guarded import Problem, guarded
from assistant.web.html import render
from assistant.web.texts import texts

_PACE = 0.08  # seconds between paragraphs: quick, but readable as it grows
UNSURE = "unstated"
_MOST_TYPED = 10_000  # characters that the box takes, so that a pasted book is told that it is too long
# Of every event: no progress display, not part of any public API, at most eight at work.
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": 8, "concurrency_id": "assistant"}

Frame = tuple[str, Any, Any]  # the latest turn as HTML, the box, the history


def build_chat(assistant: Assistant) -> None:
    """Add the Ask tab's components and events.

    :param assistant: who answers
    """
    words = texts()["ask"]
    gr.Markdown('<div id="earlier"></div>', sanitize_html=False, elem_id="earlier-turns")
    latest = gr.Markdown("", sanitize_html=False, latex_delimiters=[], elem_id="latest")
    history = gr.Textbox("[]", visible=False, elem_id="history")
    with gr.Column(elem_id="composer"):
        nation = gr.Radio(
            [(label, code) for code, label in words["nations"].items()], value=UNSURE, label=words["nation"], elem_id="nation"
        )
        box = _question_box()
        with gr.Row(elem_id="buttons"):
            ask = gr.Button(words["ask"], variant="primary", elem_id="ask", scale=0)
            clear = gr.Button(words["clear"], variant="secondary", elem_id="clear", scale=0)
            gr.Markdown(render("count.html", limit=WEB_LIMIT), sanitize_html=False)
    with gr.Column(elem_id="samples"):
        gr.Markdown(f"## {words['examples']}")
        samples = [gr.Button(text, elem_classes="sample") for text in words["sample"].values()]
    outputs = [latest, box, history]
    asking = [gr.on([ask.click, box.submit], _answering(assistant), [box, nation, history], outputs, **QUIET)]
    for button, text in zip(samples, words["sample"].values(), strict=True):
        asking.append(button.click(_answering(assistant, text), [box, nation, history], outputs, **QUIET))
    clear.click(lambda: ("", "", "[]"), None, outputs, cancels=asking, **QUIET)


def _question_box() -> gr.Textbox:
    words = texts()["ask"]
    return gr.Textbox(
        label=words["question"],
        info=words["hint"],
        lines=1,
        max_lines=10,
        max_length=_MOST_TYPED,
        elem_id="question",
        # Browsers may send what is typed to a spelling service, or keep it for another visit: not here.
        html_attributes=gr.InputHTMLAttributes(autocomplete="off", autocorrect="off", spellcheck=False),
    )


def _answering(assistant: Assistant, sample: str | None = None) -> Callable[[str, str, str], AsyncIterator[Frame]]:
    """What answers in the page: paragraph by paragraph, and with its own words when it cannot.

    :param assistant: who answers
    :param sample: the question of a sample button; default: what stands in the box
    :return: a function of box, nation and history that yields frames; it empties the box once its question was used.
        An empty box with a nation chosen asks the last question again, for that nation
    """

    async def answering(typed: str, nation: str, kept: str) -> AsyncIterator[Frame]:
        text, history, turn = sample or typed or "", read_history(kept), secrets.token_hex(4)
        if not text.strip() and nation != UNSURE:
            text, history = last_asked(history)
        answer = await asyncio.to_thread(guarded, lambda: assistant.ask(text, nation, history=history, limit=WEB_LIMIT))
        if isinstance(answer, Problem):
            yield answer_html.refused(text, turn, answer), gr.skip(), gr.skip()
            return
        for frame in answer_html.frames(text, turn, answer, assistant.register, assistant.quotes):
            if not frame.whole:
                yield frame.html, gr.skip(), gr.skip()
                await asyncio.sleep(_PACE)
            else:
                yield frame.html, "", add_turn(history, text, answer)

    return answering
