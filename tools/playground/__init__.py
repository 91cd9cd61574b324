"""argmap in a browser: what the page `docs/playground/` needs to run, gathered when the site is built."""
