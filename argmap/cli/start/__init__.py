"""Commands that bring a discussion in."""
