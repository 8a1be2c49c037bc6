"""The one error of the evaluation commands: what is wrong with a file that was given, in words for a reader."""

from __future__ import annotations


class EvalError(Exception):
    """A set, a file of answers or a stored run cannot be used; exit code 2."""
