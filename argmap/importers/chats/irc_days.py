"""The day of each line of a log of IRC, which most logs say only now and then."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from argmap.importers.chats.irc_lines import LogEvent, LogLine

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d{2})-(\d{2})-(\d{4})(?!\d)")
IN_WORDS = re.compile(r"\b([A-Za-z]{3})[a-z]* +(\d{1,2})(?: +\d{1,2}:\d{2}(?::\d{2})?)?,? +(\d{4})\b")
DAY_IN_WORDS = re.compile(r"\b(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})\b")
LOGGING = re.compile(r"logging to https?://www\.w3\.org/(\d{4})/(\d{2})/(\d{2})-")
"""RRSAgent says where it logs; the address holds the day."""

HALF_A_DAY = timedelta(hours=12)


class LogDays:
    """What is known of the day while a log is read: from its name, its headings, and clocks that pass midnight."""

    def __init__(self, name: str) -> None:
        self.day = day_in(name)
        self.last: datetime | None = None

    def moment(self, line: LogLine) -> str | None:
        """Return the time of a line (ISO 8601), or None if its day is not known."""
        if line.event is LogEvent.HEADING:
            self._set(day_in(line.raw))
            return None
        if line.time is None:
            return None
        if line.day is not None:
            self._set(self._written(line.day))
        if self.day is None:
            return None
        try:
            moment = datetime.combine(self.day, datetime.min.time()) + _clock(line.time)
        except (ValueError, OverflowError):
            return None
        if line.day is None and self.last is not None and self.last - moment > HALF_A_DAY:
            self.day += timedelta(days=1)  # the clock has passed midnight
            moment += timedelta(days=1)
        self.last = moment
        return f"{moment.isoformat()}{line.zone or ''}"

    def hear(self, text: str) -> None:
        """Take the day from what is said: "logging to" an address of the W3C, or "Date: 4 January 2024"."""
        address = LOGGING.match(text)
        if address:
            self._set(_date(*address.groups()))
        elif text.startswith("Date: ") and self.day is None:
            self._set(day_in(text))

    def _set(self, day: date | None) -> None:
        if day is not None and day != self.day:
            self.day, self.last = day, None

    def _written(self, text: str) -> date | None:
        """Return a day before the time of a line; HexChat leaves out the year, which a heading has."""
        full = day_in(text)
        if full is not None or self.day is None or not text[:1].isalpha():
            return full
        month, day = text[:3].lower(), text[3:].strip()
        if month not in MONTHS:
            return None
        this_year = _date(str(self.day.year), str(MONTHS.index(month) + 1), day)
        passed = this_year is not None and this_year < self.day - timedelta(days=300)
        return _date(str(self.day.year + 1), str(MONTHS.index(month) + 1), day) if passed else this_year


def day_in(text: str) -> date | None:
    """Return the day that a text names, or None.

    Example:
        >>> day_in("--- Log opened Thu Jan 04 14:50:12 2024")
        datetime.date(2024, 1, 4)
    """
    match = YEAR_FIRST.search(text)
    if match:
        return _date(*match.groups())
    match = DAY_FIRST.search(text)
    if match:
        return _date(*reversed(match.groups()))
    words = IN_WORDS.search(text)
    if words and words[1].lower() in MONTHS:
        return _date(words[3], str(MONTHS.index(words[1].lower()) + 1), words[2])
    words = DAY_IN_WORDS.search(text)
    if words and words[2].lower() in MONTHS:
        return _date(words[3], str(MONTHS.index(words[2].lower()) + 1), words[1])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _clock(text: str) -> timedelta:
    """Return the time of day that a text is.

    Raises:
        ValueError: there is no such time.
    """
    late = text[-2:].lower()
    hour, minute, second = [*(int(part) for part in text.rstrip("APMapm ").split(":")), 0][:3]
    if late in {"am", "pm"}:
        hour = hour % 12 + 12 * (late == "pm")
    if hour > 23 or minute > 59 or second > 60:  # noqa: PLR2004 (a leap second is 60)
        raise ValueError(text)
    return timedelta(hours=hour, minutes=minute, seconds=second)
