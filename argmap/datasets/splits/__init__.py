"""Splits of a dataset: which maps a program is trained on, and which it is tested on."""
