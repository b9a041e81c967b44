"""Contract dates close ahead on which nobody has decided must be answered for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from concord.domain.contract import Contract, Notice, Renewal, Reviews
from concord.domain.contract_decisions import contract_decisions, obligation_of
from concord.domain.issue import IssueSeverity, RaisedIssue
from concord.domain.quantity import parse_span
from tests.builders import agreement

CONTRACT = Contract(
    reference="MSA-1",
    start=date(2024, 4, 1),
    end=date(2027, 3, 31),
    notice=Notice(period=parse_span("90 days")),
    renewal=Renewal(automatic=True, term=parse_span("12 months")),
)
NOTICE_DATE = date(2026, 12, 31)


def undecided(
    today: date, contract: Contract | None = CONTRACT, decided: frozenset[str] = frozenset()
) -> list[RaisedIssue]:
    return list(contract_decisions(agreement(contract=contract), decided, today))


@pytest.mark.parametrize(
    ("days", "severity"),
    [
        (31, None),
        (30, IssueSeverity.SERIOUS),
        (8, IssueSeverity.SERIOUS),
        (7, IssueSeverity.CRITICAL),
        (0, IssueSeverity.CRITICAL),
    ],
)
def test_an_undecided_notice_date_is_raised_at_30_days_and_critical_at_7(
    days: int, severity: IssueSeverity | None
) -> None:
    raised = undecided(NOTICE_DATE - timedelta(days=days))
    assert [issue.severity for issue in raised] == ([severity] if severity else [])


def test_an_undecided_notice_date_is_one_issue_from_first_to_last_day() -> None:
    keys = {
        issue.key for days in range(31) for issue in undecided(NOTICE_DATE - timedelta(days=days))
    }
    assert [str(key) for key in keys] == [
        "northwind/all/contract-decision/notice/MSA-1/2026-12-31"
    ]


def test_a_notice_date_says_by_when_to_act_and_when_the_term_ends() -> None:
    (issue,) = undecided(NOTICE_DATE)
    assert issue.headline.endswith("nobody has decided before the notice date 2026-12-31")
    assert issue.facts == (
        ("Contract", "MSA-1"),
        ("Act by", "2026-12-31"),
        ("Last day that counts", "2026-12-31"),
        ("Term ends", "2027-03-31"),
    )


def test_a_decided_notice_date_raises_nothing_and_the_issue_names_its_obligation() -> None:
    (issue,) = undecided(NOTICE_DATE)
    assert obligation_of(issue.key) == "notice/MSA-1/2026-12-31"
    assert not undecided(NOTICE_DATE, decided=frozenset({obligation_of(issue.key)}))


def test_a_term_that_ends_by_itself_must_be_decided_on_too() -> None:
    fixed = replace(CONTRACT, renewal=None, notice=None)
    (issue,) = undecided(date(2027, 3, 24), fixed)
    assert issue.severity is IssueSeverity.CRITICAL
    assert issue.headline.endswith("before the term end date 2027-03-31")


def test_a_review_is_reminded_of_and_never_escalated_as_a_decision() -> None:
    reviews = Reviews(every=parse_span("6 months"), lead=parse_span("30 days"))
    reviewed = replace(CONTRACT, notice=None, reviews=reviews)
    assert not undecided(date(2026, 9, 28), reviewed)


def test_without_a_contract_there_is_nothing_to_decide() -> None:
    assert not undecided(NOTICE_DATE, None)
