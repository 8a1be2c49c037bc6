"""Documents that people add: taken in, read apart under limits, judged, kept, and shown as what they are, never as law.

file or fetching (what was given) -> formats (what it is) -> apart (another process reads it) -> details and judging (what is said of
it, and what its words are like) -> shelf (kept in the data folder) -> pieces and claims (how it is shown)
"""
