"""Commands for datasets of several maps."""
