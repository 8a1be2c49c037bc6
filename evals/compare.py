"""Compare two runs row by row: what got better, what got worse, and whether that could be chance."""

from __future__ import annotations

from dataclasses import dataclass

from evals.intervals import Figure, mcnemar, paired
from evals.runs import Run


@dataclass(frozen=True)
class Comparison:
    """Run `after` beside run `before`, over the rows that both have."""

    before: str
    after: str
    rows: int
    better: tuple[str, ...]  # ids that were wrong and are right
    worse: tuple[str, ...]  # ids that were right and are wrong
    p: float  # McNemar, exact, two-sided
    words: Figure  # mean change of length

    def text(self) -> str:
        """For a terminal."""
        verdict = "more than chance explains" if self.p < 0.05 else "chance could explain it"
        lines = [
            f"Against {self.before}, over {self.rows} rows: {len(self.better)} better, {len(self.worse)} worse "
            f"(McNemar p = {self.p:.3f}: {verdict}); words {self.words.value:+.1f} ({self.words.low:+.1f} to {self.words.high:+.1f})."
        ]
        if self.better:
            lines.append("better: " + " ".join(self.better))
        if self.worse:
            lines.append("worse:  " + " ".join(self.worse))
        return "\n".join(lines)


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs.

    :param before: the earlier
    :param after: the later
    """
    both = [i for i in after.scores if i in before.scores]
    better = tuple(i for i in both if after.scores[i].right and not before.scores[i].right)
    worse = tuple(i for i in both if before.scores[i].right and not after.scores[i].right)
    words = paired([before.scores[i].words for i in both], [after.scores[i].words for i in both])
    return Comparison(before.name, after.name, len(both), better, worse, mcnemar(len(better), len(worse)), words)
