"""Teaching the encoder from the register: makes the adapters of `assistant.encode` (needs the reference extra, with torch).

`python -m assistant.teach questions` and `python -m assistant.teach verdicts`; see `docs/decisions/016-adapters.md`.
"""
