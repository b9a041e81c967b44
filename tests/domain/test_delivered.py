"""What came for a source and period: files that count, that wait, that were refused."""

import pytest

from concord.domain.delivered import NOTHING, delivered
from concord.domain.submission import Standing, Submission, Verdict
from tests.builders import moment, period, submission

PLACE = ("daily_ops", period())
ACCEPTED = submission(sha256="a")
QUARANTINED = submission(sha256="q", verdict=Verdict.QUARANTINED, observations=None)
REJECTED = submission(sha256="r", verdict=Verdict.REJECTED, observations=None)
HELD = submission(sha256="h", standing=Standing.HELD)
ASKED_AGAIN = submission(sha256="x", standing=Standing.ASKED_AGAIN, observations=None)


@pytest.mark.parametrize(
    ("came", "is_there", "waits", "is_open"),
    [
        ([ACCEPTED], True, None, False),
        ([QUARANTINED], False, "q", False),
        ([HELD], False, "h", False),
        ([ACCEPTED, HELD], True, None, False),
        ([REJECTED], False, None, True),
        ([ASKED_AGAIN], False, None, True),
        ([REJECTED, QUARANTINED], False, "q", False),
        ([QUARANTINED, ACCEPTED], True, None, False),
    ],
)
def test_a_delivery_is_open_while_nothing_counts_and_nothing_waits(
    *, came: list[Submission], is_there: bool, waits: str | None, is_open: bool
) -> None:
    state = delivered(came)[PLACE]
    waiting = None if state.waits is None else state.waits.sha256
    assert (state.is_there, waiting, state.is_open) == (is_there, waits, is_open)


def test_of_what_never_came_nothing_is_there() -> None:
    assert (NOTHING.is_open, NOTHING.last, NOTHING.waits) == (True, None, None)


def test_files_stand_in_the_order_in_which_they_arrived() -> None:
    late = submission(sha256="late", arrived=moment("2026-11-05T08:00"))
    state = delivered([late, ACCEPTED])[PLACE]
    assert [s.sha256 for s in state.submissions] == ["a", "late"]
    assert state.last == late


def test_what_has_no_period_or_never_came_belongs_nowhere() -> None:
    assert delivered([submission(period=None), submission(verdict=Verdict.MISSING)]) == {}
