"""What came for each source and period: files that count, that wait, or that were refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Submission, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The files that came for one source and period, in the order of arrival."""

    submissions: tuple[Submission, ...] = ()

    @property
    def is_there(self) -> bool:
        """Say whether a file came that counts."""
        return any(s.counts for s in self.submissions)

    @property
    def waits(self) -> Submission | None:
        """The last file that waits for a person's decision, while nothing counts yet."""
        waiting = [s for s in self.submissions if s.waits]
        return waiting[-1] if waiting and not self.is_there else None

    @property
    def is_open(self) -> bool:
        """Say whether the partner has to send a file: nothing counts, and nothing waits."""
        return not self.is_there and self.waits is None

    @property
    def last(self) -> Submission | None:
        """The last file, None without any."""
        return self.submissions[-1] if self.submissions else None


NOTHING = Delivered()

Deliveries = Mapping[tuple[str, MeasurementPeriod], Delivered]


def delivered(submissions: Iterable[Submission]) -> Deliveries:
    """Return what came, by source and period."""
    found: dict[tuple[str, MeasurementPeriod], tuple[Submission, ...]] = {}
    for submission in sorted(submissions, key=lambda s: s.arrived):
        if submission.period is not None and submission.verdict is not Verdict.MISSING:
            place = (submission.source, submission.period)
            found[place] = (*found.get(place, ()), submission)
    return {place: Delivered(submissions=came) for place, came in found.items()}
