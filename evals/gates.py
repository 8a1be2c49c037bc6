"""The gates: figures that must not fall. Some are absolute; the others may not fall below what was recorded by more than its interval."""

from __future__ import annotations

import tomllib
from pathlib import Path

from evals.intervals import Figure

GATES = Path(__file__).parent / "gates.toml"


def fallen(figures: dict[str, Figure], path: Path = GATES) -> list[str]:
    """Gates that are not passed.

    :param figures: name -> figure, as measured; a figure that was not measured is not judged
    :param path: the gates
    :return: one line for each
    """
    gates = tomllib.loads(path.read_text("utf-8"))
    lines = []
    for name, limit in gates["at_most"].items():
        if name in figures and figures[name].n and figures[name].value > limit:
            lines.append(f"{name} is {figures[name].value:.4g}; it may be {limit} at most")
    for name, recorded in gates["recorded"].items():
        if name in figures and figures[name].n and figures[name].high < recorded:
            lines.append(
                f"{name} is {figures[name].value:.4g} ({figures[name].low:.4g} to {figures[name].high:.4g}); {recorded} was recorded"
            )
    return lines
