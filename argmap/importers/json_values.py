"""Values of JSON in files that are not as their format says: what they are is told, and nothing breaks."""

from __future__ import annotations


def said_time(value: object) -> str | float | None:
    """Return a value as the time of a post; what is neither text nor number becomes a text, which is told as unreadable.

    Example:
        >>> said_time("2024-01-04"), said_time(None), said_time([1])
        ('2024-01-04', None, '[1]')
    """
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)
