"""Currencies in use."""

import pytest

from concord.adapters.agreement_files.currencies import CODES
from tests.agreement_texts import changed, findings_of, only_finding


@pytest.mark.parametrize("code", ["GBP", "EUR", "PHP", "JPY", "XOF"])
def test_a_currency_in_use_is_known(code: str) -> None:
    assert findings_of(changed("currency: GBP", f"currency: {code}")) == []


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("GPB", "unknown-currency"),
        ("DEM", "unknown-currency"),
        ("gbp", "not-a-quantity"),
        ("pounds", "not-a-quantity"),
    ],
)
def test_another_is_an_error(code: str, rule: str) -> None:
    found = findings_of(changed("currency: GBP", f"currency: {code}"))
    assert ("error", rule, "services.voice.currency") in found


def test_a_code_that_is_near_is_proposed() -> None:
    text = changed("model: points, ", "model: points, currency: GBX, ")
    assert only_finding(text).hint in CODES
