"""Charges: fixed ones and their revisions, months as billed, and what credits are of."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.charges import ChargeBase, ChargeRate, ChargeTerms
from concord.domain.service_level import Applies
from tests.agreement_texts import agreement_of, changed, findings_of
from tests.builders import period

CHARGES = "{fixed: 1000.00}"
PLACE = "services.voice.charges"


def charges(written: str) -> str:
    return changed(CHARGES, written)


def read(written: str) -> ChargeTerms:
    return agreement_of(charges(written)).services[0].charges


def test_a_revision_changes_what_it_names_and_keeps_the_rest() -> None:
    terms = read(
        "{fixed: 1000.00, revisions: [{from: 2026-07-01, fixed: 1100.00, amendment: A-3}, "
        "{from: 2026-08-15, fixed: 1200.00, applies: pro rata by day}]}"
    )
    assert terms.rates == (
        ChargeRate(since=None, fixed=Decimal("1000.00")),
        ChargeRate(since=date(2026, 7, 1), fixed=Decimal("1100.00"), amendment="A-3"),
        ChargeRate(since=date(2026, 8, 15), fixed=Decimal("1200.00"), applies=Applies.PRO_RATA),
    )


def test_charges_may_begin_with_a_revision() -> None:
    (rate,) = read("{revisions: [{from: 2026-07-01, fixed: 5}]}").rates
    assert rate == ChargeRate(since=date(2026, 7, 1), fixed=Decimal(5))


def test_months_stand_as_they_were_billed() -> None:
    terms = read('{months: {2026-09: 120000.00, 2026-10: "118,000.00"}}')
    assert terms.months == {period("2026-09"): 120_000, period("2026-10"): 118_000}
    assert terms.rates == ()


def test_tax_and_pass_through_stand_beside_the_charges() -> None:
    terms = read("{fixed: 5, pass_through: 900.00, tax: 20 %, credits_of: gross}")
    assert (terms.pass_through, terms.tax) == (Decimal(900), Decimal(20))
    assert terms.base is ChargeBase.GROSS
    assert read("{fixed: 5, tax: 20 %}").base is ChargeBase.NET


def test_a_service_may_begin_and_end_within_its_contract() -> None:
    text = changed("owner: kim}", "owner: kim, from: 2026-07-15, until: 2026-12-31}")
    terms = agreement_of(text).services[0].charges
    assert (terms.first, terms.last) == (date(2026, 7, 15), date(2026, 12, 31))


def test_a_service_does_not_end_before_it_begins() -> None:
    text = changed("owner: kim}", "owner: kim, from: 2026-07-15, until: 2026-07-14}")
    assert findings_of(text) == [("error", "does-not-fit", "services.voice.until")]


CASES = [
    ("{}", "missing-key", f"{PLACE}.fixed"),
    ("{tax: 20 %}", "missing-key", f"{PLACE}.fixed"),
    ("{fixed: 5, tax: 20 pounds}", "not-a-quantity", f"{PLACE}.tax"),
    ("{fixed: 5, credits_of: all}", "unknown-word", f"{PLACE}.credits_of"),
    ("{months: 5}", "not-a-mapping", f"{PLACE}.months"),
    ("{months: {2026-Q4: 5}}", "not-a-quantity", f"{PLACE}.months.2026-Q4"),
    ("{months: {october: 5}}", "not-a-quantity", f"{PLACE}.months.october"),
    ("{months: {2026-10: -5}}", "not-a-quantity", f"{PLACE}.months.2026-10"),
    ("{fixed: 5, revisions: [{fixed: 6}]}", "missing-key", f"{PLACE}.revisions.0.from"),
    (
        "{fixed: 5, revisions: [{from: 2026-07-01}]}",
        "missing-key",
        f"{PLACE}.revisions.0.fixed",
    ),
    (
        "{fixed: 5, revisions: [{from: 2026-07-01, fixed: 6}, {from: 2026-07-01, fixed: 7}]}",
        "overlapping-revisions",
        f"{PLACE}.revisions.1.from",
    ),
    (
        "{fixed: 5, revisions: [{from: 2026-07-01, fixed: 6, applies: at once}]}",
        "unknown-word",
        f"{PLACE}.revisions.0.applies",
    ),
]


@pytest.mark.parametrize(("written", "rule", "path"), CASES)
def test_charges_are_read_strictly(written: str, rule: str, path: str) -> None:
    assert findings_of(charges(written)) == [("error", rule, path)]
