"""The report of the law watch as one HTML file that needs nothing else."""

from __future__ import annotations

from html import escape

from assistant.compose.wording import in_words
from assistant.watch.report import Item, Report
from assistant.watch.words import near, runs

_HEAD = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What changed in the law</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; color: #111; background: #fff }
table { border-collapse: collapse; table-layout: fixed; width: 100% }
th, td { border: 1px solid #767676; padding: .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
del { background: #fde0dd } ins { background: #d9f2dc }
@media (max-width: 40rem) { table, tbody, tr, th, td { display: block } }
</style></head><body><h1>What changed in the law</h1>
"""
_LICENCE = """<p>Contains public sector information licensed under the
<a href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/">Open Government Licence v3.0</a>.</p>"""


def as_html(report: Report) -> str:
    """The report as a page; nothing in it is loaded from elsewhere and no words of a text can act as mark-up.

    :param report: the report
    """
    count = len(report.statements)
    if not report.items:
        summary = "No statement is under review." if report.review else "No words differ."
    else:
        summary = f"{len(report.items)} changed; statements {'under review' if report.review else 'on these provisions'}: {count}."
    notes = "".join(f"<p>{escape(note)}</p>" for note in report.notes)
    return f"{_HEAD}<p>{escape(summary)}</p>{notes}{''.join(map(_section, report.items))}{_LICENCE}</body></html>\n"


def _section(item: Item) -> str:
    change = item.change
    found = near(runs(change.old, change.new))
    old = " ".join(_marked("del", r.words) if r.kind == "gone" else escape(r.words) for r in found if r.kind != "new")
    new = " ".join(_marked("ins", r.words) if r.kind == "new" else escape(r.words) for r in found if r.kind != "gone")
    lists = _list("Statements", item.statements) + _list("Lay questions", item.lay) + _list("Public questions", item.public)
    return (
        f"<section><h2>{escape(item.place)}</h2><p>Changed on {escape(in_words(change.on))}.</p>"
        f'<table><tr><th scope="col">As at {change.old_day}</th><th scope="col">As at {change.new_day}</th></tr>'
        f"<tr><td>{old or 'It was not there.'}</td><td>{new or 'It is gone.'}</td></tr></table>{lists}</section>"
    )


def _marked(tag: str, words: str) -> str:
    return f"<{tag}>{escape(words)}</{tag}>"


def _list(name: str, rows: tuple[str, ...]) -> str:
    return f"<h3>{name}</h3><ul>{''.join(f'<li>{escape(row)}</li>' for row in rows)}</ul>" if rows else ""
