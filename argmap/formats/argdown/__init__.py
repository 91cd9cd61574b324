"""Argdown: its text, its JSON, and what both mean as an argument map."""
