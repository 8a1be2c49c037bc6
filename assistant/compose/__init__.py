"""Building an answer from statements: wording, choosing, citing."""
