"""Commands that find faults, and explain what they mean."""
