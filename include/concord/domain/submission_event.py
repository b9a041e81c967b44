"""What happened to submissions after they were recorded; nothing of it is ever removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from concord.domain.submission import Standing


class SubmissionEventKind(StrEnum):
    """What can happen to a submission: it is answered, or its standing changes."""

    ANSWERED = "answered"
    HELD = "held"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ASKED_AGAIN = "asked_again"

    @property
    def standing(self) -> Standing | None:
        """Return the standing that it gives a submission; None where it gives none."""
        return None if self is SubmissionEventKind.ANSWERED else Standing(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionEvent:
    """One event in the life of a reading of a file: who did what, when, where and why.

    `origin` says where it was done, such as Airflow or the command; `note` is the reason.
    """

    partner: str
    source: str
    sha256: str
    reading: int
    kind: SubmissionEventKind
    by: str
    at: datetime
    origin: str = ""
    note: str = ""


def standing_after(kinds: Iterable[SubmissionEventKind]) -> Standing:
    """Return how a submission stands after events in their order: the last one decides."""
    standing = Standing.AS_READ
    for kind in kinds:
        standing = kind.standing or standing
    return standing
