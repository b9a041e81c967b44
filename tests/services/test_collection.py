"""What a round of collecting brings, in numbers."""

from dataclasses import replace

from concord.domain.submission import Verdict
from concord.ports import Step
from concord.services.collection import CollectReport, unnoticed
from tests.builders import submission


def test_submissions_are_counted_by_verdict() -> None:
    accepted = submission(verdict=Verdict.ACCEPTED)
    report = CollectReport(
        partner="northwind",
        submissions=(accepted, accepted, replace(accepted, verdict=Verdict.REJECTED)),
    )
    assert report.count(Verdict.ACCEPTED) == 2
    assert report.count(Verdict.REJECTED, Verdict.QUARANTINED) == 1
    assert report.count(Verdict.REJECTED, Verdict.ACCEPTED) == 3
    assert report.count() == 0


def test_whoever_does_not_care_takes_no_notice() -> None:
    for step in Step:
        unnoticed(step, "NW_2026-10.csv")
