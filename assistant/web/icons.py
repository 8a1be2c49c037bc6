"""The drawings beside the kinds of source, so that they differ by more than colour. Lines on a grid of 16, as SVG paths."""

from __future__ import annotations

_DRAWINGS = {
    "law": "M8 2v12M4 14h8M2.5 4.5h11M4 4.5l-2 5h4zM12 4.5l-2 5h4z",  # scales
    "guidance": "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 7.5v3.5M8 4.8v.4",  # an i in a ring
    "news": "M2 3h10v10H3.5A1.5 1.5 0 0 1 2 11.5zM12 6h2v5.5a1.5 1.5 0 0 1-2 1.5M4.5 5.5h5M4.5 8h5M4.5 10.5h3",  # a newspaper
    "own": "M2 3h12v8H7l-3 3v-3H2zM5 6h6M5 8.5h4",  # a speech bubble
    "gap": "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M4 12l8-8",  # a ring struck through
    "service": "M8 13.5L2.5 8a3.2 3.2 0 0 1 5.5-3.5A3.2 3.2 0 0 1 13.5 8z",  # a heart
}
_LIKE = {"practice": "guidance", "enforcement": "law", "timeline": "news", "advice": "service"}


def icon_of(kind: str) -> str:
    """The drawing of a kind of source or of words.

    :param kind: a key of `[kinds]` in texts.toml, or `law`, `guidance`, `news`, `own`
    """
    return _DRAWINGS[_LIKE.get(kind, kind)]
