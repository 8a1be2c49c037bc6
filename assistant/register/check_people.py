"""What is wrong with the tables that choose by who asks: services, steps, cues of roles and needs, times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from assistant.register.faults import Fault
from assistant.register.load import Register
from assistant.register.people import FEWEST_STEPS, Need, Steps
from assistant.register.schema import NATIONS, Nation, Role

_TOLD_OTHERWISE: frozenset[Role | Need] = frozenset({"child", "maker", "taken under 18"})  # told by ages, or by what was done


def check_people(register: Register) -> Iterator[Fault]:
    """The faults of the tables.

    :param register: the register
    """
    cues = {c.cue for c in register.cues}
    for row in register.help:
        unknown = [s for s in row.services if s not in register.services_by_id]
        yield from (Fault("help", f"services: there is no service {name!r}") for name in unknown)
    if not register.steps:
        return
    wanted = [
        f"{sort}: {name}"
        for sort, names in (("role", get_args(Role)), ("need", get_args(Need)))
        for name in names
        if name not in _TOLD_OTHERWISE
    ]
    yield from (Fault("people", f"there is no cue {name!r}") for name in wanted if name not in cues)
    for steps in register.steps:
        yield from (Fault(f"steps {steps.lead}", f"cue: there is no cue {name!r}") for name in steps.cue if name not in cues)
        yield from _of_statements(steps, register)


def _of_statements(steps: Steps, register: Register) -> Iterator[Fault]:
    """Statements that do not exist, and nations in which too few of them hold."""
    missing = []
    for reference in (steps.lead, *steps.step):
        try:
            register.statement(reference)
        except KeyError:
            missing.append(reference)
            yield Fault(f"steps {steps.lead}", f"step: there is no statement {reference!r}")
    if missing:
        return
    for nation in NATIONS:
        held = [r for r in steps.step if _holds_in(r, nation, register)]
        if len(held) < FEWEST_STEPS or not _holds_in(steps.lead, nation, register):
            yield Fault(
                f"steps {steps.lead}", f"step: {len(held)} statements hold in {nation}; the lead and at least {FEWEST_STEPS} are needed"
            )


def _holds_in(reference: str, nation: Nation, register: Register) -> bool:
    document, statement = register.statement(reference)
    where = statement.nations or getattr(document, "extent", None) or getattr(document, "nations", None)
    return not where or nation in where
