"""Annotating in a browser on this machine: a page, and a server that writes what is done on it through `argmap.editing`."""
