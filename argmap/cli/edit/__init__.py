"""Commands that write maps."""
