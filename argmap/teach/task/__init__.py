"""A page in which somebody builds a map: one file that works without a network, and saves what `argmap teach grade` marks."""
