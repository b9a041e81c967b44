"""The outbox: where a verdict leaves a message, and which attempts count."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from concord.domain.outbox import Attempt, OutboxState, SendVerdict, state_after


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (SendVerdict.SENT, OutboxState.SENT),
        (SendVerdict.RETRY, OutboxState.PENDING),
        (SendVerdict.REFUSED_CHANNEL, OutboxState.PENDING),
        (SendVerdict.DEAD, OutboxState.DEAD),
        (SendVerdict.UNCERTAIN, OutboxState.UNCERTAIN),
    ],
)
def test_only_what_certainly_was_not_delivered_waits_again(
    verdict: SendVerdict, state: OutboxState
) -> None:
    assert state_after(verdict) is state


STARTED = datetime(2026, 11, 2, tzinfo=UTC)
ATTEMPT = Attempt(key="k", number=1, owner="one", started=STARTED)


@pytest.mark.parametrize("verdict", [SendVerdict.RETRY, SendVerdict.UNCERTAIN, None])
def test_an_attempt_that_came_to_nothing_counts_towards_a_limit(
    verdict: SendVerdict | None,
) -> None:
    assert replace(ATTEMPT, verdict=verdict).is_failure


@pytest.mark.parametrize(
    "attempt",
    [
        replace(ATTEMPT, verdict=SendVerdict.RETRY, fenced=True),
        replace(ATTEMPT, verdict=SendVerdict.REFUSED_CHANNEL),
    ],
)
def test_neither_a_fenced_attempt_nor_a_refused_channel_counts(attempt: Attempt) -> None:
    assert not attempt.is_failure
