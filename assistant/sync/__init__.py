"""`assistant sync`: fetch the official texts that `corpus/sources/` lists, politely and safely, into the data folder.

plan (what to ask for) -> client (ask) -> judge (is it what was asked for?) -> filing (a record) -> the store; run does it in this order.
"""
