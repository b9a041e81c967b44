"""Submissions and what was seen on drives, in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from concord.domain.arrival import Arrival
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Medians, Restatement, Standing, Submission
from concord.domain.submission_event import (
    SubmissionEvent,
    SubmissionEventKind,
    standing_after,
)
from concord.domain.submission_reading import current_readings
from concord.ports import Waiting

Key = tuple[str, str, str, int]


@dataclass
class FakeSubmissions:
    """Submissions in memory; what is given it is what the transaction undoes."""

    kept: dict[Key, Submission]
    happened: list[SubmissionEvent]
    restated: dict[tuple[str, str, str, str, str], Restatement]
    arrived: list[tuple[Arrival, bool]]

    def add(self, submission: Submission) -> bool:
        if _key(submission) in self.kept:
            return False
        self.kept[_key(submission)] = submission
        return True

    def of_partner(self, partner: str) -> tuple[Submission, ...]:
        found = (s for s in map(self._standing, self._current()) if s.partner == partner)
        return tuple(sorted(found, key=attrgetter("current_since", "file", "source", "sha256")))

    def stored_rows(self, partners: Iterable[str]) -> frozenset[str]:
        wanted = set(partners)
        own = (s for s in self.kept.values() if s.partner in wanted)
        return frozenset(s.observations for s in own if s.observations is not None)

    def of_period(
        self, partner: str, source: str, period: MeasurementPeriod
    ) -> tuple[Submission, ...]:
        found = self.of_partner(partner)
        return tuple(s for s in found if (s.source, s.period) == (source, period))

    def medians_before(
        self, partner: str, source: str, period: MeasurementPeriod, periods: int
    ) -> tuple[Medians, ...]:
        found: dict[MeasurementPeriod, Medians] = {}
        for s in self.of_partner(partner):
            usable = s.verdict.is_usable and s.standing is Standing.AS_READ
            if s.source == source and usable and s.period is not None and s.period < period:
                found[s.period] = s.medians
        return tuple(found[each] for each in sorted(found, reverse=True)[:periods])

    def readings(self, partner: str, source: str, sha256: str) -> tuple[Submission, ...]:
        wanted = (partner, source, sha256)
        found = [s for key, s in self.kept.items() if key[:3] == wanted]
        return tuple(map(self._standing, sorted(found, key=attrgetter("reading"))))

    def unanswered(self, partner: str) -> tuple[Submission, ...]:
        answered = {_key(e) for e in self.happened if e.kind is SubmissionEventKind.ANSWERED}
        return tuple(s for s in self.of_partner(partner) if _key(s) not in answered)

    def note(self, event: SubmissionEvent) -> None:
        self.happened.append(event)

    def events(self, partner: str) -> tuple[SubmissionEvent, ...]:
        return tuple(event for event in self.happened if event.partner == partner)

    def add_restatement(self, restatement: Restatement) -> None:
        r = restatement
        key = (r.partner, r.source, str(r.period), r.from_sha256, r.to_sha256)
        self.restated.setdefault(key, r)

    def restatements(self, partner: str) -> tuple[Restatement, ...]:
        found = (r for r in self.restated.values() if r.partner == partner)
        return tuple(sorted(found, key=attrgetter("source", "period", "from_sha256", "to_sha256")))

    def _current(self) -> list[Submission]:
        contents: dict[tuple[str, str, str], list[Submission]] = {}
        for s in sorted(self.kept.values(), key=attrgetter("reading")):
            contents.setdefault(_key(s)[:3], []).append(s)
        return [s for readings in contents.values() for s in current_readings(readings)]

    def _standing(self, s: Submission) -> Submission:
        restored = [
            arrival.at
            for arrival, is_restored in self.arrived
            if is_restored and (arrival.partner, arrival.source, arrival.sha256) == _key(s)[:3]
        ]
        standing = standing_after(e.kind for e in self.happened if _key(e) == _key(s))
        return replace(s, standing=standing, restored=max(restored, default=None))


@dataclass
class FakeDrives:
    """What was seen on drives, in memory."""

    arrived: list[tuple[Arrival, bool]]
    waits: dict[tuple[str, str], tuple[Waiting, ...]]
    marks: dict[tuple[str, str], tuple[datetime, str]]

    def add_arrival(self, arrival: Arrival, *, restored: bool) -> bool:
        if any(_version(arrival) == _version(known) for known, _ in self.arrived):
            return False
        self.arrived.append((arrival, restored))
        return True

    def arrivals(self, partner: str, source: str) -> tuple[Arrival, ...]:
        found = (a for a, _ in self.arrived if (a.partner, a.source) == (partner, source))
        return tuple(sorted(found, key=attrgetter("at")))

    def set_waiting(self, partner: str, source: str, waiting: Sequence[Waiting]) -> None:
        self.waits[partner, source] = tuple(
            sorted(waiting, key=attrgetter("drive_file", "revision", "polls"))
        )

    def waiting(self, partner: str, source: str) -> tuple[Waiting, ...]:
        return self.waits.get((partner, source), ())

    def note_collected(self, partner: str, source: str, at: datetime, mark: str = "") -> None:
        before = self.marks.get((partner, source))
        if before is None or before[0] < at:
            self.marks[partner, source] = (at, mark)

    def collected(self, partner: str) -> dict[str, datetime]:
        return {s: at for (p, s), (at, _) in self.marks.items() if p == partner}

    def mark(self, partner: str, source: str) -> str:
        return self.marks.get((partner, source), (None, ""))[1]


def _key(of: Submission | SubmissionEvent) -> Key:
    return of.partner, of.source, of.sha256, of.reading


def _version(arrival: Arrival) -> tuple[str, str, str, str, str]:
    a = arrival
    return a.partner, a.source, a.drive_file, a.revision, a.file
