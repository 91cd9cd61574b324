"""Marking a rebuilt map: reading it, holding it against the reference, and telling what to look at again."""
