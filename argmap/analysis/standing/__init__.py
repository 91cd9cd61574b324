"""What follows from what stands: reasons, changes, positions, and how it came about."""
