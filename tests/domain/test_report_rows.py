"""Lines of a report: outcomes with their past, credits, deliveries."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest

from concord.domain.finding import Severity
from concord.domain.period import MeasurementPeriod, PeriodLength, YearStart
from concord.domain.report import ServiceLevelRow
from concord.domain.report_rows import (
    credit_rows,
    delivery_rows,
    dimension_words,
    service_level_rows,
)
from concord.domain.service_level import CountedDays, Outcome, OutcomeKind
from concord.domain.submission import MissingDelivery, Standing, Verdict
from tests.builders_relief import exclusion
from tests.builders_report import (
    LEVELS,
    NOW,
    OCTOBER,
    REMARK,
    a_submission,
    a_year,
    an_agreement,
    an_assessment,
    an_outcome,
    at_most,
)

AGREEMENT = an_agreement()


def month(name: str) -> MeasurementPeriod:
    return MeasurementPeriod.parse(name)


def rows_of(*outcomes: Outcome) -> tuple[ServiceLevelRow, ...]:
    assessments = [an_assessment(o.period, [o]) for o in outcomes]
    totals, parts = service_level_rows(AGREEMENT, OCTOBER, assessments)
    return totals or parts


def test_totals_stand_in_the_agreements_order_with_twelve_months_of_past() -> None:
    totals, _ = service_level_rows(AGREEMENT, OCTOBER, a_year())
    assert [row.service_level for row in totals] == [level.id for level in LEVELS]
    assert {len(row.history) for row in totals} == {12}
    answered = totals[0]
    assert answered.change == Fraction("73.41") - Fraction("77.6")
    assert (answered.history[-1].period, answered.history[-1].value) == (OCTOBER, answered.value)
    assert (answered.missed_since, answered.misses) == (month("2026-09"), 2)


def test_what_relief_left_out_is_told() -> None:
    (row,) = rows_of(replace(an_outcome(), excluded=(exclusion(),)))
    assert row.basis[0].startswith("Relief outage (client), approved by kim: 14 Oct 2026 left out")
    (plain,) = rows_of(an_outcome())
    assert plain.basis == ()


def test_a_share_of_days_is_in_percent() -> None:
    days = CountedDays(target=at_most("30"), counted=31)
    (row,) = rows_of(replace(an_outcome(), days=days))
    assert row.unit == "percent"
    assert row.basis == ("31 of 31 days with enough data kept to at most 30 %.",)


def test_the_breakdown_stands_worst_first() -> None:
    _, parts = service_level_rows(AGREEMENT, OCTOBER, a_year())
    assert [row.dimension for row in parts] == ["site manila", "site cebu", "site davao"]
    assert {row.history for row in parts} == {()}


def test_what_could_not_be_rated_stands_between_failures_and_successes() -> None:
    def site(name: str, value: str | None) -> Outcome:
        return an_outcome("answered", value, OCTOBER, (("site", name),))

    rows = rows_of(site("good", "90"), site("none", None), site("bad", "60"))
    assert [row.dimension for row in rows] == ["site bad", "site none", "site good"]


def test_only_periods_that_end_in_the_month_are_reported() -> None:
    week = an_outcome(period=month("2026-W44"))  # ends on 1 November
    earlier = an_outcome(period=month("2026-W43"))
    [row] = rows_of(week, earlier, an_outcome(period=month("2026-11")))
    assert row.name == "Calls answered in 20 s, week of 19 Oct 2026"


def test_periods_that_were_not_rated_do_not_break_a_row_of_failures() -> None:
    [row] = rows_of(
        an_outcome(value="70", period=month("2026-07")),
        an_outcome(value=None, period=month("2026-08")),
        an_outcome(value="71", period=month("2026-09")),
        an_outcome(value="72"),
    )
    assert (row.missed_since, row.misses) == (month("2026-07"), 3)


def test_a_success_breaks_a_row_of_failures() -> None:
    [row] = rows_of(
        an_outcome(value="70", period=month("2026-08")),
        an_outcome(value="90", period=month("2026-09")),
        an_outcome(value="72"),
    )
    assert (row.missed_since, row.misses) == (OCTOBER, 1)


def test_a_gap_in_the_past_is_no_data_and_no_change() -> None:
    [row] = rows_of(an_outcome(period=month("2026-08")), an_outcome())
    assert [point.kind for point in row.history] == [
        OutcomeKind.MET,
        OutcomeKind.INSUFFICIENT_DATA,
        OutcomeKind.MET,
    ]
    assert row.change is None
    assert (row.missed_since, row.misses) == (None, 0)


def test_no_value_is_no_change() -> None:
    [row] = rows_of(an_outcome(period=month("2026-09")), an_outcome(value=None))
    assert row.change is None


def test_out_of_force_there_is_no_target() -> None:
    outcome = replace(an_outcome(kind=OutcomeKind.NOT_IN_FORCE), target=None)
    [row] = rows_of(outcome)
    assert (row.target, row.agreed, row.history[-1].target) == ("", None, None)


def test_a_range_has_both_ends_in_its_past() -> None:
    [row] = rows_of(an_outcome("aht", "350"))
    assert (row.history[0].target, row.history[0].upper) == (Fraction(330), Fraction(390))


def test_service_levels_of_one_kpi_are_told_apart() -> None:
    twin = replace(LEVELS[0], id="answered_quarterly", period=PeriodLength.QUARTER)
    agreement = replace(AGREEMENT, service_levels=(*LEVELS, twin))
    totals, _ = service_level_rows(agreement, OCTOBER, a_year())
    assert totals[0].name == "Calls answered in 20 s – answered"


def test_a_service_level_goes_by_the_name_that_was_agreed_for_it() -> None:
    named = replace(LEVELS[0], name="Phone, answered fast")
    twin = replace(LEVELS[0], id="answered_quarterly", period=PeriodLength.QUARTER)
    agreement = replace(AGREEMENT, service_levels=(named, *LEVELS[1:], twin))
    totals, _ = service_level_rows(agreement, OCTOBER, a_year())
    assert totals[0].name == "Phone, answered fast"


def test_what_the_agreement_no_longer_names_is_left_out() -> None:
    shrunk = replace(AGREEMENT, service_levels=LEVELS[1:])
    totals, parts = service_level_rows(shrunk, OCTOBER, a_year())
    assert [row.service_level for row in totals] == [level.id for level in LEVELS[1:]]
    assert parts == ()


def test_values_of_files_are_shown_without_tricks() -> None:
    assert dimension_words((("team_lead", "Ana\nB"), ("site", "cebu"))) == (
        "team lead Ana\\nB, site cebu"
    )


def test_credits_of_the_month_with_their_causes() -> None:
    [row] = credit_rows(AGREEMENT, OCTOBER, a_year())
    assert (row.service, row.currency, str(row.amount)) == (
        "Customer care by phone",
        "GBP",
        "5400.00",
    )
    assert [cause for cause, _ in row.lines] == [
        "answered 2026-10 severe: repeated, 8 points x 0.5 % of GBP 120,000.00",
        "aht 2026-10 minor: 1 point x 0.5 % of GBP 120,000.00",
    ]


def test_a_service_without_a_name_goes_by_its_id() -> None:
    [row] = credit_rows(replace(AGREEMENT, services=()), OCTOBER, a_year())
    assert row.service == "voice"


def test_deliveries_of_the_month_then_what_is_missing() -> None:
    info = replace(REMARK, severity=Severity.INFO)
    bare = replace(REMARK, where="", found="", expected="", message="The file is empty.")
    came = replace(a_submission(file="a\u202eb.xlsx"), findings=(REMARK, info, bare))
    missing = MissingDelivery(
        partner="northwind", source="chats", service="voice", period=OCTOBER, due=NOW
    )
    september = OCTOBER.previous()
    unknown = replace(came, period=None)
    rows = delivery_rows(
        OCTOBER,
        [a_submission(september), came, unknown],
        [missing, replace(missing, period=september)],
    )
    assert [(row.file, row.verdict, row.late) for row in rows] == [
        ("a\\u202eb.xlsx", "accepted", False),
        ("", Verdict.MISSING, False),
    ]
    assert rows[0].findings == (
        "Daily!F17: found '1,204', expected at most the 1,180 calls offered",
        "The file is empty.",
    )


@pytest.mark.parametrize(("hour", "late"), [(17, False), (18, True)])
def test_late_is_after_the_due_time(hour: int, late: bool) -> None:  # noqa: FBT001
    arrived = datetime(2026, 11, 4, hour, tzinfo=NOW.tzinfo)
    [row] = delivery_rows(OCTOBER, [a_submission(arrived=arrived)], [])
    assert row.late is late


def test_a_rolling_period_is_reported_in_its_last_month_with_its_own_past() -> None:
    windows = [an_outcome(value=v, period=month(f"2026-{m}/P3M")) for m, v in _WINDOWS]
    [row] = rows_of(*windows)
    assert row.name == "Calls answered in 20 s, 3 months to October 2026"
    assert [str(point.period) for point in row.history] == [
        "2026-08/P3M",
        "2026-09/P3M",
        "2026-10/P3M",
    ]
    assert (row.change, row.misses) == (Fraction(2), 2)
    assert row.missed_since == month("2026-09/P3M")


_WINDOWS = (("08", "90"), ("09", "70"), ("10", "72"), ("11", "74"))


def test_a_fiscal_quarter_is_reported_in_the_month_in_which_it_ends() -> None:
    november = YearStart(month=11, day=6)
    quarter = MeasurementPeriod.parse("FY2025-Q4", november)
    [row] = service_level_rows(
        AGREEMENT,
        month("2026-11"),
        [an_assessment(quarter, [an_outcome(value="70", period=quarter)])],
    )[0]
    assert row.name == "Calls answered in 20 s, Q4 FY2025"


def test_a_delivery_says_what_was_decided_about_it() -> None:
    waits = a_submission(verdict=Verdict.QUARANTINED)
    accepted = replace(waits, standing=Standing.ACCEPTED, observations="rows")
    (row,) = delivery_rows(OCTOBER, [accepted], [])
    assert (row.state, row.usable) == ("accepted as it is", True)
    (held,) = delivery_rows(OCTOBER, [replace(a_submission(), standing=Standing.HELD)], [])
    assert (held.state, held.usable) == ("waits for approval", False)
