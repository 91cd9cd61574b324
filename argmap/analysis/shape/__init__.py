"""The argument as a graph: what bears on what, chains, circles, and what much passes through."""
