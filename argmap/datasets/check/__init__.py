"""Checking a dataset as a whole: gathering what its rules judge, and saying where what they find stands."""
