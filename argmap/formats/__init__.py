"""Formats in which argument maps are exchanged with other programs; `registry` has the table, `protocol` what a format is."""
