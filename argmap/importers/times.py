"""Times of posts, as sources write them, in the form of thread files (RFC 3339)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FORMS = (
    "%Y-%m-%d %H:%M:%S UTC",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M",
    "%d/%m/%Y, %H:%M",
    "%d.%m.%y, %H:%M",
    "%d.%m.%y, %H:%M:%S",
    "%d.%m.%Y, %H:%M",
    "%d.%m.%Y, %H:%M:%S",
    "%Y-%m-%d",
)


def timestamp(value: str | float | None) -> str | None:
    """Return a time in UTC as RFC 3339, or None if it is not a time.

    Args:
        value: A text, or seconds since 1970; a time without a zone is taken as UTC.

    Example:
        >>> timestamp(1717200000), timestamp("2024-06-01T00:05:00.000Z"), timestamp("soon")
        ('2024-06-01T00:00:00Z', '2024-06-01T00:05:00Z', None)
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
        return datetime.fromtimestamp(value, UTC)
    text = value.strip()
    if text.lstrip("-").replace(".", "", 1).isdigit():
        return datetime.fromtimestamp(float(text), UTC)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in FORMS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return parsedate_to_datetime(text)
