"""Formats that mark stretches of a text, and relations between them: what annotation tools read and write."""
