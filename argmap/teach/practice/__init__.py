"""Exercises in the page of a map, to practise with on one's own: nothing leaves the browser."""
