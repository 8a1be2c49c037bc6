"""Score one answer against its row: each check by itself, so that a failure says what failed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from evals.metrics import cited, place_and_time, reading, said, support
from evals.rows import AnswerRow


@dataclass(frozen=True)
class Score:
    """What was right and wrong with one answer; None where something is not judged or was not given."""

    id: str
    behaviour: bool | None
    verdict: bool | None
    cited: bool | None
    facts: tuple[int, int]  # found, wanted
    missing: tuple[str, ...]  # patterns of `must` that were not found
    wrong: tuple[str, ...]  # patterns of `never` that were found
    nation_error: bool | None
    date_error: bool | None
    citation_precision: float | None
    fabricated: tuple[str, ...] | None
    unsupported: tuple[str, ...] | None
    inexact_quotes: tuple[str, ...] | None
    answer_first: bool
    grade: float | None
    words: int
    took_ms: float | None
    gave: str | None  # the behaviour that the answer had
    opened: bool | None = None  # what the row wants in the first two sentences stands there
    short: bool | None = None  # within the words that the row allows

    @property
    def right(self) -> bool:
        """Strictly right: nothing that is judged is wrong."""
        return (
            not self.missing
            and not self.wrong
            and all(x is not False for x in (self.behaviour, self.verdict, self.cited, self.opened, self.short))
        )

    def as_json(self) -> dict[str, Any]:
        """For storing."""
        return asdict(self) | {"right": self.right}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Score:
        """As `as_json` wrote it."""
        listed = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k != "right"}
        return cls(**listed)


@dataclass(frozen=True)
class Judge:
    """Scores answers; `known` and `grounds` are None for another system, whose sources are not the register's."""

    known: cited.Known | None = None
    grounds: support.Grounds | None = None

    def score(self, row: AnswerRow, answer: dict[str, Any]) -> Score:
        """Score an answer.

        :param row: the row
        :param answer: the answer as the machine interface has it; only `id` and `text` are needed
        """
        text = said.plain(str(answer.get("text", "")))
        missing, wrong = said.missing(text, row.must), said.wrong(text, row.never)
        took = answer.get("took_ms")
        return Score(
            id=row.id,
            behaviour=answer["behaviour"] in row.behaviour if "behaviour" in answer else None,
            verdict=answer["verdict"] in row.verdict if "verdict" in answer else None,
            cited=cited.cites_one_of(answer, row.cites),
            facts=(len(row.must) - len(missing), len(row.must)),
            missing=missing,
            wrong=wrong,
            nation_error=place_and_time.nation_error(row, answer),
            date_error=place_and_time.date_error(row, answer, wrong),
            citation_precision=cited.precision(answer, row.cites),
            fabricated=cited.fabricated(answer, self.known) if self.known else None,
            unsupported=support.unsupported(answer, self.grounds) if self.grounds else None,
            inexact_quotes=support.inexact_quotes(str(answer.get("text", "")), self.grounds.statements.values()) if self.grounds else None,
            answer_first=said.answer_first(str(answer.get("text", "")), row.must),
            grade=reading.grade(str(answer.get("text", ""))) if row.language == "en" else None,
            words=len(str(answer.get("text", "")).split()),
            took_ms=float(took) if isinstance(took, int | float) else None,
            gave=answer.get("behaviour"),
            opened=said.opens_with(str(answer.get("text", "")), row.first) if row.first else None,
            short=said.words(str(answer.get("text", ""))) <= row.most_words if row.most_words else None,
        )
