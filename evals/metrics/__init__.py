"""One module for each thing that is measured about an answer, or about a ranking."""
