"""The differences of two readings as a picture of both, and as a page."""
