"""Several readings of one thread: which parts of two maps are the same, where they differ, and how far annotators agree."""
