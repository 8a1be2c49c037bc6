"""Proofs that the register is true, as far as a program can show it against the official texts that the operator holds."""
