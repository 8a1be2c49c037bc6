"""Recognising what a text says from labelled examples (see `corpus/examples/`)."""
