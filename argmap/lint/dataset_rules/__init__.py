"""Rules about a dataset of several maps as a whole; each judges the same facts, and none reads a file."""
