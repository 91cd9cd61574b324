"""Dates of many countries; expected values are read off by hand, and by another library where it reads the form."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.importers.local_times import DayOrder, LocalTime, decided, local_time
from argmap.importers.times import timestamp
from tests.strategies import examples


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (0, None),
        (12.5, None),
        (99_999_999, None),
        (100_000_000, "1973-03-03T09:46:40Z"),
        (-1_700_000_000, None),
        (1_704_394_000, "2024-01-04T18:46:40Z"),
        (1_704_394_000_123, "2024-01-04T18:46:40Z"),
        (1_704_394_000_123_456, "2024-01-04T18:46:40Z"),
        ("1704394000.000100", "2024-01-04T18:46:40Z"),
        ("12.5", None),
        ("20240104", "2024-01-04T00:00:00Z"),
        ("30.1.2024, 7:02 PM", "2024-01-30T19:02:00Z"),
        ("04.01.24, 19:02:03", "2024-01-04T19:02:03Z"),
        ("30/1/2024 10:00", "2024-01-30T10:00:00Z"),
        ("1/30/2024 10:00", "2024-01-30T10:00:00Z"),
        ("03/04/2024 10:00", None),
        ("3/4/24, 7:02 PM", None),
        ("03/03/2024 10:00", "2024-03-03T10:00:00Z"),
        ("2024/01/04 12:30 am", "2024-01-04T00:30:00Z"),
        ("2024-06-01 00:05:00 UTC", "2024-06-01T00:05:00Z"),
        ("31.02.2024, 10:00", None),
        ("04.01.2024, 25:00", None),
        ("04.01.2024, 10:61", None),
        ("٠٤.٠١.٢٠٢٤، ٧:٠٢ م", "2024-01-04T19:02:00Z"),
    ],
)
def test_a_time_alone_is_read_only_in_one_way(written: str | float, expected: str | None) -> None:
    assert timestamp(written) == expected


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("4.1.24, 12:00 AM", (0, 0, 0)),
        ("4.1.24, 12:00 PM", (12, 0, 0)),
        ("4.1.24, 1:00\u202fp.\u00a0m.", (13, 0, 0)),
        ("4.1.24, 오후 9:37", (21, 37, 0)),
        ("4.1.24, 中午12:05", (12, 5, 0)),
        ("4.1.24, 凌晨1:05", (1, 5, 0)),
        ("4.1.24, 9:37 μ.μ.", (21, 37, 0)),
        ("4.1.24, 13:00 PM", (13, 0, 0)),
    ],
)
def test_clocks_of_twelve_hours(written: str, clock: tuple[int, int, int]) -> None:
    time = local_time(written)
    assert time is not None
    assert time.clock == clock


def times(*written: str) -> list[LocalTime]:
    return [time for each in written if (time := local_time(each)) is not None]


@pytest.mark.parametrize(
    ("written", "order"),
    [
        (("01/02/2024", "13/02/2024"), DayOrder.DAY_FIRST),
        (("01/02/2024", "02/13/2024"), DayOrder.MONTH_FIRST),
        (("13/02/2024", "02/13/2024"), None),
        (("2024/02/13",), DayOrder.YEAR_FIRST),
        (("2024-13-02",), None),
        (("01.02.24",), DayOrder.DAY_FIRST),
        (("01.13.24",), DayOrder.MONTH_FIRST),
        (("01/02/24", "02/02/24"), None),
        (("03/05/24", "02/06/24"), DayOrder.DAY_FIRST),
        (("05/03/24", "06/02/24"), DayOrder.MONTH_FIRST),
        (("01/12/23", "02/01/24"), None),
        (("4/1/4",), None),
        ((), DayOrder.DAY_FIRST),
    ],
)
def test_the_day_is_decided_for_all_dates_together(written: tuple[str, ...], order: DayOrder | None) -> None:
    assert decided(times(*written)).order == order


@examples(30)
@given(st.lists(st.datetimes(datetime(2009, 1, 1), datetime(2099, 12, 31)), min_size=1, max_size=20))
def test_an_order_is_never_wrong(moments: list[datetime]) -> None:
    """Dates that a phone writes, oldest first, are read as they were, or not at all."""
    moments = sorted(moment.replace(microsecond=0) for moment in moments)
    for form, right in (
        ("%d/%m/%Y, %H:%M:%S", DayOrder.DAY_FIRST),
        ("%m/%d/%Y, %I:%M:%S %p", DayOrder.MONTH_FIRST),
    ):
        written = times(*(moment.strftime(form) for moment in moments))
        decision = decided(written)
        if decision.order is not None and any(moment.day != moment.month for moment in moments):
            assert decision.order is right
            assert [time.moment(decision.order) for time in written] == moments
