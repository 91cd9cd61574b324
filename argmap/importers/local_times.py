"""Dates as phones and programs write them in many countries, and which of their numbers is the day.

"3/4/24, 7:02 PM" is a day in March or in April. One message does not say which; all messages of a file together mostly do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

AFTER_NOON = frozenset(
    ["pm", "下午", "晚上", "午後", "오후", "م", "μμ", "ch", "du", "ös", "eh", "em", "ip", "nm"]
)
BEFORE_NOON = frozenset(
    ["am", "上午", "凌晨", "早上", "午前", "오전", "ص", "πμ", "sa", "de", "öö", "vorm", "fm", "ap", "vm"]
)
"""Marks of the 12-hour clock, without full stops and spaces, as the Unicode CLDR lists them for many languages."""

NOON = frozenset(["中午", "noon"])

HALF = r"[ap]\.?\s?m\.?|上午|下午|凌晨|早上|中午|晚上|午前|午後|오전|오후|[صم]|[πμ]\.?\s?μ\.?|sa|ch|de\.|du\.|ö[ös]|[ef]\.?m\.?|[ai]p\.|[vn]m\.?"
JOINED = r"(?:\s{0,2}[,،]?\s{0,2}(?:à|às|at|klo|kl\.?|um|las|a las)?\s{1,2}|T|\s?,\s?)"

DATE = r"(?P<a>\d{1,4})(?P<mark>[./-])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<c>\d{1,4})\.?"
CLOCK = rf"(?:(?P<before>{HALF})\s?)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}}))?(?:\s?(?P<after>{HALF})(?!\w))?"
LOCAL = rf"{DATE}{JOINED}{CLOCK}"
"""A date and a time of day, to be used in larger expressions (with `re.IGNORECASE`)."""

ALONE = re.compile(rf"{DATE}(?:{JOINED}{CLOCK})?$", re.IGNORECASE)
CENTURY = 2000
A_DAY = timedelta(days=1)
"""So much a clock may be set back."""
LONG_YEAR, SHORT_YEAR = 4, 2
HALF_A_DAY = 12
AMERICAN = re.compile(r"[1-9]\d?/[1-9]\d?/\d{2}$")


class DayOrder(StrEnum):
    """Which number of a date is which."""

    YEAR_FIRST = "year, month, day"
    DAY_FIRST = "day, month, year"
    MONTH_FIRST = "month, day, year"


PLACES = {DayOrder.YEAR_FIRST: (0, 1, 2), DayOrder.DAY_FIRST: (2, 1, 0), DayOrder.MONTH_FIRST: (2, 0, 1)}
"""Where year, month and day are."""


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A date and a time as they are written, before it is known which number is the day.

    Attributes:
        numbers: The three numbers of the date.
        mark: What stands between them.
        date: The date as it is written.
        clock: Hour, minute and second, from 0:00:00 to 23:59:59.
        half: The mark of the 12-hour clock, as it is written; "" for one with 24 hours.
    """

    numbers: tuple[int, int, int]
    mark: str
    date: str
    clock: tuple[int, int, int]
    half: str = ""

    def moment(self, order: DayOrder) -> datetime | None:
        """Return the time in an order of the numbers; None if there is no such day."""
        year, month, day = (self.numbers[place] for place in PLACES[order])
        try:
            return datetime(year if year > CENTURY / 20 else year + CENTURY, month, day, *self.clock)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """Which number of the dates of a file is the day, and why.

    Attributes:
        order: The order, or None if it could not be decided.
        note: A sentence about it for the note of a thread; "" if there was nothing to decide.
        certain: Whether the dates themselves say it, so that each of them can be trusted alone.
    """

    order: DayOrder | None
    note: str = ""
    certain: bool = True


def local_time(text: str) -> LocalTime | None:
    """Return the date and time that a text is, or None if it is none.

    Example:
        >>> local_time("1/4/24, 7:02\\u202fPM").clock
        (19, 2, 0)
    """
    match = ALONE.match(text.strip())
    return None if match is None else matched(match)


