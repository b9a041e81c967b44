"""Retention: nothing goes in a dry run; what goes is on record before it does."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from concord.domain.arrival import Arrival
from concord.domain.errors import LandingStoreError
from concord.domain.privacy import Privacy
from concord.domain.quantity import parse_span
from concord.domain.retention import LegalHold, RemovedFile
from concord.domain.submission import Submission, Verdict
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.ports import Leftover, StoredCopy
from concord.services.retention import RetentionPorts, apply_retention, plan_retention
from tests.builders import agreement, moment, submission
from tests.fakes import FakeLandingStore, FakeStore, sha256
from tests.fakes_retention import FakeLeftovers

NOW = moment("2026-11-23T09:00")
KEPT = Privacy(keep_files=parse_span("24 months"))
NORTHWIND = agreement(privacy=KEPT)
FOR_EVER = replace(NORTHWIND, partner="contoso", privacy=Privacy())
AGREEMENTS = {"northwind": NORTHWIND, "contoso": FOR_EVER}
HOLD = LegalHold(partner="northwind", reason="Claim 12", set_by="kim", set_at=NOW)


class DyingLandingStore(FakeLandingStore):
    """A landing store whose process dies at the first removal."""

    dies = True

    def remove(self, copy: StoredCopy) -> bool:
        if self.dies:
            raise KeyboardInterrupt
        return super().remove(copy)


class Installation:
    """Files of some months, landed and submitted, and how they are removed."""

    def __init__(self, landing: FakeLandingStore | None = None) -> None:
        self.store = FakeStore()
        self.landing = landing or FakeLandingStore()
        self.leftovers = FakeLeftovers()
        self.ports = RetentionPorts(
            store=self.store, landing=self.landing, leftovers=self.leftovers
        )

    def deliver(self, month: str, *, answered: bool = True, **changes: object) -> str:
        """Land and submit the file of a month; return its content hash."""
        content = self.landing.land([month.encode()]).sha256
        delivered = submission(month, sha256=content, **changes)
        with self.store.transaction() as tx:
            tx.submissions.add(delivered)
            if answered:
                tx.submissions.note(_answer(delivered))
        return content

    def removed(self, content: str) -> RemovedFile | None:
        with self.store.transaction() as tx:
            return tx.removed_files.get(content)

    def reasons(self, content: str) -> tuple[str, ...]:
        """Return what is said of one copy in a dry run."""
        plan = plan_retention(AGREEMENTS, self.ports, NOW)
        (found,) = [each for each in plan.copies if each.copy.sha256 == content]
        return found.judgement.reasons

    def apply(self, now: datetime = NOW) -> list[str]:
        """Remove what may go; return the content hashes."""
        plan = apply_retention(AGREEMENTS, self.ports, "kim", now)
        return [each.copy.sha256 for each in plan.going]


def _answer(delivered: Submission) -> SubmissionEvent:
    return SubmissionEvent(
        partner=delivered.partner,
        source=delivered.source,
        sha256=delivered.sha256,
        reading=delivered.reading,
        kind=SubmissionEventKind.ANSWERED,
        by="concord",
        at=NOW,
    )


def test_a_dry_run_says_what_would_go_and_changes_nothing() -> None:
    files = Installation()
    old, young = files.deliver("2024-09"), files.deliver("2026-09")
    plan = plan_retention(AGREEMENTS, files.ports, NOW)
    assert [each.copy.sha256 for each in plan.going] == [old]
    assert plan.size == len("2024-09")
    assert {each.copy.sha256 for each in plan.copies} == {old, young}
    assert set(files.landing.kept) == {old, young}
    assert files.removed(old) is None


def test_what_goes_is_on_record_and_its_submission_stays() -> None:
    files = Installation()
    old, young = files.deliver("2024-09"), files.deliver("2026-09")
    assert files.apply() == [old]
    assert set(files.landing.kept) == {young}
    with pytest.raises(LandingStoreError):
        files.landing.content(old)
    assert files.removed(old) == RemovedFile(
        sha256=old,
        at=NOW,
        by="kim",
        rule="northwind's daily_ops of 2024-09 is kept for 24 months, to 30 Sep 2026",
    )
    with files.store.transaction() as tx:
        assert len(tx.submissions.of_partner("northwind")) == 2


def test_applied_twice_is_the_same() -> None:
    files = Installation()
    old = files.deliver("2024-09")
    files.apply()
    assert files.apply(NOW + timedelta(days=1)) == []
    found = files.removed(old)
    assert found is not None
    assert found.at == NOW


def test_a_crash_between_record_and_removal_is_finished_by_the_next_run() -> None:
    landing = DyingLandingStore()
    files = Installation(landing)
    old = files.deliver("2024-09")
    with pytest.raises(KeyboardInterrupt):
        files.apply()
    assert files.removed(old) is not None
    assert old in landing.kept
    landing.dies = False
    assert files.apply() == [old]
    assert landing.kept == {}


def test_content_that_comes_back_after_its_removal_stays_its_week() -> None:
    files = Installation()
    files.deliver("2024-09")
    files.apply()
    files.landing.now = NOW
    again = files.deliver("2024-09")
    assert files.apply(NOW + timedelta(days=6)) == []
    assert files.apply(NOW + timedelta(days=7)) == [again]


def test_a_hold_keeps_what_would_go_until_it_is_lifted() -> None:
    files = Installation()
    old = files.deliver("2024-09")
    with files.store.transaction() as tx:
        tx.legal_holds.add(HOLD)
    assert files.apply() == []
    assert files.reasons(old) == ("legal hold 1 of northwind: Claim 12",)
    with files.store.transaction() as tx:
        tx.legal_holds.lift(1, "kim", NOW)
    assert files.apply() == [old]


@pytest.mark.parametrize(
    ("partner", "reason"),
    [("contoso", "contoso keeps files for ever"), ("gone", "gone has no agreement in force")],
)
def test_a_content_of_two_partners_stays_while_either_keeps_it(partner: str, reason: str) -> None:
    files = Installation()
    old = files.deliver("2024-09")
    files.deliver("2024-09", partner=partner)
    assert files.apply() == []
    assert reason in files.reasons(old)[0]


def test_what_waits_for_a_person_stays_until_a_later_file_took_its_place() -> None:
    files = Installation()
    waits = files.deliver("2024-09", verdict=Verdict.QUARANTINED)
    assert "waits for a decision" in files.reasons(waits)[0]
    later = submission("2024-09", sha256="later", arrived=NOW)
    with files.store.transaction() as tx:
        tx.submissions.add(later)
    assert files.apply() == [waits]


def test_what_was_not_answered_stays() -> None:
    files = Installation()
    owed = files.deliver("2024-09", answered=False)
    assert files.reasons(owed) == ("northwind was not answered yet",)


def test_copies_that_no_record_names_go_after_a_week() -> None:
    files = Installation()
    orphan = files.landing.land([b"nobody's"]).sha256
    files.landing.now = NOW
    files.landing.land([b"on its way"])
    assert files.apply() == [orphan]
    found = files.removed(orphan)
    assert found is not None
    assert found.rule == "no record has named it for 7 days"


def test_a_copy_that_only_an_arrival_names_stays() -> None:
    files = Installation()
    content = files.landing.land([b"arrived"]).sha256
    arrival = Arrival(
        partner="northwind",
        source="daily_ops",
        sha256=sha256(b"arrived"),
        file="x.xlsx",
        drive_file="x",
        revision="1",
        size=7,
        at=NOW,
    )
    with files.store.transaction() as tx:
        tx.drives.add_arrival(arrival, restored=False)
    assert files.apply() == []
    assert files.reasons(content) == ("no submission names it",)


def test_leftovers_go_after_a_week_unless_a_reading_names_them() -> None:
    files = Installation()
    files.deliver("2026-09", observations="rows-used")
    old = Leftover(name="reading-x", size=3, since=NOW - timedelta(days=7))
    used = replace(old, name="rows-used")
    young = replace(old, name="reading-y", since=old.since + timedelta(seconds=1))
    files.leftovers.left = [old, used, young]
    assert plan_retention(AGREEMENTS, files.ports, NOW).leftovers == (old,)
    assert plan_retention(AGREEMENTS, files.ports, NOW).size == 3
    files.apply()
    assert files.leftovers.left == [used, young]
