"""The path of a question, one stage a file, in the order in which they run."""
