"""Channels: where people are told and asked, and when they are left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from concord.domain.issue import IssueSeverity
from concord.domain.quantity import Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """Where tasks, messages and follow-ups go, and what does not wait for the daily digest.

    Nothing but what is critical is sent in `quiet_hours`, by the reader's clock.
    """

    task: str = "airflow"
    chat: str | None = None
    tracker: str | None = None
    digest: time | None = None
    at_once: frozenset[IssueSeverity] = frozenset(IssueSeverity)
    quiet_hours: Hours | None = None

    def may_wait(self, severity: IssueSeverity) -> bool:
        """Say whether an issue of this severity may wait for the digest, if there is one."""
        return self.digest is not None and severity not in self.at_once
