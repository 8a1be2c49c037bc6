"""The decision table: conduct x nation x date x person shown x kind of image, row by row."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.path.step4_decide import Bench
from assistant.register.load import read_register
from assistant.register.schema import NATIONS

ROWS = list(csv.DictReader((Path(__file__).parent.parent / "evals" / "sets" / "decisions.csv").read_text("utf-8").splitlines()))
REGISTER = read_register(Path(__file__).parent.parent / "corpus")


@pytest.fixture(scope="module")
def bench(register):
    return Bench(register)


@pytest.mark.parametrize("row", ROWS, ids=[r["id"] for r in ROWS])
def test_row(bench, row):
    decision = bench.decide(row["conduct"], row["nation"], date.fromisoformat(row["on"]), row["shown"], row["image"])
    lead = decision.lead.provision.id if decision.lead else ""
    assert (decision.verdict, lead) == (row["verdict"], row["lead"]), row["why"]


def test_the_table_is_large_and_touches_every_conduct(register):
    assert len(ROWS) >= 120
    known = {c for p in register.provisions for rule in p.applies for c in rule.conduct}
    assert known == {r["conduct"] for r in ROWS if r["lead"]} | {r["conduct"] for r in ROWS} & known


STARTS = [
    (provision, rule)
    for provision in REGISTER.provisions
    for rule in provision.applies
    if provision.in_force and provision.in_force[0].from_ and rule.rank == 1
]


@pytest.mark.parametrize(("provision", "rule"), STARTS, ids=[f"{p.id}-{r.conduct[0]}-{r.shown[0]}-{r.image[0]}" for p, r in STARTS])
def test_nothing_is_law_before_its_first_day(bench, provision, rule):
    first = rule.from_ or provision.in_force[0].from_
    for day, law in ((first - timedelta(days=1), False), (first, True)):
        decision = bench.decide(rule.conduct[0], provision.extent[0], day, rule.shown[0], rule.image[0])
        standing = {r.provision.id: r.status for r in decision.rulings}
        assert (standing[provision.id] == "in force") is law, day


def test_what_is_only_passed_never_makes_a_yes(bench, register):
    for provision in register.provisions:
        for rule in provision.applies if provision.pending else ():
            for conduct in rule.conduct:
                decision = bench.decide(conduct, provision.extent[0], date(2026, 11, 23), rule.shown[0], rule.image[0])
                leads = decision.lead and decision.lead.provision.id == provision.id
                assert not (leads and decision.verdict in {"yes", "depends"}), provision.id


def test_a_provision_is_no_law_in_another_nation(bench, register):
    for nation in NATIONS:
        for conduct in {c for p in register.provisions for r in p.applies for c in r.conduct}:
            decision = bench.decide(conduct, nation, date(2026, 11, 23), "adult", "fake")
            assert all(nation in r.provision.extent for r in decision.rulings)
