"""By which channels people are told and asked."""

from datetime import time

import pytest

from concord.domain.channels import Channels
from concord.domain.issue import IssueSeverity
from concord.domain.quantity import parse_hours
from tests.agreement_texts import VALID, agreement_of, changed, findings_of

WHOLE = (
    '{task: airflow, chat: slack, tracker: asana, digest: "08:00", at_once: [serious, critical], '
    'quiet_hours: "20:00-07:00"}'
)


def told(channels: str) -> str:
    """Return the valid agreement with channels."""
    return changed("escalation: standard\n", f"channels: {channels}\n")


def test_they_are_read_in_full_and_wait_with_one_finding() -> None:
    assert findings_of(told(WHOLE)) == [("info", "not-yet", "channels")]
    assert agreement_of(told(WHOLE)).channels == Channels(
        chat="slack",
        tracker="asana",
        digest=time(8),
        at_once=frozenset({IssueSeverity.SERIOUS, IssueSeverity.CRITICAL}),
        quiet_hours=parse_hours("20:00-07:00"),
    )


@pytest.mark.parametrize("text", [VALID, told("{}")])
def test_by_default_everything_is_told_at_once(text: str) -> None:
    assert agreement_of(text).channels == Channels()


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("task: airflow", "task: post", "unknown-word", "channels.task"),
        ("chat: slack", "chat: slak", "unknown-word", "channels.chat"),
        ('"08:00"', '"8 h"', "not-a-quantity", "channels.digest"),
        ("[serious, critical]", "[serious, bad]", "unknown-word", "channels.at_once.1"),
        ('"20:00-07:00"', "night", "not-a-quantity", "channels.quiet_hours"),
    ],
)
def test_they_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    found = findings_of(told(WHOLE.replace(old, new)))
    assert found == [("info", "not-yet", "channels"), ("error", rule, path)]
