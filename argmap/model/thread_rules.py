"""Moved to `argmap.model.thread`."""

from argmap.model.thread import THREAD_RULES

__all__ = ["THREAD_RULES"]
