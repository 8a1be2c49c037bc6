"""HTML from the templates. Everything that a template prints is escaped; there is no other way to make HTML here."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.compose.quoting import labels
from assistant.compose.wording import in_words, listed
from assistant.web import facts
from assistant.web.icons import icon_of
from assistant.web.texts import FOLDER, texts

_TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_TEMPLATES.globals |= {
    "words": texts(),
    "kind_of": facts.kind_of,
    "facts_of": facts.facts_of,
    "standing": facts.standing,
    "sureness": facts.sureness,
    "doubt": facts.doubt,
    "phone_link": facts.phone_link,
    "by_aspect": facts.by_aspect,
    "icon_of": icon_of,
    "labels": labels,
}
_TEMPLATES.filters |= {"in_words": in_words, "listed": listed, "host": facts.host_of, "address": facts.address_of}


def render(template: str, **values: Any) -> str:
    """Fill a template.

    :param template: name of a file in `templates/`
    :param values: what it prints
    :return: HTML on one line, so that Gradio's Markdown passes it through as it is
    """
    return " ".join(_TEMPLATES.get_template(template).render(**values).split())
