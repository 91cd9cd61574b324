"""Telling an analysis in words: names, reasons, and the sections of the report."""
