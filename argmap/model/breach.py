"""Moved to `argmap.model.annotations`."""

from argmap.model.annotations import Breach, StagePosts

__all__ = ["Breach", "StagePosts"]
