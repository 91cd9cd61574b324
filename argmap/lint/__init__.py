"""Rules about what a map says: one small function a rule, run over a document or over what was read."""

from argmap.lint.run import check, check_file

__all__ = ["check", "check_file"]
