"""Writing files so that a crash loses nothing: a file whole or not at all, and several together."""
