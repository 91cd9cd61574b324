"""Checks of what a map says: one small function a rule, run over a document or over what was read."""

from argmap.checks.run import check, check_file, rule_page, rules

__all__ = ["check", "check_file", "rule_page", "rules"]
