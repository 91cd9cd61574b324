"""Outlines and mind maps: nested items whose signs say what they do."""
