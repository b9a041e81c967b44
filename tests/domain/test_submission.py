"""Verdicts: single rows only warn, structure waits for a person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.finding import Finding, Severity
from concord.domain.submission import STRUCTURE, Standing, Verdict, verdict_of
from tests.builders import submission

DUE = datetime(2026, 11, 4, 17, tzinfo=UTC)


def finding(severity: Severity, rule: str) -> Finding:
    return Finding(severity=severity, rule=rule, where="", found="", expected="", message="")


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ((), Verdict.ACCEPTED),
        ((finding(Severity.INFO, "more-findings"),), Verdict.ACCEPTED),
        ((finding(Severity.WARNING, "hidden-rows"),), Verdict.ACCEPTED_WITH_WARNINGS),
        ((finding(Severity.ERROR, "not-a-number"),), Verdict.ACCEPTED_WITH_WARNINGS),
        ((finding(Severity.ERROR, "duplicate-key"),), Verdict.QUARANTINED),
        ((finding(Severity.WARNING, "duplicate-row"),), Verdict.ACCEPTED_WITH_WARNINGS),
        (
            (finding(Severity.ERROR, "not-a-number"), finding(Severity.ERROR, "no-rows")),
            Verdict.QUARANTINED,
        ),
    ],
)
def test_the_verdict_follows_from_the_findings(
    findings: tuple[Finding, ...], verdict: Verdict
) -> None:
    assert verdict_of(findings) is verdict


@pytest.mark.parametrize("verdict", list(Verdict))
def test_only_accepted_files_count(verdict: Verdict) -> None:
    assert verdict.is_usable is verdict.value.startswith("accepted")


@pytest.mark.parametrize(
    ("due", "minutes", "late"),
    [(DUE, 0, False), (DUE, 1, True), (None, 1, False)],
)
def test_late_is_after_the_due_minute(due: datetime | None, minutes: int, late: bool) -> None:  # noqa: FBT001 - a table
    arrived = DUE + timedelta(minutes=minutes)
    assert submission(due=due, arrived=arrived).is_late is late


@pytest.mark.parametrize("rule", sorted(STRUCTURE))
def test_only_an_error_of_structure_waits_for_a_person(rule: str) -> None:
    assert verdict_of([finding(Severity.ERROR, rule)]) is Verdict.QUARANTINED
    assert verdict_of([finding(Severity.WARNING, rule)]) is Verdict.ACCEPTED_WITH_WARNINGS
    assert verdict_of([finding(Severity.INFO, rule)]) is Verdict.ACCEPTED


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("standing", list(Standing))
def test_what_people_decided_outweighs_the_verdict(verdict: Verdict, standing: Standing) -> None:
    delivered = submission(verdict=verdict, standing=standing, observations="rows")
    accepted = standing is Standing.ACCEPTED
    untouched = standing is Standing.AS_READ
    assert delivered.counts is (accepted or (untouched and verdict.is_usable))
    assert not (delivered.counts and delivered.waits)


def test_a_file_of_which_no_row_could_be_read_never_counts_by_a_decision() -> None:
    unread = submission(verdict=Verdict.QUARANTINED, observations=None)
    assert not replace(unread, standing=Standing.ACCEPTED).counts


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("standing", list(Standing))
def test_a_file_waits_in_quarantine_until_somebody_decides_and_while_it_is_held(
    verdict: Verdict, standing: Standing
) -> None:
    undecided = standing is Standing.AS_READ and verdict is Verdict.QUARANTINED
    expected = undecided or standing is Standing.HELD
    assert submission(verdict=verdict, standing=standing).waits is expected


def test_it_is_current_since_it_arrived_or_came_back() -> None:
    assert submission(arrived=DUE).current_since == DUE
    back = DUE + timedelta(days=3)
    assert submission(arrived=DUE, restored=back).current_since == back
    assert submission(arrived=DUE, restored=back).is_late is False
