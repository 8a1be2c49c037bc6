"""Is every section, every schedule and every defined term of the Online Safety Act told?"""

from __future__ import annotations

import re

from assistant.official.library import Library
from assistant.official.tree import OfficialText
from assistant.proofs.told import provisions_of
from assistant.register.faults import Fault
from assistant.register.load import Register

ACT = "ukpga-2023-50"
INDEX = "section-237"  # the index of defined terms; section 236(1) holds most definitions
DEFINITIONS = "section-236-1"
_ENTRY = re.compile(
    r"(?P<term>[A-Za-z\u2019].*?)\s+section \d+[A-Z]*(?:\s?\([0-9a-z]+\))*"
    r"(?:\s+(?:to|and)\s+\([0-9a-z]+\))*(?:\s?\(see also section [^)]*\)\s?\))?(?=\s|$)"
)
_DEFINED = re.compile(
    r"“\s*([^”“]+?)\s*”(?:,? (?:and|or) “\s*([^”“]+?)\s*”)?(?=[^“”]{0,60}? (?:means|includes?|has the|have the|is to be|are to be))"
)
_ASIDE = re.compile(r"\s*\([^)]*\)")


def uncovered(register: Register, library: Library) -> list[Fault]:
    """Sections, schedules and defined terms that no statement tells.

    :return: one fault for each
    """
    versions = library.texts(ACT)
    whole = next((text for copy, text in versions if copy.part == "whole"), None)
    if whole is None:
        return []
    entries = {p.url for p in register.provisions}
    address = next(t.address for t in register.texts if t.id == ACT)
    missing = [path for path in provisions_of(whole) if f"{address}/{path.replace('-', '/')}" not in entries]
    faults = [Fault(path, "no entry tells this provision") for path in missing]
    told = " ".join(_plain(s.text) for p in register.provisions if p.id.startswith("osa-2023") for s in p.statement)
    faults += [
        Fault("osa-2023-s237", f"the defined term {term!r} is in no statement") for term in defined_terms(whole) if not _told(term, told)
    ]
    return faults


def defined_terms(text: OfficialText) -> list[str]:
    """The terms of the Act's index (section 237) and those that section 236(1) defines, each once."""
    index, definitions = (text.by_path[p].full_text if p in text.by_path else "" for p in (INDEX, DEFINITIONS))
    entries = index.split("Term Provision", 1)[-1].replace("- ", "-")
    terms = [_ASIDE.sub("", m["term"]).strip() for m in _ENTRY.finditer(entries)]
    terms += [t for pair in _DEFINED.findall(definitions) for t in pair if t]
    return list(dict.fromkeys(t.removeprefix("the ").strip() for t in terms))


def _told(term: str, told: str) -> bool:
    """Whether the words of a term stand in the statements, in singular or plural; one of several forms is enough."""
    forms = [part for part in re.split(r"[/,]|\band/or\b", term) if part.strip()]
    return any(_plain(form).rstrip("s") in told for form in forms)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("\u2019s", "s").replace("'s", "s")))
