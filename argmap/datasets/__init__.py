"""Many maps as one dataset: their folders, their tables, and the package in which others get them."""
