"""Times of posts, as sources write them, in the form of thread files (RFC 3339)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from argmap.importers.local_times import decided, local_time

EARLIEST = 10**8
"""Smaller numbers are no dates (it would be 1973 or before) but seconds since a recording began, or counts."""

UNITS = ((10**14, 1_000_000), (10**11, 1_000))
"""Numbers from these on are microseconds and milliseconds: as seconds they would be after the year 5000."""


def timestamp(value: str | float | None) -> str | None:
    """Return a time in UTC as RFC 3339, or None if it is not a time, or one that can be read in two ways.

    Args:
        value: A text, or a number of seconds, milliseconds or microseconds since 1970; a time without a zone is taken as
            UTC. Numbers below 100,000,000 are no times. In "03/04/2024" either number may be the month, so that is no
            time; `argmap.importers.local_times` decides it for a whole file.

    Example:
        >>> timestamp(1717200000), timestamp("2024-06-01T00:05:00.000Z"), timestamp("soon")
        ('2024-06-01T00:00:00Z', '2024-06-01T00:05:00Z', None)
        >>> timestamp(12.5), timestamp("30.1.2024, 7:02 PM"), timestamp("03/04/2024 10:00")
        (None, '2024-01-30T19:02:00Z', None)
    """
    try:
        moment = _moment(value)
        if moment is None:
            return None
        aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return aware.isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None


def _moment(value: str | float | None) -> datetime | None:
    if value is None or isinstance(value, bool) or value == "":
        return None
    if isinstance(value, int | float):
        return _since_1970(value)
    text = value.strip()
    if text.lstrip("-").replace(".", "", 1).isdigit() and (number := _since_1970(float(text))):
        return number
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    local = local_time(text.removesuffix(" UTC"))
    if local is not None:
        decision = decided([local])
        return local.moment(decision.order) if decision.order and decision.certain else None
    return parsedate_to_datetime(text)


def _since_1970(number: float) -> datetime | None:
    if number < EARLIEST:
        return None
    unit = next((unit for least, unit in UNITS if number >= least), 1)
    return datetime.fromtimestamp(number / unit, UTC)
