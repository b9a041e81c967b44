"""The clock: compared with another one, with whatever time the asking took left out."""

from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest

from concord.adapters.probes.clock import examine_clock, http_time, off_by
from concord.domain.errors import StoreUnavailableError
from concord.domain.examination import Health
from tests.adapters.probes.web import answering

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def unavailable() -> NoReturn:
    message = "It is down."
    raise StoreUnavailableError(message)


@pytest.mark.parametrize(
    ("there", "health"),
    [
        (-6, Health.WARNING),
        (-5, Health.OK),
        (0, Health.OK),
        (15, Health.OK),
        (16, Health.WARNING),
    ],
)
def test_five_seconds_before_the_question_or_after_the_answer(there: int, health: Health) -> None:
    asked, answered = NOON, NOON + timedelta(seconds=10)
    item = off_by("clock", "theirs", NOON + timedelta(seconds=there), asked, answered)
    assert item.health is health


def test_the_first_clock_that_can_be_read_decides() -> None:
    clocks = [
        ("a", unavailable),
        ("b", lambda: None),
        ("c", lambda: NOON - timedelta(minutes=1)),
        ("d", lambda: NOON),
    ]
    (item,) = examine_clock("clock", clocks, lambda: NOON)
    assert (item.health, item.found) == (Health.WARNING, "60 s off from c")


def test_without_another_clock_ntp_is_recalled() -> None:
    (item,) = examine_clock("clock", [("a", lambda: None)], lambda: NOON)
    assert item.health is Health.WARNING
    assert "NTP" in item.remedy


@pytest.mark.parametrize(
    ("headers", "time"),
    [
        ({"Date": "Mon, 23 Nov 2026 12:00:00 GMT"}, NOON),
        ({"Date": "Mon, 23 Nov 2026 12:00:00 -0000"}, NOON),
        ({"Date": "noon"}, None),
        ({}, None),
    ],
)
def test_a_web_server_tells_its_time(headers: dict[str, str], time: datetime | None) -> None:
    with answering(status=404, headers=headers) as (url, _):
        assert http_time(url, 5) == time


def test_no_web_server_tells_none() -> None:
    assert http_time("http://127.0.0.1:1", 5) is None
