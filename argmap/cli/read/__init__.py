"""Commands that show maps."""
