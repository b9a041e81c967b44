"""Partner status: live or in shadow, what is open, when we looked, what comes next."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.agreement import MonthlyReportRule
from concord.domain.assessment import Assessment
from concord.domain.contract import Contract
from concord.domain.objectives import ObjectiveState
from concord.domain.quantity import DayOfPeriod, DueRule, parse_span
from concord.domain.relationship import Objective, Relationship
from concord.domain.shadow import LivePartner
from concord.services.partner_status import SourceDeliveries, next_report, partner_status
from tests.builders import (
    agreement,
    at_least,
    measurement,
    moment,
    period,
    source,
    submission,
)
from tests.escalations import Desk, missed

NOW = moment("2026-11-23T12:00")
AFAR = date(2030, 3, 31)
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


def test_how_each_source_was_delivered_in_the_last_year() -> None:
    desk = Desk()
    due = DueRule(after_end=parse_span("3 business days"), at=time(17))
    both = agreement(
        sources=(source(due=due), source(id="quality", due=due)), effects_from=period("2026-09")
    )
    late = submission(arrived=moment("2026-11-05T09:00"))
    old = submission("2025-01", arrived=moment("2025-03-05T09:00"))
    with desk.store.transaction() as tx:
        for came in (late, submission("2026-09"), old):
            tx.submissions.add(came)
        for each in both.sources:
            tx.drives.note_collected("northwind", each.id, NOW)
    begun = replace(both, contract=Contract(reference="M", start=date(2026, 9, 1), end=AFAR))
    daily, quality = partner_status(begun, store=desk.store, now=NOW).deliveries
    assert daily == SourceDeliveries(
        source="daily_ops",
        on_time=Fraction(1),
        due=Fraction(2),
        punctuality=Fraction(50),
        right_first=Fraction(2),
        came=Fraction(2),
        first_time_right=Fraction(100),
        missing=0,
    )
    assert (quality.punctuality, quality.missing) == (Fraction(0), 2)
    assert (quality.came, quality.first_time_right) == (Fraction(0), None)


def test_only_the_last_twelve_months_of_deliveries_are_shown() -> None:
    desk = Desk()
    with desk.store.transaction() as tx:
        for month in ("2025-10", "2025-11", "2025-12"):
            tx.submissions.add(submission(month))
    [daily] = partner_status(agreement(), store=desk.store, now=NOW).deliveries
    assert daily.came == 2


def test_objectives_are_told_by_the_figures_of_what_is_over() -> None:
    aim = Objective(
        id="faster",
        what="Answer more",
        kpis=("answer_rate",),
        target=at_least("90"),
        start=Decimal(80),
        since=date(2026, 1, 1),
        by=date(2026, 12, 31),
    )
    aiming = agreement(relationship=Relationship(objectives=(aim,)))
    store = Desk().store
    assert partner_status(aiming, store=store, now=NOW).objectives[0].latest is None
    with store.transaction() as tx:
        for month, value in (("2026-10", "85"), ("2026-11", "99")):
            measured = replace(measurement(value), period=period(month))
            tx.assessments.save(
                Assessment(
                    partner="northwind",
                    period=period(month),
                    inputs="inputs",
                    agreement="a" * 64,
                    measurements=(measured,),
                    outcomes=(),
                )
            )
    (found,) = partner_status(aiming, store=store, now=NOW).objectives
    assert (found.progress, found.state) == (Fraction(50), ObjectiveState.BEHIND)
    assert partner_status(agreement(), store=store, now=NOW).objectives == ()
