"""Which line, dispute or change is meant: one, or a sentence that names them all."""

from dataclasses import replace

import pytest

from concord.domain.ledger import (
    Ledger,
    LedgerLine,
    LedgerRefusedError,
    dispute_numbered,
    line_named,
    proposal_numbered,
)
from tests.builders import period
from tests.builders_ledger import VOICE, entry

FLAT = LedgerLine(service="voice", regime="flat", currency="EUR")
BEFORE = LedgerLine(service="voice", regime="", currency="GBP")
LEDGER = Ledger(
    partner="northwind",
    entries=(entry(), replace(entry(), line=FLAT), replace(entry(), line=BEFORE)),
)


def test_a_regime_is_enough_to_tell_lines_apart() -> None:
    assert line_named(LEDGER, period(), None, "flat") == FLAT
    assert line_named(LEDGER, period(), "voice", "points") == VOICE


@pytest.mark.parametrize(
    ("month", "service", "regime", "why"),
    [
        ("2026-10", "voice", None, r"voice, flat; voice, points\."),
        ("2026-10", None, "", "no such credit"),
        ("2026-10", "chat", None, "no such credit of October 2026"),
        ("2026-11", None, None, "no such credit of November 2026"),
    ],
)
def test_what_is_not_one_line_is_refused(
    month: str, service: str | None, regime: str | None, why: str
) -> None:
    with pytest.raises(LedgerRefusedError, match=why):
        line_named(LEDGER, period(month), service, regime)


def test_there_may_be_no_dispute_and_no_change_at_all() -> None:
    with pytest.raises(LedgerRefusedError, match="open are none"):
        dispute_numbered(LEDGER, 1)
    with pytest.raises(LedgerRefusedError, match="those that do: none"):
        proposal_numbered(LEDGER, 1)
