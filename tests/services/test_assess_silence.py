"""Silence that counts as a miss: when it begins, what it costs, and how data takes it back."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

from concord.domain.quantity import DueRule, parse_span
from concord.domain.service_level import CountsAs, OutcomeKind
from tests.builders import agreement, moment, period, service_level, source
from tests.services.test_assess import Case

DUE = DueRule(after_end=parse_span("3 business days"), at=time(17))
LEVEL = service_level(if_incomplete=CountsAs(band="serious", after=parse_span("10 business days")))
OWING = agreement(sources=(source(due=DUE),), service_levels=(LEVEL,))
BEFORE, AFTER = moment("2026-11-18T16:59+00:00"), moment("2026-11-18T17:00+00:00")
INCOMPLETE = (OutcomeKind.INCOMPLETE, None, False)
SILENT = (OutcomeKind.MISSED, Decimal(2), False)


def looked_at(case: Case, text: str = "2026-11-18T17:00+00:00") -> None:
    """Note that the source's drive was looked at."""
    with case.store.transaction() as tx:
        tx.drives.note_collected("northwind", "daily_ops", moment(text))


def test_a_month_nothing_came_of_is_a_miss_from_the_agreed_moment_on() -> None:
    case = Case(OWING)
    case.deliver("2026-09", "82")
    case.deliver("2026-11", "82")
    looked_at(case)
    case.assess(BEFORE)
    assert case.totals()["2026-10"] == INCOMPLETE
    assert case.amounts()["2026-10"] == []
    assert "2026-10" in case.assess(AFTER)
    assert case.totals()["2026-10"] == SILENT
    assert case.amounts()["2026-10"] == ["2000.00"]
    assert case.assess(AFTER) == []


def test_a_partner_that_sends_nothing_any_more_does_not_go_free() -> None:
    case = Case(OWING)
    case.deliver("2026-09", "82")
    case.assess(BEFORE)
    assert "2026-10" not in case.found
    looked_at(case)
    assert "2026-10" in case.assess(AFTER)
    assert (case.totals()["2026-10"], case.amounts()["2026-10"]) == (SILENT, ["2000.00"])


def test_data_that_comes_after_all_takes_the_miss_back() -> None:
    case = Case(OWING)
    case.deliver("2026-09", "82")
    looked_at(case)
    case.assess(AFTER)
    assert case.totals()["2026-10"] == SILENT
    case.deliver("2026-10", "82")
    assert case.assess(AFTER, periods=[period("2026-10")]) == ["2026-10"]
    assert case.totals()["2026-10"] == (OutcomeKind.MET, Decimal(0), False)
    assert case.amounts()["2026-10"] == ["0.00"]


def test_nobody_is_charged_for_a_drive_that_could_not_be_looked_at() -> None:
    case = Case(OWING)
    case.deliver("2026-09", "82")
    looked_at(case, "2026-11-18T16:59+00:00")
    case.assess(AFTER)
    assert case.totals()["2026-10"] == INCOMPLETE


def test_without_the_rule_silence_stays_incomplete() -> None:
    case = Case(replace(OWING, service_levels=(service_level(),)))
    case.deliver("2026-09", "82")
    case.deliver("2026-11", "82")
    case.assess(AFTER)
    assert case.totals()["2026-10"] == INCOMPLETE
