"""The package of a dataset: its tables in files, with the descriptors by which other programs read and cite it."""
