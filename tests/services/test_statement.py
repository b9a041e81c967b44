"""Statements as a use-case: of which periods there are any, and when one is out."""

import pytest

from concord.domain.ledger import LedgerRefusedError
from concord.services.statement import issue_statement, state
from tests.builders import moment, period
from tests.ledger_books import NOW, Books


def owing() -> Books:
    books = Books()
    books.owe(m2026_10="1000.00")
    return books


@pytest.mark.parametrize("text", ["2026-10", "2026-Q4", "2026"])
def test_a_month_and_whatever_is_longer_is_stated(text: str) -> None:
    books = owing()
    (found,) = state(books.agreement, period(text), store=books.store)
    assert (found.service, found.currency, str(found.closing)) == ("voice", "GBP", "1000.00")


@pytest.mark.parametrize(
    ("text", "service", "why"),
    [("2026-10-31", None, "31 Oct 2026 has no statement"), ("2026-10", "mail", "'mail' is no")],
)
def test_what_cannot_be_stated_is_refused(text: str, service: str | None, why: str) -> None:
    books = owing()
    with pytest.raises(LedgerRefusedError, match=why):
        state(books.agreement, period(text), service, store=books.store)


def test_a_statement_is_issued_once_for_what_it_holds() -> None:
    books = owing()
    for at in (NOW, moment("2026-12-20")):
        said = books.said(at=at)
        event = issue_statement(
            books.agreement, "voice", period("2026-10"), said, store=books.store
        )
        assert event.at == NOW
    (found,) = state(books.agreement, period("2026-10"), store=books.store)
    assert str(found.disputable_to) == "2026-12-29"


def test_one_of_ours_issues_it() -> None:
    books = owing()
    with pytest.raises(LedgerRefusedError, match="on the partner's side"):
        issue_statement(
            books.agreement, "voice", period("2026-10"), books.said("ana"), store=books.store
        )


@pytest.mark.parametrize("text", ["2026-12", "2026-Q3"])
def test_only_a_month_that_is_over_is_issued(text: str) -> None:
    books = owing()
    with pytest.raises(LedgerRefusedError, match="is no month that is over"):
        issue_statement(books.agreement, "voice", period(text), books.said(), store=books.store)
