"""Contract dates of a report: whose copy holds which, and until when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from concord.domain.contract import AgreedObligation
from concord.domain.monthly_report import ReportFacts, monthly_report
from concord.domain.people import Side
from concord.domain.report import MonthlyReport
from tests.builders_report import (
    OCTOBER,
    a_contract,
    a_submission,
    an_agreement,
    report_facts,
)


def report_of(facts: ReportFacts | None = None, audience: Side = Side.CLIENT) -> MonthlyReport:
    return monthly_report(facts or report_facts(), OCTOBER, audience, None)


def test_only_the_clients_copy_holds_notice_dates() -> None:
    assert [row.what for row in report_of().dates] == [
        "Contract review, MSA-7",
        "Last day for notice, MSA-7 (term ends 31 Mar 2027)",
    ]
    assert [row.what for row in report_of(audience=Side.PARTNER).dates] == [
        "Contract review, MSA-7"
    ]


def test_only_the_clients_copy_holds_term_ends_and_they_fall_away_once_decided() -> None:
    agreement = an_agreement()
    assert agreement.contract is not None
    contract = replace(
        agreement.contract, end=date(2026, 12, 31), notice=None, renewal=None, reviews=None
    )
    facts = report_facts(replace(agreement, contract=contract))
    assert [row.what for row in report_of(facts).dates] == ["Term ends, MSA-7"]
    assert report_of(facts, Side.PARTNER).dates == ()
    decided = replace(facts, decided=frozenset({"term_end/MSA-7/2026-12-31"}))
    assert report_of(decided).dates == ()


@pytest.mark.parametrize(
    ("due", "decided", "rows"),
    [
        ("2026-12-31", "", ["Certificate | draft"]),
        ("2026-10-31", "", ["Certificate | draft, overdue"]),
        ("2026-10-31", "obligation/insurance/2026-10-31", []),
    ],
)
def test_both_copies_hold_what_either_side_owes_until_it_is_done(
    due: str, decided: str, rows: list[str]
) -> None:
    owed = AgreedObligation(
        id="insurance", what="Certificate | draft", due=date.fromisoformat(due), owner="ana"
    )
    contract = replace(a_contract(), notice=None, reviews=None, obligations=(owed,))
    facts = report_facts(replace(an_agreement(), contract=contract))
    facts = replace(facts, decided=frozenset({decided}))
    for side in Side:
        assert [row.what for row in report_of(facts, side).dates] == rows


@pytest.mark.parametrize(("days", "count"), [(91, 0), (90, 1)])
def test_dates_reach_90_days_beyond_the_data(days: int, count: int) -> None:
    agreement = an_agreement()
    assert agreement.contract is not None
    contract = replace(agreement.contract, reviews=None)  # notice by 31 December 2026
    newest = datetime(2026, 12, 31, 12, tzinfo=UTC) - timedelta(days=days)
    facts = replace(
        report_facts(replace(agreement, contract=contract)),
        submissions=[a_submission(arrived=newest)],
    )
    assert len(report_of(facts).dates) == count


def test_without_a_contract_there_are_no_dates() -> None:
    assert report_of(report_facts(replace(an_agreement(), contract=None))).dates == ()
