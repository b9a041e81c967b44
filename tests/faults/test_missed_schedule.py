"""A host that was off for weeks: what fell due meanwhile is done by the first round after it."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from concord.adapters.environment_connections import EnvironmentConnections
from concord.services.compile_report import ReportResult
from concord.wiring import Deployment, Settings
from tests.reported_partner import NOW, environment, file, reported_partner

__all__ = ["file", "reported_partner"]

AWAY = timedelta(days=52)
BACK = NOW + AWAY


@pytest.fixture
def company(file: Path) -> Deployment:
    """Return an installation whose partner went on delivering while the host was off."""
    drive = file.parents[1] / "drive" / "acme"
    for month, day in (("2026-10", 3), ("2026-11", 2)):
        delivered = drive / f"d_{month}.csv"
        delivered.write_text(f"date,good,handled\n{month}-01,985,1000\n")
        arrived = datetime(2026, int(month[-2:]) + 1, day, tzinfo=UTC).timestamp()
        os.utime(delivered, (arrived, arrived))
    ours = environment(file.parents[1])
    return Deployment(Settings.from_environment(ours), EnvironmentConnections(ours))


def round_of(company: Deployment, now: datetime) -> list[tuple[str, ReportResult]]:
    """Do what the DAGs of one round do; return which reports went out."""
    company.collect("acme", now)
    company.assess("acme", None, now)
    company.raise_issues("acme", now)
    company.remind("acme", now)
    return [(str(month), result) for month, result in company.compile_due_reports("acme", now)]


def mails(company: Deployment) -> int:
    with company.store.transaction() as tx:
        return sum(tx.outbox.counts().values())


def test_every_report_that_fell_due_goes_out_in_one_round(company: Deployment) -> None:
    done = dict(round_of(company, BACK))
    assert done.pop("2026-09") is ReportResult.UNCHANGED
    assert done == {"2026-10": ReportResult.ISSUED, "2026-11": ReportResult.ISSUED}


def test_the_reminder_of_today_goes_out_and_none_of_the_days_before(company: Deployment) -> None:
    before = mails(company)
    round_of(company, BACK)
    with company.store.transaction() as tx:
        reminders = [line for line in tx.outbox.lines() if line.kind == "reminder"]
    assert len(reminders) <= 1
    assert mails(company) > before


def test_the_round_after_it_finds_nothing_to_do(company: Deployment) -> None:
    round_of(company, BACK)
    after = mails(company)
    round_of(company, BACK + timedelta(minutes=15))
    assert mails(company) == after
