"""Partner status: live or in shadow, what is open, when we looked, what comes next."""

from datetime import date

import pytest

from concord.domain.agreement import MonthlyReportRule
from concord.domain.quantity import DayOfPeriod
from concord.domain.shadow import LivePartner
from concord.services.partner_status import next_report, partner_status
from tests.builders import agreement, moment, period, source
from tests.escalations import Desk, missed

NOW = moment("2026-11-23T12:00")
FIRST_DAY = MonthlyReportRule(to=("kim",), day=DayOfPeriod(number=6, business=True))
LIVE = LivePartner(partner="northwind", since=NOW, by="kim")


def test_a_new_partner_is_in_shadow_and_nothing_is_known_of_it() -> None:
    status = partner_status(agreement(), store=Desk().store, now=NOW)
    assert (status.partner, status.name) == ("northwind", "Northwind Support Services")
    assert (status.live, status.open_issues, status.collected) == (None, 0, None)
    assert status.version == "a" * 64


def test_what_is_open_and_since_when_it_is_live() -> None:
    desk = missed()
    with desk.store.transaction() as tx:
        tx.live_partners.add(LIVE)
        tx.issues.save(desk.issue)
    status = partner_status(agreement(), store=desk.store, now=NOW)
    assert (status.live, status.open_issues) == (LIVE, 1)


def test_it_was_collected_when_its_last_drive_was() -> None:
    desk = Desk()
    both = agreement(sources=(source(), source(id="quality")))
    with desk.store.transaction() as tx:
        tx.drives.note_collected("northwind", "daily_ops", NOW)
    assert partner_status(both, store=desk.store, now=NOW).collected is None
    earlier = moment("2026-11-22T12:00")
    with desk.store.transaction() as tx:
        tx.drives.note_collected("northwind", "quality", earlier)
    assert partner_status(both, store=desk.store, now=NOW).collected == earlier


@pytest.mark.parametrize(
    ("now", "effects_from", "month", "day"),
    [
        ("2026-11-08T12:00", None, "2026-10", date(2026, 11, 9)),
        ("2026-11-09T12:00", None, "2026-11", date(2026, 12, 8)),
        ("2026-11-23T12:00", "2027-01", "2027-01", date(2027, 2, 8)),
    ],
)
def test_the_next_report_is_the_first_with_effects_whose_day_is_ahead(
    now: str, effects_from: str | None, month: str, day: date
) -> None:
    first = None if effects_from is None else period(effects_from)
    agreed = agreement(monthly_report=FIRST_DAY, effects_from=first)
    assert next_report(agreed, moment(now)) == (period(month), day)
