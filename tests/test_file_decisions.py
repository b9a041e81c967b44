"""Files that wait, as the DAGs and the command see them: what is asked, what an answer does."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from concord.domain.issue import IssueKind
from concord.domain.submission import Standing
from concord.domain.submission_decision import (
    DecisionRefusedError,
    FileChoice,
    FileReading,
    reading_of,
)
from concord.services.approve import Said
from concord.services.compile_report import ReportResult
from concord.wiring import deployment
from concord.wiring.file_decisions import WaitingFile
from tests.reported_partner import NOW, SEPTEMBER, credit, file, reported_partner

__all__ = ["file", "reported_partner"]


def drop(file: Path, name: str, content: str, day: int = 8) -> None:
    """Put a file on the partner's drive, and collect it."""
    target = file.parents[1] / "drive" / "acme" / name
    target.write_text(content)
    arrived = datetime(2026, 10, day, tzinfo=UTC).timestamp()
    os.utime(target, (arrived, arrived))
    deployment().collect("acme", NOW)


def waiting() -> tuple[WaitingFile, ...]:
    return deployment().waiting_files("acme")


def headlines() -> list[str]:
    """Return what is raised about files."""
    raised = deployment().raise_issues("acme", NOW)
    return [each.headline for each in raised if each.key.kind is IssueKind.UNUSABLE_FILE]


def said(by: str = "kim") -> Said:
    return Said(by=by, at=NOW + timedelta(hours=1), origin="airflow", note="As agreed.")


@pytest.fixture
def correction(file: Path) -> FileReading:
    """Return a correction of the month that was reported; it waits."""
    drop(file, "d_2026-09.csv", "date,good,handled\n2026-09-01,1000,1000\n")
    (waits,) = waiting()
    return reading_of(waits.submission)


@pytest.fixture
def broken(file: Path) -> FileReading:
    """Return a file for October without one of its columns; it waits."""
    drop(file, "d_2026-10.csv", "date,good\n2026-10-01,1000\n")
    (waits,) = waiting()
    return reading_of(waits.submission)


def test_a_correction_of_a_reported_month_is_asked_about_with_its_effects(
    correction: FileReading,
) -> None:
    (waits,) = waiting()
    assert waits.is_asked
    assert waits.reason == "The report for 2026-09 went out."
    asked = deployment().file_question(correction)
    assert asked.title == "acme: shall d_2026-09.csv replace what was settled?"
    assert "GBP 1,000.00 becomes GBP 0.00" in asked.body
    assert "values that differ in rows that stay: 1" in asked.body
    assert "| 2 | ` 2026-09-01 ` | ` 1000 ` | ` 1000 ` |" in asked.body
    assert [person.id for person in asked.people] == ["kim"]


def test_an_approved_correction_restates_the_month_and_its_report(
    correction: FileReading,
) -> None:
    assert credit(deployment()) == ["1000.00"]
    decided = deployment().decide_file(correction, FileChoice.ACCEPT, said())
    assert decided.changed == ("2026-09",)
    assert credit(deployment()) == ["0.00"]
    assert deployment().compile_report("acme", SEPTEMBER, NOW) is ReportResult.ISSUED
    assert waiting() == ()
    assert "accepted by kim" in (deployment().settled_file(correction) or "")


@pytest.mark.parametrize("choice", [FileChoice.REJECT, FileChoice.ASK_AGAIN])
def test_a_correction_that_is_turned_down_leaves_what_was_reported(
    correction: FileReading, choice: FileChoice
) -> None:
    assert deployment().decide_file(correction, choice, said()).changed == ()
    assert credit(deployment()) == ["1000.00"]
    assert deployment().compile_report("acme", SEPTEMBER, NOW) is ReportResult.UNCHANGED
    assert headlines() == []


def test_a_correction_that_nobody_decides_about_is_an_issue(correction: FileReading) -> None:
    (headline,) = headlines()
    assert "waits for approval" in headline
    deployment().decide_file(correction, FileChoice.ACCEPT, said())
    assert headlines() == []


def test_who_comes_late_is_told_who_decided(correction: FileReading) -> None:
    deployment().decide_file(correction, FileChoice.REJECT, said())
    with pytest.raises(DecisionRefusedError, match="already decided about: rejected by kim"):
        deployment().decide_file(correction, FileChoice.ACCEPT, said())
    decided = deployment().decide_file(correction, FileChoice.ACCEPT, said(), anew=True)
    assert decided.submission.standing is Standing.ACCEPTED


def test_a_quarantined_file_is_asked_about_with_its_findings_and_rows(
    broken: FileReading,
) -> None:
    (waits,) = waiting()
    assert (waits.reason, waits.is_asked) == ("", True)
    body = deployment().file_question(broken).body
    assert "handled" in body
    assert "| 2 | ` 2026-10-01 ` | ` 1000 ` |" in body


def test_a_key_that_stands_twice_counts_once_somebody_has_accepted_it(file: Path) -> None:
    rows = "date,good,handled\n2026-10-01,990,1000\n2026-10-02,985,1000\n2026-10-02,995,1000\n"
    drop(file, "d_2026-10.csv", rows)
    (waits,) = waiting()
    wanted = reading_of(waits.submission)
    assert FileChoice.ACCEPT in deployment().file_question(wanted).choices
    assert deployment().decide_file(wanted, FileChoice.ACCEPT, said()).changed == ("2026-10",)
    changed = deployment().assess("acme", ["2026-10"], NOW)
    assert [str(period) for period in changed] == ["2026-10"]
    with deployment().store.transaction() as tx:
        *_, october = tx.assessments.of_partner("acme")
    assert any(measurement.value is not None for measurement in october.measurements)


def test_a_corrected_file_ends_the_question(file: Path, broken: FileReading) -> None:
    drop(file, "d_2026-10.csv", "date,good,handled\n2026-10-01,985,1000\n", day=9)
    assert waiting() == ()
    assert (deployment().settled_file(broken) or "").startswith("A later file took its place")
    with pytest.raises(DecisionRefusedError, match="waits for no decision"):
        deployment().file_question(broken)


def test_history_waits_and_nobody_is_asked_about_it(file: Path) -> None:
    drop(file, "d_2026-05.csv", "date,good\n2026-05-01,1000\n")
    (waits,) = waiting()
    assert not waits.is_asked


def test_a_file_is_named_by_the_beginning_of_its_hash(broken: FileReading) -> None:
    found = deployment().file_named("acme", broken.sha256[:8])
    assert reading_of(found) == broken
