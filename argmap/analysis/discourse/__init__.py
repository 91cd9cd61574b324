"""Who said what to whom: moves, concessions, open points, participants and their words."""
