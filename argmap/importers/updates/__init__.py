"""Another import of a discussion: which posts are which, and the thread that both make."""
