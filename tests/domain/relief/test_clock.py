"""What clocks show while time goes by, and when they show it, as they go forward and back."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.relief.clock import Stretch, moments, shown

LONDON, MANILA = ZoneInfo("Europe/London"), ZoneInfo("Asia/Manila")


def real(begin: str, end: str) -> Stretch:
    return tuple(datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (begin, end))  # type: ignore[return-value] # of two texts


def clock(begin: str, end: str) -> Stretch:
    return datetime.fromisoformat(begin), datetime.fromisoformat(end)


@pytest.mark.parametrize(
    ("zone", "stretch", "seen"),
    [
        (
            LONDON,
            real("2026-10-14T08:10", "2026-10-14T12:40"),
            [clock("2026-10-14T09:10", "2026-10-14T13:40")],
        ),
        (
            MANILA,
            real("2026-10-14T20:00", "2026-10-15T01:00"),
            [clock("2026-10-15T04:00", "2026-10-15T09:00")],
        ),
        # Put forward: the hour from 1 to 2 is shown by no clock, and within all the same.
        (
            LONDON,
            real("2026-03-29T00:30", "2026-03-29T01:30"),
            [
                clock("2026-03-29T00:30", "2026-03-29T02:00"),
                clock("2026-03-29T02:00", "2026-03-29T02:30"),
            ],
        ),
        # Put back: the hour from 1 to 2 is shown twice.
        (
            LONDON,
            real("2026-10-25T00:30", "2026-10-25T01:30"),
            [
                clock("2026-10-25T01:30", "2026-10-25T02:00"),
                clock("2026-10-25T01:00", "2026-10-25T01:30"),
            ],
        ),
        (
            LONDON,
            real("2026-10-20T00:00", "2026-10-30T00:00"),
            [
                clock("2026-10-20T01:00", "2026-10-25T02:00"),
                clock("2026-10-25T01:00", "2026-10-30T00:00"),
            ],
        ),
    ],
)
def test_what_clocks_show(zone: ZoneInfo, stretch: Stretch, seen: list[Stretch]) -> None:
    assert list(shown(stretch, zone)) == seen


@pytest.mark.parametrize(
    ("begin", "end", "when"),
    [
        ("2026-10-11T02:00", "2026-10-11T06:00", [("2026-10-11T01:00", "2026-10-11T05:00")]),
        # What is left out takes no time, be it all of a window or a part.
        ("2026-03-29T01:00", "2026-03-29T02:00", []),
        ("2026-03-29T01:30", "2026-03-29T02:30", [("2026-03-29T01:00", "2026-03-29T01:30")]),
        ("2026-03-29T00:30", "2026-03-29T01:30", [("2026-03-29T00:30", "2026-03-29T01:00")]),
        ("2026-03-29T00:00", "2026-03-30T00:00", [("2026-03-29T00:00", "2026-03-29T23:00")]),
        # What is shown twice takes both passes.
        (
            "2026-10-25T00:30",
            "2026-10-25T01:30",
            [
                ("2026-10-24T23:30", "2026-10-25T00:30"),
                ("2026-10-25T01:00", "2026-10-25T01:30"),
            ],
        ),
        (
            "2026-10-25T00:00",
            "2026-10-26T00:00",
            [("2026-10-24T23:00", "2026-10-26T00:00")],
        ),
    ],
)
def test_when_clocks_in_london_show_it(begin: str, end: str, when: list[tuple[str, str]]) -> None:
    assert list(moments(clock(begin, end), LONDON)) == [real(*each) for each in when]


@given(
    at=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - on the clock
    hours=st.integers(1, 400),
)
def test_all_time_is_shown_and_found_again(at: datetime, hours: int) -> None:
    begin = at.replace(microsecond=0)
    end = datetime.fromtimestamp(begin.replace(tzinfo=UTC).timestamp() + 3600 * hours, UTC)
    stretch = (begin.replace(tzinfo=UTC), end)
    covered = [span for part in shown(stretch, LONDON) for span in moments(part, LONDON)]
    assert min(span[0] for span in covered) <= stretch[0]
    assert max(span[1] for span in covered) >= stretch[1]


def test_no_time_is_shown_by_no_clock() -> None:
    assert shown(real("2026-10-14T08:10", "2026-10-14T08:10"), LONDON) == ()
