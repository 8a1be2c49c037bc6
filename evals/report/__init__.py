"""The report: one HTML file that a person would read."""
