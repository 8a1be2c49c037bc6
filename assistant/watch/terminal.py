"""The report of the law watch on a terminal: old and new words side by side, or one below the other where it is narrow."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap

from assistant.compose.wording import in_words
from assistant.watch.report import Item, Report
from assistant.watch.words import near, runs

_NARROW = 72  # columns below which old and new stand one below the other
_GUTTER = " | "
_NOT_THERE, _GONE = "(was not there)", "(is gone)"
_MOST = 6  # questions listed


def as_text(report: Report, width: int) -> str:
    """The report.

    :param report: the report
    :param width: columns of the terminal
    """
    if not report.items:
        what = "No statement is under review: no official text that is held has changed since." if report.review else "No words differ."
        return "\n".join([what, *report.notes])
    parts = [_item(item, width, report.review) for item in report.items]
    count = len(report.statements)
    rest = f"{count} statement{'' if count == 1 else 's'}"
    summary = f"{len(report.items)} place{'' if len(report.items) == 1 else 's'} changed; {rest} " + (
        "under review." if report.review else "on these provisions."
    )
    return "\n\n".join([*parts, "\n".join([summary, *report.notes])])


def _item(item: Item, width: int, review: bool) -> str:
    change = item.change
    head = [item.place, f"changed on {in_words(change.on)}"]
    lines = [*head, *columns(change.old, change.new, f"as at {change.old_day}", f"as at {change.new_day}", width)]
    lines += _list("under review" if review else "statements", item.statements, width)
    lines += _list("lay questions", item.lay, width) + _list("public questions", item.public, width)
    return "\n".join(lines)


def columns(old: str, new: str, left_title: str, right_title: str, width: int) -> list[str]:
    """Two wordings beside each other, with `[-gone-]` and `{+new+}`, and only the words near a change.

    :param old: the older wording
    :param new: the newer wording
    :param left_title: above the older
    :param right_title: above the newer
    :param width: columns of the terminal
    :return: lines, none longer than the width
    """
    found = near(runs(old, new))
    left = " ".join(f"[-{r.words}-]" if r.kind == "gone" else r.words for r in found if r.kind != "new") if old else _NOT_THERE
    right = " ".join(f"{{+{r.words}+}}" if r.kind == "new" else r.words for r in found if r.kind != "gone") if new else _GONE
    if width < _NARROW:
        return [left_title, *_wrapped(left, width, "  "), right_title, *_wrapped(right, width, "  ")]
    half = (width - len(_GUTTER)) // 2
    rows = zip_longest([left_title, "-" * half, *wrap(left, half)], [right_title, "-" * half, *wrap(right, half)], fillvalue="")
    return [f"{a:<{half}}{_GUTTER}{b}".rstrip() for a, b in rows]


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return wrap(text, max(width, 20), initial_indent=indent, subsequent_indent=indent)


def _list(name: str, rows: tuple[str, ...], width: int) -> list[str]:
    if not rows:
        return []
    more = [f"and {len(rows) - _MOST} more"] if len(rows) > _MOST else []
    return [f"{name}:", *(line for row in (*rows[:_MOST], *more) for line in _wrapped(row, width, "  "))]
