"""Which claims are accepted, why, what would change it, and how strong they are."""
