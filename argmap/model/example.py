"""Moved to `argmap.model.claim`."""

from argmap.model.claim import Example, Reference

__all__ = ["Example", "Reference"]
