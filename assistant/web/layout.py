"""The page's Gradio part: two tabs and a theme that asks no other host for fonts."""

from __future__ import annotations

import gradio as gr

from assistant.assistant import Assistant
from assistant.web.chat_tab import QUIET, build_chat
from assistant.web.lookup_tab import build_lookup
from assistant.web.texts import texts

_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_FIXED_FONTS = ("ui-monospace", "SF Mono", "Consolas", "Liberation Mono", "monospace")
_QUEUE = 64  # questions that may wait


def build_blocks(assistant: Assistant) -> gr.Blocks:
    """The tabs.

    :param assistant: who answers
    :return: Gradio's blocks, to be mounted
    """
    words = texts()
    blocks = gr.Blocks(title=words["page"]["tab_title"], analytics_enabled=False, fill_width=True)
    with blocks, gr.Tabs(elem_id="tabs"):
        with gr.Tab(words["ask"]["tab"], id="ask", elem_id="ask-panel"):
            build_chat(assistant)
        with gr.Tab(words["lookup"]["tab"], id="lookup", elem_id="lookup-panel"):
            build_lookup(assistant, QUIET)
    blocks.queue(max_size=_QUEUE, api_open=False)
    return blocks


def theme() -> gr.themes.Base:
    """Gradio's plain theme with the fonts of the reader's own system; colours come from `static/page.css`."""
    return gr.themes.Base(font=_FONTS, font_mono=_FIXED_FONTS)
