"""Moments on a clock, which may be put forward and back."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from concord.adapters.agreement_files.moments import beginning, end
from concord.domain.quantity import QuantityError

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-10-14T09:10", "2026-10-14T08:10"),
        ("2026-10-14 09:10", "2026-10-14T08:10"),
        ("2026-12-14T09:10", "2026-12-14T09:10"),
        ("2026-10-14T09:10+02:00", "2026-10-14T07:10"),
        ("2026-10-25T01:30+01:00", "2026-10-25T00:30"),
        ("2026-10-25T01:30+00:00", "2026-10-25T01:30"),
    ],
)
def test_a_moment_is_on_the_clock_of_its_zone_unless_it_says(text: str, utc: str) -> None:
    expected = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert beginning(text, LONDON) == end(text, LONDON) == expected


def test_a_date_is_the_whole_of_its_day() -> None:
    assert beginning("2026-10-25", LONDON).isoformat() == "2026-10-24T23:00:00+00:00"
    assert end("2026-10-25", LONDON).isoformat() == "2026-10-26T00:00:00+00:00"


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-25T01:30",
        "2026-03-29T01:30",
        "2026-10-14T24:10",
        "2026-02-30T09:10",
        "1026-10-14T09:10",
        "2026-10-14T09:10:30.5",
        "2026-10-14T09",
        "14.10.2026 09:10",
        "yesterday",
        "",
    ],
)
def test_a_doubtful_moment_is_an_error(text: str) -> None:
    with pytest.raises(QuantityError):
        beginning(text, LONDON)
    with pytest.raises(QuantityError):
        end(text, LONDON)
