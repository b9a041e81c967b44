"""The gate: what keeps a month from being reported."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from concord.domain.agreement import Agreement
from concord.domain.kpi import DeliveryRate
from concord.domain.monthly_report import ReportFacts
from concord.domain.period import MeasurementPeriod, PeriodLength, RollingMonths
from concord.domain.report_gate import NOT_ALL_DUE, UNSEEN, problems_of
from concord.domain.service_level import Outcome, OutcomeKind
from concord.domain.submission import Standing, Submission, Verdict
from tests.builders_report import (
    LEVELS,
    NOW,
    OCTOBER,
    a_source,
    a_submission,
    an_agreement,
    an_assessment,
    an_outcome,
)
from tests.domain.test_stated_targets import STATED

ONE_LEVEL = replace(an_agreement(), service_levels=LEVELS[:1])


def problems(
    submissions: Sequence[Submission] = (a_submission(),),
    outcomes: Sequence[Outcome] = (an_outcome(),),
    agreement: Agreement = ONE_LEVEL,
    now: datetime = NOW,
    seen: datetime | None = NOW,
) -> list[tuple[str, str, datetime | None]]:
    facts = ReportFacts(
        agreement=agreement,
        submissions=submissions,
        assessments=[an_assessment(o.period, [o]) for o in outcomes],
    )
    looked = {} if seen is None else {source.id: seen for source in agreement.sources}
    return [(p.what, p.state, p.since) for p in problems_of(facts, OCTOBER, now, looked)]


def test_a_whole_month_passes() -> None:
    assert problems() == []


def test_a_file_that_never_came_is_missing_since_it_was_due() -> None:
    due = datetime(2026, 11, 4, 17, tzinfo=UTC)
    assert problems([]) == [("daily ops, October 2026", "no file came", due)]


@pytest.mark.parametrize(
    ("seen", "is_absent"),
    [
        (None, False),
        (datetime(2026, 11, 4, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 4, 17, tzinfo=UTC), True),
    ],
)
def test_before_the_drive_was_looked_at_nobody_is_said_to_have_sent_nothing(
    seen: datetime | None, *, is_absent: bool
) -> None:
    [(_, state, _)] = problems([], seen=seen)
    assert state == ("no file came" if is_absent else UNSEEN)


def test_before_it_is_due_a_file_is_not_missed() -> None:
    assert problems([], now=datetime(2026, 11, 4, 16, tzinfo=UTC)) == []
    unagreed = replace(ONE_LEVEL, sources=(a_source(due=False),))
    assert problems([], agreement=unagreed) == []


@pytest.mark.parametrize(
    ("verdict", "standing", "state"),
    [
        (Verdict.QUARANTINED, Standing.AS_READ, "quarantined"),
        (Verdict.REJECTED, Standing.AS_READ, "rejected"),
        (Verdict.ACCEPTED, Standing.HELD, "waits for approval"),
        (Verdict.QUARANTINED, Standing.REJECTED, "not accepted"),
    ],
)
def test_a_file_that_cannot_be_used_is_missing_since_it_came(
    verdict: Verdict, standing: Standing, state: str
) -> None:
    came = replace(a_submission(verdict=verdict), standing=standing)
    said = f"Daily Ops 2026-10.xlsx: {state}"
    assert problems([came]) == [("daily ops, October 2026", said, came.arrived)]


def test_one_usable_file_is_enough() -> None:
    assert problems([a_submission(verdict=Verdict.REJECTED), a_submission()]) == []


def test_what_lies_before_the_contract_is_not_asked_for() -> None:
    contract = ONE_LEVEL.contract
    assert contract is not None
    young = replace(ONE_LEVEL, contract=replace(contract, start=NOW.date()))
    assert problems([], agreement=young) == []
    assert problems([], agreement=replace(ONE_LEVEL, contract=None)) != []


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (
            replace(an_outcome(kind=OutcomeKind.INCOMPLETE), completeness=Fraction(14, 30)),
            "incomplete: 46.6 % of what is expected was delivered whole",
        ),
        (an_outcome(kind=OutcomeKind.OPEN), "the period is not over"),
    ],
)
def test_an_outcome_that_is_not_final_holds_the_month(outcome: Outcome, said: str) -> None:
    assert problems(outcomes=[outcome]) == [("Calls answered in 20 s", said, None)]


@pytest.mark.parametrize(
    "kind", [k for k in OutcomeKind if k not in {OutcomeKind.INCOMPLETE, OutcomeKind.OPEN}]
)
def test_every_final_outcome_passes(kind: OutcomeKind) -> None:
    assert problems(outcomes=[an_outcome(kind=kind)]) == []


def test_parts_do_not_hold_the_month() -> None:
    site = an_outcome(dimension=(("site", "cebu"),), kind=OutcomeKind.INCOMPLETE)
    assert problems(outcomes=[an_outcome(), site]) == []


def test_a_week_is_named() -> None:
    week = an_outcome(period=MeasurementPeriod.parse("2026-W43"), kind=OutcomeKind.INCOMPLETE)
    [(what, _, _)] = problems(outcomes=[an_outcome(), week])
    assert what == "Calls answered in 20 s, week of 19 Oct 2026"


def test_a_level_in_force_must_have_been_assessed() -> None:
    assert problems(outcomes=[]) == [("Calls answered in 20 s", "not assessed yet", None)]
    quarterly = replace(LEVELS[0], period=PeriodLength.QUARTER)
    ended = replace(LEVELS[0], in_force_until=OCTOBER.start)
    for level in (quarterly, ended):
        assert problems(outcomes=[], agreement=replace(ONE_LEVEL, service_levels=(level,))) == []


COUNTING = replace(
    ONE_LEVEL.kpi(LEVELS[0].kpi),
    source="",
    rate=DeliveryRate.PUNCTUALITY,
    deliveries=("daily_ops",),
)


def test_a_level_whose_rows_state_the_target_must_have_been_assessed_too() -> None:
    stated = replace(STATED, since=date(2020, 1, 1))
    level = replace(LEVELS[0], terms=(), stated=stated)
    about = replace(ONE_LEVEL, service_levels=(level,))
    assert [state for _, state, _ in problems(outcomes=(), agreement=about)] == [
        "not assessed yet"
    ]


def test_a_share_of_deliveries_waits_until_all_of_them_were_due() -> None:
    counting = replace(ONE_LEVEL, kpis=(COUNTING,))
    held = problems(outcomes=[an_outcome(kind=OutcomeKind.OPEN)], agreement=counting)
    assert held == [("Calls answered in 20 s", NOT_ALL_DUE, None)]


@pytest.mark.parametrize(
    ("covers", "expected"),
    [(PeriodLength.MONTH, ["not assessed yet"]), (PeriodLength.YEAR, [])],
)
def test_a_share_of_deliveries_is_asked_for_where_there_are_any(
    covers: PeriodLength, expected: list[str]
) -> None:
    source = replace(a_source(), covers=covers)
    counting = replace(ONE_LEVEL, kpis=(COUNTING,), sources=(source,))
    assert [state for _, state, _ in problems(outcomes=[], agreement=counting)] == expected


def test_a_rolling_level_must_have_been_assessed_each_month_once_it_is_full() -> None:
    rolling = RollingMonths(months=3)
    for since, expected in ((date(2026, 8, 1), ["not assessed yet"]), (date(2026, 8, 2), [])):
        terms = (replace(LEVELS[0].terms[0], since=since),)
        level = replace(LEVELS[0], period=rolling, terms=terms)
        held = problems(outcomes=[], agreement=replace(ONE_LEVEL, service_levels=(level,)))
        assert [state for _, state, _ in held] == expected


def test_a_rolling_period_is_named() -> None:
    window = an_outcome(period=MeasurementPeriod.parse("2026-10/P3M"), kind=OutcomeKind.INCOMPLETE)
    [(what, _, _)] = problems(outcomes=[an_outcome(), window])
    assert what == "Calls answered in 20 s, 3 months to October 2026"
