"""Moved to `argmap.model.annotations`."""

from argmap.model.annotations import Commitment, Stance

__all__ = ["Commitment", "Stance"]
