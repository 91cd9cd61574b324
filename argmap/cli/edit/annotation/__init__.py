"""The screen on which a thread is read and its map is written. It needs Textual (the extra `annotate`)."""
