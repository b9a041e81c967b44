"""Statements go out on the day of the report, once for each thing they state."""

from collections.abc import Sequence

import pytest

from concord.domain.agreement import Agreement
from concord.domain.ledger import ServiceMonth, Statement
from concord.domain.message import MessageKind
from concord.domain.outbox import OutboxEntry
from concord.services.correspondence import Correspondence
from concord.services.due_statements import (
    StatementPorts,
    send_due_statements,
    waiting_for_signature,
)
from tests.builders import moment, period
from tests.fakes import FakeLetters, FakeMailWriter
from tests.ledger_books import Books, books_agreement

BEFORE, DUE, LATER = (moment(f"2026-{text}T09:00") for text in ("11-05", "11-09", "11-20"))
OCTOBER = ServiceMonth(partner="northwind", service="voice", month=period("2026-10"))


def workbook(found: Sequence[Statement]) -> bytes:
    return "/".join(str(each.closing) for each in found).encode()


class Office:
    """Books from which statements are sent."""

    def __init__(self, agreement: Agreement | None = None) -> None:
        self.books = Books(agreement)
        self.books.owe(now=BEFORE, m2026_10="1000.00")

    def send(self, at: str | None = None) -> tuple[ServiceMonth, ...]:
        ports = StatementPorts(
            store=self.books.store,
            correspondence=Correspondence(
                installation="test", letters=FakeLetters(), writer=FakeMailWriter()
            ),
            workbook=workbook,
            link_to=lambda wanted: f"https://airflow.example/{wanted.month}",
        )
        return send_due_statements(self.books.agreement, ports, moment(at) if at else DUE)

    @property
    def mails(self) -> list[OutboxEntry]:
        with self.books.store.transaction() as tx:
            found = tx.outbox.entries()
        return [entry for entry in found if entry.mail.kind == MessageKind.CREDIT_STATEMENT]

    def waiting(self) -> tuple[ServiceMonth, ...]:
        return waiting_for_signature(self.books.agreement, store=self.books.store)


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        pytest.param("2026-11-06T09:00", (), id="5th business day"),
        pytest.param("2026-11-09T09:00", (OCTOBER,), id="6th business day"),
    ],
)
def test_a_statement_goes_out_on_the_day_of_the_report(
    at: str, sent: tuple[ServiceMonth, ...]
) -> None:
    office = Office()
    assert office.send(at) == sent
    assert office.waiting() == sent
    assert len(office.mails) == len(sent)


def test_it_says_what_is_owed_and_by_when_to_object() -> None:
    office = Office()
    office.send()
    (entry,) = office.mails
    assert entry.mail.subject == (
        "Northwind Support Services: service credits of October 2026, Customer care, GBP 1,000.00"
    )
    body = entry.mail.payload.decode()
    assert "object by 23 Nov 2026" in body
    assert "https://airflow.example/2026-10" in body
    assert "accrued" in body


def test_it_goes_out_once_and_anew_when_something_was_posted() -> None:
    office = Office()
    assert (office.send(), office.send("2026-11-10T09:00")) == ((OCTOBER,), ())
    office.books.owe(now=LATER, m2026_10="1200.00")
    assert office.send("2026-11-20T10:00") == (OCTOBER,)
    assert len(office.mails) == 2


def test_a_signed_month_is_neither_sent_nor_asked_about() -> None:
    office = Office()
    office.send()
    assert office.books.sign("2026-10").is_signed
    assert (office.send("2026-11-25T09:00"), office.waiting()) == ((), ())


def test_without_anybody_on_the_other_side_the_time_runs_all_the_same() -> None:
    whole = books_agreement()
    ours = tuple(person for person in whole.people if person.side == "client")
    office = Office(books_agreement(people=ours))
    assert office.send() == (OCTOBER,)
    assert office.mails == []


def test_what_stood_open_before_is_no_statement() -> None:
    office = Office()
    empty = Books()
    assert waiting_for_signature(empty.agreement, store=empty.store) == ()
    assert office.waiting() == ()
