"""Discussions of forums and social networks: each module reads what one kind of site gives."""
