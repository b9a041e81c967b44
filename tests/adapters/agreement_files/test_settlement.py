"""Settlement: how credits are paid and disputed."""

from decimal import Decimal

import pytest

from concord.domain.settlement import SettledBy, Settlement, Silence
from tests.agreement_texts import agreement_of, changed, findings_of


def with_settlement(written: str) -> str:
    return changed("escalation: standard", f"settlement: {{{written}}}\nescalation: standard")


def test_a_settlement_is_read_whole() -> None:
    text = with_settlement(
        "by: deduction, within: 30 days, source: daily, dispute_window: 20 business days, "
        "silence: accepted, four_eyes_above: '5,000.00', approve_changes_above: 250, "
        "lines: {invoice: site, kind: site, net: offered, refers_to: date}"
    )
    assert findings_of(text) == [("info", "not-yet", "settlement.by")]
    found = agreement_of(text).settlement
    assert found is not None
    assert (str(found.within), str(found.dispute_window)) == ("30 days", "20 business days")
    assert (found.settled_by, found.silence) == (SettledBy.DEDUCTION, Silence.ACCEPTED)
    assert (found.source, found.four_eyes_above) == ("daily", Decimal(5000))
    assert found.lines is not None
    assert found.approve_changes_above == Decimal(250)


def test_what_is_not_said_is_the_usual() -> None:
    assert agreement_of(with_settlement("")).settlement == Settlement()
    assert agreement_of(changed("escalation: standard\n", "")).settlement is None


@pytest.mark.parametrize(
    ("written", "rule", "path"),
    [
        ("by: cash", "unknown-word", "by"),
        ("within: soon", "not-a-quantity", "within"),
        ("source: invoices", "unknown-source", "source"),
        ("dispute_window: 0 days", "not-a-quantity", "dispute_window"),
        ("silence: golden", "unknown-word", "silence"),
        ("four_eyes_above: -1", "not-a-quantity", "four_eyes_above"),
        ("approve_changes_above: -1", "not-a-quantity", "approve_changes_above"),
        ("when: later", "unknown-key", "when"),
    ],
)
def test_settlements_are_read_strictly(written: str, rule: str, path: str) -> None:
    found = [f for f in findings_of(with_settlement(written)) if f[0] != "info"]
    assert found == [("error", rule, f"settlement.{path}")]
