"""Commands that evaluate maps."""
