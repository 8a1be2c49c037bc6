"""The words of the page, from `texts.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def texts() -> dict[str, dict[str, Any]]:
    """All words of the page, by table and name.

    :return: such as `texts()["page"]["title"]`
    """
    return tomllib.loads((FOLDER / "texts.toml").read_text("utf-8"))
