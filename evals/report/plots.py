"""The report's plots as inline SVG (Matplotlib). Colours keep a contrast of 3:1 and more on white; no plot rests on colour alone."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from evals.intervals import Figure

_BLUE, _DARK, _RED = "#1d70b8", "#0b0c0c", "#d4351c"


def _figure(width: float, height: float) -> tuple[Any, Any]:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.fonttype"] = "none"
    matplotlib.rcParams["svg.hashsalt"] = "report"
    from matplotlib import pyplot

    return pyplot.subplots(figsize=(width, height), layout="constrained")


def _svg(figure: Any, title: str) -> str:
    from matplotlib import pyplot

    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    pyplot.close(figure)
    text = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>", "", out.getvalue(), flags=re.S)
    prefix = re.sub(r"\W+", "", title)[:24]
    text = re.sub(r'id="([^"]+)"', rf'id="{prefix}-\1"', text)
    text = re.sub(r'(href="#|url\(#)', rf"\1{prefix}-", text)
    return re.sub(r'width="[\d.]+pt" height="[\d.]+pt"', f'role="img" aria-label="{title}"', text, count=1)


def shares(parts: dict[str, Figure], title: str) -> str:
    """Shares with their intervals, one row each.

    :param parts: name -> figure
    """
    figure, axes = _figure(7, 0.9 + 0.27 * len(parts))
    names = list(reversed(parts))
    values = [parts[n] for n in names]
    axes.barh(range(len(names)), [100 * v.value for v in values], color=_BLUE, height=0.62)
    errors = [[100 * max(0.0, v.value - v.low) for v in values], [100 * max(0.0, v.high - v.value) for v in values]]
    axes.errorbar([100 * v.value for v in values], range(len(names)), xerr=errors, fmt="none", ecolor=_DARK, capsize=2, lw=1)
    axes.set_yticks(range(len(names)), [f"{n} (n={v.n})" for n, v in zip(names, values, strict=True)], fontsize=8)
    axes.set_xlim(0, 100)
    axes.set_xlabel("strictly right, %, with the 95% interval", fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    return _svg(figure, title)


def matrix(counts: Counter[tuple[str, str]], title: str) -> str:
    """Expected behaviour against the one given.

    :param counts: (expected, given) -> rows
    """
    names = sorted({n for pair in counts for n in pair})
    figure, axes = _figure(6.4, 4.6)
    table = [[counts[a, b] for b in names] for a in names]
    axes.pcolormesh([[min(1.0, c / 40) for c in row] for row in table], cmap="Blues", vmin=0, vmax=1.6, edgecolors="white", linewidth=1)
    axes.invert_yaxis()
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            axes.text(j + 0.5, i + 0.5, str(count), ha="center", va="center", fontsize=8, color=_RED if count and i != j else _DARK)
    axes.set_xticks([i + 0.5 for i in range(len(names))], names, rotation=35, ha="right", fontsize=8)
    axes.set_yticks([i + 0.5 for i in range(len(names))], names, fontsize=8)
    axes.set_xlabel("given", fontsize=8)
    axes.set_ylabel("expected", fontsize=8)
    return _svg(figure, title)


def curve(recalls: dict[int, Figure], title: str) -> str:
    """Recall at each depth with its interval.

    :param recalls: depth -> figure
    """
    figure, axes = _figure(5, 3)
    depths = sorted(recalls)
    axes.plot(depths, [100 * recalls[d].value for d in depths], "o-", color=_BLUE)
    axes.fill_between(depths, [100 * recalls[d].low for d in depths], [100 * recalls[d].high for d in depths], color=_BLUE, alpha=0.2)
    axes.set_xlabel("first k entries", fontsize=8)
    axes.set_ylabel("a right entry among them, %", fontsize=8)
    axes.set_xticks(depths)
    axes.set_ylim(50, 100)
    axes.spines[["top", "right"]].set_visible(False)
    return _svg(figure, title)


def distribution(values: Sequence[float], label: str, title: str) -> str:
    """How often each value."""
    figure, axes = _figure(5, 2.6)
    axes.hist(list(values), bins=40, color=_BLUE)
    axes.set_xlabel(label, fontsize=8)
    axes.set_ylabel("answers", fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    return _svg(figure, title)


def history(runs: Sequence[tuple[str, float]], title: str) -> str:
    """Strict accuracy over the stored runs.

    :param runs: (time, share), oldest first
    """
    figure, axes = _figure(5, 2.6)
    axes.plot(range(len(runs)), [100 * v for _, v in runs], "o-", color=_BLUE)
    axes.set_xticks(range(len(runs)), [t[5:16].replace("T", " ") for t, _ in runs], rotation=40, ha="right", fontsize=7)
    axes.set_ylabel("strictly right, %", fontsize=8)
    axes.set_ylim(0, 100)
    axes.spines[["top", "right"]].set_visible(False)
    return _svg(figure, title)
