"""Moved to `argmap.model.annotations`."""

from argmap.model.annotations import Expectations, Label

__all__ = ["Expectations", "Label"]
