"""Solving frameworks: what can be accepted together, and how strong it is. Knows nothing of maps or files."""