def matched(match: re.Match[str], prefix: str = "") -> LocalTime | None:
    """Return the date and time in a match of an expression with `LOCAL`; None if there is no such time of day.

    Args:
        match: The match.
        prefix: What the names of the groups begin with; see `named`.
    """
    half = match[f"{prefix}before"] or match[f"{prefix}after"] or ""
    hour = int(match[f"{prefix}hour"] or 0)
    if half and hour <= HALF_A_DAY:
        mark = re.sub(r"[.\s]", "", half).lower()
        hour = hour % HALF_A_DAY + HALF_A_DAY * (mark in AFTER_NOON or mark in NOON)
    clock = (hour, int(match[f"{prefix}minute"] or 0), int(match[f"{prefix}second"] or 0))
    if clock > (23, 59, 59) or max(clock[1:]) > 59:  # noqa: PLR2004 (minutes and seconds)
        return None
    numbers = (int(match[f"{prefix}a"]), int(match[f"{prefix}b"]), int(match[f"{prefix}c"]))
    date = match.string[match.start(f"{prefix}a") : match.end(f"{prefix}c")]
    return LocalTime(numbers, match[f"{prefix}mark"], date, clock, half)


def named(prefix: str) -> str:
    """Return `LOCAL` with a prefix before the names of its groups, for an expression that has it twice."""
    return LOCAL.replace("(?P<", f"(?P<{prefix}").replace("(?P=", f"(?P={prefix}")


def decided(times: Iterable[LocalTime]) -> OrderDecision:
    """Return which number of dates is the day, decided for all of them together; they are read once.

    A year of four digits in front, a number above 12, and full stops or hyphens between the numbers say it. Otherwise that
    order counts in which the messages follow each other, as they do in an export; and then the form "1/4/24, 7:02 PM",
    which phones set to US English write. If nothing of that helps, it stays undecided.

    Args:
        times: The dates of a file, in the order of the file.
    """
    seen = _Seen()
    for time in times:
        seen.add(time)
    return seen.decision()


class _Seen:
    """What the dates of a file have shown so far."""

    def __init__(self) -> None:
        self.last: dict[DayOrder, datetime | None] = dict.fromkeys(DayOrder)
        self.backward: dict[DayOrder, int] = dict.fromkeys(DayOrder, 0)
        self.example = ""
        self.differs = self.slashes = False
        self.american = True

    def add(self, time: LocalTime) -> None:
        possible = self._possible(time)
        for order in list(self.last):
            moment = time.moment(order) if order in possible else None
            if moment is None:
                del self.last[order]
                continue
            before = self.last[order]
            self.backward[order] += before is not None and before - moment > A_DAY
            self.last[order] = moment
        self.slashes |= time.mark == "/"
        self.american &= bool(AMERICAN.match(time.date)) and time.half in {"AM", "PM"}
        if time.numbers[0] != time.numbers[1]:
            self.differs = True
            self.example = self.example or time.date

    @staticmethod
    def _possible(time: LocalTime) -> tuple[DayOrder, ...]:
        """Return the orders that the places of the year and of the marks allow."""
        first, *_, last = map(len, time.date.replace(" ", "").split(time.mark))
        if first == LONG_YEAR:
            return (DayOrder.YEAR_FIRST,) if last <= SHORT_YEAR else ()
        return (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST) if last in {SHORT_YEAR, LONG_YEAR} else ()

    def decision(self) -> OrderDecision:
        left = list(self.last)
        if not left:
            return OrderDecision(
                None, "The dates are in no order of day, month and year that is known, and were left out."
            )
        if len(left) == 1:
            only = left[0]
            said = (
                ""
                if only is DayOrder.YEAR_FIRST or not self.slashes
                else f"Dates are read as {only}: no other order fits all of them."
            )
            return OrderDecision(only, said)
        if not self.differs or not self.slashes:
            return OrderDecision(DayOrder.DAY_FIRST)
        steps = {order: self.backward[order] for order in left}
        best = min(left, key=lambda order: (steps[order], order))
        if steps[best] == 0 < max(steps.values()):
            return OrderDecision(
                best,
                f"Dates are read as {best}: in this order none is more than a day earlier than the one before it.",
            )
        if self.american:
            return OrderDecision(
                DayOrder.MONTH_FIRST,
                f"Dates are read as {DayOrder.MONTH_FIRST}; that is a guess by their form, which is that of phones in US English.",
                certain=False,
            )
        return OrderDecision(
            None,
            f"In dates such as {self.example} either number may be the month, so the posts have no dates.",
        )
