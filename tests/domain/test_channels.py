"""Channels: what waits for the digest."""

from datetime import time

import pytest

from concord.domain.channels import Channels
from concord.domain.issue import IssueSeverity


@pytest.mark.parametrize(
    ("digest", "severity", "waits"),
    [
        (time(8), IssueSeverity.MINOR, True),
        (time(8), IssueSeverity.CRITICAL, False),
        (None, IssueSeverity.MINOR, False),
    ],
)
def test_what_is_not_sent_at_once_waits_for_the_digest(
    digest: time | None, severity: IssueSeverity, *, waits: bool
) -> None:
    channels = Channels(digest=digest, at_once=frozenset({IssueSeverity.CRITICAL}))
    assert channels.may_wait(severity) is waits
