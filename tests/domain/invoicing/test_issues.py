"""Both sides' books that differ are an issue, one for each service, month and kind."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.invoicing import Expected, InvoiceKind, InvoiceLine, matches
from concord.domain.invoicing.issues import settlement_issues
from concord.domain.issue import IssueKind
from tests.builders import agreement, period
from tests.builders_invoicing import billed, credit_note, expected

TODAY = date(2026, 12, 31)
NOTE = InvoiceKind.CREDIT_NOTE
OVERDUE = expected("50", NOTE, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("wanted", "lines", "kind", "headline"),
    [
        pytest.param(
            [expected("1000")],
            [billed("1200")],
            IssueKind.SETTLEMENT_DIFFERENCE,
            "the charges for October 2026 differ by GBP 200.00",
            id="charges differ",
        ),
        pytest.param(
            [OVERDUE],
            [credit_note("40")],
            IssueKind.SETTLEMENT_DIFFERENCE,
            "the credit note for October 2026 differs by GBP \N{MINUS SIGN}10.00",
            id="credit note differs",
        ),
        pytest.param(
            [OVERDUE],
            [],
            IssueKind.CREDIT_NOTE_OVERDUE,
            "the credit note for October 2026 is overdue",
            id="overdue",
        ),
        pytest.param(
            [],
            [credit_note("40")],
            IssueKind.SETTLEMENT_DIFFERENCE,
            "credit note in GBP for October 2026 that nothing was agreed for",
            id="unexpected",
        ),
    ],
)
def test_what_is_wrong_is_told(
    wanted: list[Expected], lines: list[InvoiceLine], kind: IssueKind, headline: str
) -> None:
    agreed = agreement()
    (issue,) = settlement_issues(agreed, matches(wanted, lines, TODAY))
    assert issue.key.kind is kind
    assert issue.headline == f"{agreed.name}: {headline}"


def test_what_matches_or_is_awaited_raises_nothing() -> None:
    found = matches([expected("1000"), expected("5", NOTE)], [billed("1000")], TODAY)
    assert list(settlement_issues(agreement(), found)) == []


def test_history_raises_nothing() -> None:
    since = replace(agreement(), effects_from=period("2026-11"))
    found = matches([OVERDUE], [], TODAY)
    assert list(settlement_issues(since, found)) == []


def test_only_what_is_wrong_has_a_headline() -> None:
    (awaited,) = matches([expected("5", NOTE)], [], TODAY)
    assert not awaited.state.must_be_answered
