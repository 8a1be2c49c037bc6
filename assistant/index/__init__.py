"""The index: built whole, opened whole, never written while it serves."""
