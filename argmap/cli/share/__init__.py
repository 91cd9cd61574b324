"""Commands that share a map with other programs."""
