"""Building a map in a browser: the scripts that every page shares in which somebody does, and what they know of no page."""
