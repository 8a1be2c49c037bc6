"""Official texts made up for the tests, and an index and a desk that hold them. No word in them is from a real law."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from assistant.compose.quoting import QuoteDesk
from assistant.index.held import Link, LinkFile, PassageFile, Target, write_official
from assistant.official.passage import OfficialPassage, Unapplied, hash_of

TEXTS = """
[[text]]
id = "ukpga-2003-42"
act = "Sexual Offences Act 2003"
address = "https://www.legislation.gov.uk/ukpga/2003/42"

[[copy]]
text = "ukpga-2003-42"
file = "old.md"
form = "numbered"

[[copy]]
text = "ukpga-2003-42"
file = "new.md"
form = "numbered"
"""
OLD = """---
revision: "2025-08-19"
---
#### 66F Wanting a picture

(1) A pretend rule about wanting a fake picture says that it is wrong if—

(a) somebody wants it badly, and

(b) nobody agreed to it,

unless a kitten sits on the keyboard.

(2) A pretend rule about details says that a hat counts.

(6) A pretend rule says that it is wrong—

(a) whether or not anything comes of it, and

(b) whoever else wanted it.

(8) A pretend penalty is a month of washing up.
"""
NEW = OLD.replace("2025-08-19", "2026-09-30").replace("nobody agreed", "nobody at all agreed")
NEW = NEW.replace("a hat counts", "a hat and a scarf count")


def lay_out(corpus: Path, folder: Path) -> Path:
    """Put the made-up texts into a folder, and the words on how to read them into a register.

    :return: the folder
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "old.md").write_text(OLD, "utf-8")
    (folder / "new.md").write_text(NEW, "utf-8")
    shutil.rmtree(corpus / "sources", ignore_errors=True)
    (corpus / "sources").mkdir()
    (corpus / "sources" / "texts.toml").write_text(TEXTS, "utf-8")
    return folder


RULE = "soa-2003-s66F#rule"
WORDS = (
    "(1) A pretend rule about asking for a fake intimate image says—\n(a) that nobody may, and\n(b) that a kitten may,\nbut not on Sundays."
)


def passage(text: str = WORDS, **changes: object) -> OfficialPassage:
    """A passage that holds from 19 August 2025."""
    facts: dict[str, object] = {
        "id": "ukpga-2003-42@2025-08-19/section-66F-1",
        "text_id": "ukpga-2003-42",
        "path": "section-66F-1",
        "place": "section 66F(1)",
        "title": "Sexual Offences Act 2003",
        "heading": "Wanting a picture",
        "address": "https://www.legislation.gov.uk/ukpga/2003/42/section/66F#section-66F-1",
        "dated": date(2025, 8, 19),
        "since": date(2025, 8, 19),
        "kind": "law",
        "licence": "Open Government Licence v3.0",
        "text": text,
        "depths": (0, 1, 1, 0) if text == WORDS else (),
        "sha256": hash_of(text),
    }
    return OfficialPassage.model_validate(facts | changes)


BEHIND = (Unapplied(kind="words inserted", by="https://www.legislation.gov.uk/id/ukpga/2099/1", on=date(2026, 1, 1)),)


def desk_of(
    folder: Path,
    *passages: OfficialPassage,
    quotes: tuple[str, ...] = (),
    compared: bool = False,
    statements: tuple[str, ...] = (RULE,),
) -> QuoteDesk:
    """A desk whose passages are all linked to the same statements.

    :param quotes: the pieces that are quoted of each; default: its whole text
    """
    to = tuple(Target(passage=p.id, quotes=quotes or (p.text,), compared=compared) for p in passages)
    write_official(folder, passages, [Link(statement=name, to=to) for name in statements])
    return QuoteDesk(PassageFile(folder / "passages.jsonl"), LinkFile(folder / "links.jsonl"))
