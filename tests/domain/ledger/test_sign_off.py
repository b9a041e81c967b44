"""Sign-off: which amounts there are to confirm, and which month comes first."""

from dataclasses import replace

import pytest

from concord.domain.ledger import (
    EntryKind,
    Ledger,
    LedgerEventKind,
    LedgerLine,
    SignOff,
    amounts_to_confirm,
    confirmations,
    unsigned_before,
)
from tests.builders import moment, period
from tests.builders_ledger import VOICE, entry, event

LEDGER = Ledger(
    partner="northwind",
    entries=(
        entry("1000.00"),
        entry("-100.00", kind=EntryKind.WAIVED),
        entry("300.00", kind=EntryKind.DISPUTED),
        entry("50.00", kind=EntryKind.CONFIRMED),
        entry("5.00", "2026-11"),
    ),
)


def test_what_is_owed_is_confirmed_but_what_is_disputed_or_was_confirmed_before() -> None:
    ((line, amount),) = amounts_to_confirm(LEDGER, "voice", period())
    assert (line, str(amount)) == (VOICE, "550.00")


def test_what_was_given_before_is_nothing_to_confirm() -> None:
    before = LedgerLine(service="voice", regime="", currency="GBP")
    told = replace(entry(kind=EntryKind.OPENING), line=before)
    ledger = Ledger(partner="northwind", entries=(told,))
    assert amounts_to_confirm(ledger, "voice", period()) == ()


@pytest.mark.parametrize(
    ("month", "first"), [("2026-10", None), ("2026-11", "2026-10"), ("2026-12", "2026-10")]
)
def test_the_first_month_with_entries_that_nobody_signed_comes_first(
    month: str, first: str | None
) -> None:
    found = unsigned_before(LEDGER, "voice", period(month))
    assert found == (None if first is None else period(first))
    signed = LEDGER.with_event(event(LedgerEventKind.SIGNED_OFF))
    after = unsigned_before(signed, "voice", period(month))
    assert after == (period("2026-11") if month == "2026-12" else None)


def test_every_line_has_its_confirmation() -> None:
    month = period()
    wanted = SignOff(
        service="voice",
        month=month,
        content="c" * 64,
        amounts=amounts_to_confirm(LEDGER, "voice", month),
    )
    at = moment("2026-11-09T09:00")
    (found,) = confirmations(LEDGER, wanted, "signed", "kim, ana", at)
    assert (found.kind, str(found.amount), found.number) == (EntryKind.CONFIRMED, "550.00", 2)
    assert (found.posted_to, found.cites) == (month, "2026-10")
    assert wanted.subject == f"sign-off/voice/2026-10/{'c' * 64}"
    assert [str(each) for each in wanted.money] == ["GBP 550.00"]


def test_a_line_that_began_with_what_was_given_before_is_confirmed_for_what_came_since() -> None:
    given = entry("250.00", "2026-09", kind=EntryKind.OPENING)
    ledger = Ledger(partner="northwind", entries=(given, entry("1000.00")))
    ((line, amount),) = amounts_to_confirm(ledger, "voice", period())
    assert (line, str(amount)) == (VOICE, "1000.00")
