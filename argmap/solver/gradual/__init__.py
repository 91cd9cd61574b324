"""Gradual semantics: how strong each argument is, as a number from 0 to 1."""
