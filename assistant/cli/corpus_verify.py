"""`assistant corpus verify`: compare the register's facts with what official texts say of each provision, and raise marks on evidence."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.cli.common import print_json
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.proofs.raising import Raise
    from assistant.proofs.verify import Finding

_OUTCOMES = ("agrees", "disagrees", "not checked")
_MOST_NAMED = 4  # entries named beside a reason


@dataclass(frozen=True)
class Report:
    """What was found and what was raised."""

    findings: list[Finding]
    raised: list[Raise]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the action.

    :param parser: its parser
    """
    parser.add_argument("entry", nargs="*", help="ids of entries; default: all")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.add_argument("--all", action="store_true", help="print every comparison, also where both agree")
    parser.add_argument(
        "--raise",
        dest="raise_marks",
        action="store_true",
        help='raise marks to "primary text seen" where the evidence allows, and record it in the entry',
    )


def run(arguments: argparse.Namespace) -> int:
    """Run `corpus verify`.

    :return: 0, or 3 when the register and an official text disagree
    :raises AssistantError: when there is no register or no such entry
    """
    from assistant.cli.corpus import provision_of
    from assistant.proofs.raising import to_raise, write
    from assistant.proofs.run import library_of
    from assistant.proofs.verify import verify
    from assistant.register.load import read_register

    register = read_register(Settings().corpus)
    library = library_of(register, arguments.official)
    only = {provision_of(register, i).id for i in arguments.entry} or None
    findings = verify(register, library, only)
    raised = to_raise(register, library, findings) if arguments.raise_marks else []
    write(raised, register, date.today())
    report = Report(findings, raised)
    if arguments.json:
        print_json(as_json(report))
    else:
        print(as_text(report, arguments.all))
    return 3 if any(f.outcome == "disagrees" for f in findings) else 0


def as_json(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "counts": {f"{what}: {outcome}": n for (what, outcome), n in sorted(_counts(report).items())},
        "findings": [_row(f) for f in report.findings],
        "raised": [{"entry": r.entry, "mark": r.field, "value": r.value, "text": r.text, "where": r.where} for r in report.raised],
    }


def as_text(report: Report, everything: bool = False) -> str:
    """The report for a terminal: a table, disagreements in full, and what could not be checked with the reason.

    :param report: the report
    :param everything: whether agreements are listed too
    """
    counts = _counts(report)
    lines = [f"{'':16}" + "".join(f"{o:>13}" for o in _OUTCOMES)]
    lines += [f"{what:16}" + "".join(f"{counts[what, o]:13,}" for o in _OUTCOMES) for what in dict.fromkeys(w for w, _ in counts)]
    if everything:
        lines += ["", "AGREES", *(_line(f) for f in report.findings if f.outcome == "agrees")]
    wrong = [_line(f) for f in report.findings if f.outcome == "disagrees"]
    lines += ["", "DISAGREES", *(wrong or ["  nothing"]), "", "COULD NOT BE CHECKED", *_unchecked(report)]
    if report.raised:
        lines += ["", "RAISED", *(f"  {r.entry} {r.field}: {r.value} ({r.text}, {r.where})" for r in report.raised)]
    return "\n".join(lines)


def _counts(report: Report) -> Counter[tuple[str, str]]:
    return Counter((f.what, f.outcome) for f in report.findings)


def _unchecked(report: Report) -> list[str]:
    """One line for each reason, with the entries that it concerns."""
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for finding in report.findings:
        if finding.outcome == "not checked":
            groups.setdefault((finding.what, finding.why), {})[finding.entry] = None
    lines = []
    for (what, why), entries in groups.items():
        more = f" and {len(entries) - _MOST_NAMED} more" if len(entries) > _MOST_NAMED else ""
        lines.append(f"  {what}: {why}: {', '.join(list(entries)[:_MOST_NAMED])}{more}")
    return lines or ["  nothing"]


def _line(finding: Finding) -> str:
    source = f" ({finding.source.text.id} as at {finding.source.text.dated}, {finding.source.where})" if finding.source else ""
    official = f"; the official text says: {finding.official}" if finding.official else ""
    return f"  {finding.entry} {finding.what}: {finding.register}{official}{source}"


def _row(finding: Finding) -> dict[str, Any]:
    row: dict[str, Any] = {"entry": finding.entry, "what": finding.what, "outcome": finding.outcome}
    row |= {k: v for k in ("register", "official", "why") if (v := getattr(finding, k))}
    if finding.source:
        dated = finding.source.text.dated
        row |= {"text": finding.source.text.id, "dated": str(dated) if dated else None, "where": finding.source.where}
    return row
