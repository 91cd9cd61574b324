"""Moved to `argmap.model.faults`."""

from argmap.model.faults import IntegrityError, enforce, unless_known, violations

__all__ = ["IntegrityError", "enforce", "unless_known", "violations"]
