"""Credits: what a miss is worth."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.credit import (
    ConversionRegime,
    CreditModel,
    FlatRegime,
    PointsRegime,
    PoolRegime,
    ShortfallRegime,
    TiersRegime,
)
from tests.agreement_texts import agreement_of, changed, findings_of, read, with_credits

CASES = [
    ("model: points", "model: point", "error unknown-word", "credits.0.model"),
    ("{model: points, ", "{", "error missing-key", "credits.0.model"),
    (
        "percent_per_point: 1 %",
        "percent_per_point: 0.01",
        "error not-a-quantity",
        "credits.0.percent_per_point",
    ),
    (" percent_per_point: 1 %,", "", "error missing-key", "credits.0.percent_per_point"),
    ("cap: {month: 12 %}", "cap: 12 %", "error not-a-mapping", "credits.0.cap"),
    ("minor: 1,", "minor: one,", "error not-a-quantity", "credits.0.points.minor"),
    ("minor: 1,", "minor: 1, worst: 9,", "warning points-without-band", "credits.0.points.worst"),
    ("minor: 1, ", "", "warning band-without-points", "credits.0.points"),
    ("currency: GBP, charges", "charges", "error missing-key", "credits.0.currency"),
    ("charges: {fixed: 1000.00}, ", "", "warning no-charges", "credits.0"),
    (
        "cap: {month: 12 %}",
        "repeat_multiplier: x",
        "error not-a-quantity",
        "credits.0.repeat_multiplier",
    ),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_credits_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


POINTS = "points: {minor: 1, serious: 2, threshold: 4}"
OF_POINTS = f"model: points, {POINTS}, percent_per_point: 1 %"
OF_CONVERSION = f"model: conversion, {POINTS}, table: [{{from: 1, percent: 1 %}}]"
OF_POOL = (
    "model: pool, at_risk: 10 %, "
    "categories: {all: {share: 100 %, allocations: {phone: 40 %, aht: 60 %}}}"
)
OF_SHORTFALL = "model: shortfall, service_level: phone, rate: 1 %"
OF_TIERS = "model: tiers, service_level: phone, tiers: [{below: 80 %, percent: 10 %}]"
OF_FLAT = "model: flat, service_level: phone, amount: 500.00"
MODELS = {
    CreditModel.POINTS: OF_POINTS,
    CreditModel.CONVERSION: OF_CONVERSION,
    CreditModel.POOL: OF_POOL,
    CreditModel.SHORTFALL: OF_SHORTFALL,
    CreditModel.TIERS: OF_TIERS,
    CreditModel.FLAT: OF_FLAT,
}
CLASSES = {
    CreditModel.POINTS: PointsRegime,
    CreditModel.CONVERSION: ConversionRegime,
    CreditModel.POOL: PoolRegime,
    CreditModel.SHORTFALL: ShortfallRegime,
    CreditModel.TIERS: TiersRegime,
    CreditModel.FLAT: FlatRegime,
}


@pytest.mark.parametrize("model", CreditModel)
def test_every_model_is_read_without_a_finding(model: CreditModel) -> None:
    text = with_credits(MODELS[model])
    assert findings_of(text) == []
    (regime,) = agreement_of(text).credits
    assert isinstance(regime, CLASSES[model])
    assert (regime.service, regime.currency, regime.since) == ("voice", "GBP", None)


@pytest.mark.parametrize("model", CreditModel)
def test_a_key_of_no_model_is_unknown(model: CreditModel) -> None:
    found = findings_of(with_credits(f"{MODELS[model]}, penalty: 3"))
    assert ("error", "unknown-key", "credits.0.penalty") in found


@pytest.mark.parametrize(
    ("model", "key"),
    [
        (CreditModel.POINTS, "rate: 1 %"),
        (CreditModel.POOL, "percent_per_point: 1 %"),
        (CreditModel.SHORTFALL, "at_risk: 10 %"),
        (CreditModel.TIERS, "points: {minor: 1}"),
        (CreditModel.FLAT, "tiers: []"),
        (CreditModel.CONVERSION, "every: 1 %"),
    ],
)
def test_a_key_of_another_model_does_not_fit(model: CreditModel, key: str) -> None:
    name = key.split(":", maxsplit=1)[0]
    _, (fault,) = read(with_credits(f"{MODELS[model]}, {key}"))
    assert (fault.rule, fault.path) == ("does-not-fit", f"credits.0.{name}")
    assert fault.advice.startswith(f"{name} is a key of the model ")


def test_different_models_may_be_combined() -> None:
    text = with_credits(OF_POINTS, OF_SHORTFALL, OF_TIERS, OF_FLAT, OF_POOL)
    assert findings_of(text) == []
    agreement = agreement_of(text)
    assert len(agreement.credits) == 5
    assert len(agreement.points_regimes) == 1


@pytest.mark.parametrize(
    ("regimes", "rule"),
    [
        ((OF_POINTS, OF_POINTS), "duplicate-regime"),
        ((OF_POINTS, OF_CONVERSION), "counted-twice"),
        ((OF_CONVERSION, OF_POINTS), "counted-twice"),
        ((OF_SHORTFALL, OF_SHORTFALL), "duplicate-regime"),
        ((OF_TIERS, OF_TIERS), "duplicate-regime"),
        ((OF_FLAT, OF_FLAT), "duplicate-regime"),
        ((OF_POOL, OF_POOL), "duplicate-regime"),
    ],
)
def test_what_is_priced_twice_by_one_model_is_reported(
    regimes: tuple[str, str], rule: str
) -> None:
    found = set(findings_of(with_credits(*regimes)))
    severity = "warning" if rule == "counted-twice" else "error"
    assert found == {(severity, rule, "credits.1")}


REVISED = (
    f"{OF_POINTS}, cap: {{month: 12 %}}, revisions: ["
    "{from: 2026-07-01, percent_per_point: 2 %, amendment: A-3}, "
    "{from: 2026-09-01, cap: {month: 5 %}, points: {minor: 2, serious: 3, threshold: 9}}]"
)


def test_a_revision_changes_what_it_names_and_nothing_else() -> None:
    text = with_credits(REVISED)
    assert findings_of(text) == []
    (regime,) = agreement_of(text).points_regimes
    first, second = regime.revisions
    assert (first.since, first.amendment, second.amendment) == (date(2026, 7, 1), "A-3", "")
    assert [r.percent_per_point for r in (regime, first, second)] == [1, 2, 2]
    assert [r.cap.month for r in (regime, first, second)] == [12, 12, 5]
    assert [r.points["minor"] for r in (regime, first, second)] == [1, 1, 2]
    assert regime.on(date(2026, 8, 31)) == first


@pytest.mark.parametrize("model", CreditModel)
def test_every_model_can_be_revised(model: CreditModel) -> None:
    revision = "revisions: [{from: 2026-07-01, minimum: 10, rounding: {places: 0}}]"
    text = with_credits(f"{MODELS[model]}, {revision}")
    assert findings_of(text) == []
    (regime,) = agreement_of(text).credits
    assert regime.on(date(2026, 7, 1)).minimum == Decimal(10)
    assert regime.on(date(2026, 6, 30)).minimum == Decimal(0)


@pytest.mark.parametrize(
    ("revision", "rule", "path"),
    [
        ("{percent_per_point: 2 %}", "error missing-key", "0.from"),
        ("{from: 2026-07-01}", "error missing-key", "0"),
        ("{from: 2026-07-01, amendment: A-3}", "error missing-key", "0"),
        ("{from: soon, percent_per_point: 2 %}", "error not-a-quantity", "0.from"),
        (
            "{from: 2026-07-01, percent_per_point: 2}",
            "error not-a-quantity",
            "0.percent_per_point",
        ),
        ("{from: 2026-07-01, rate: 2 %}", "error does-not-fit", "0.rate"),
        (
            "{from: 2026-07-01, percent_per_point: 2 %, amendment: A-9}",
            "warning unknown-amendment",
            "0.amendment",
        ),
        (
            "{from: 2026-07-01, minimum: 1}, {from: 2026-07-01, minimum: 2}",
            "error overlapping-revisions",
            "1.from",
        ),
    ],
)
def test_revisions_are_read_strictly(revision: str, rule: str, path: str) -> None:
    found = findings_of(with_credits(f"{OF_POINTS}, revisions: [{revision}]"))
    assert (*rule.split(" "), f"credits.0.revisions.{path}") in found


@pytest.mark.parametrize("key", ["model: pool", "service: voice", "currency: EUR"])
def test_a_revision_is_no_other_regime(key: str) -> None:
    text = with_credits(f"{OF_POINTS}, revisions: [{{from: 2026-07-01, {key}}}]")
    name = key.split(":", maxsplit=1)[0]
    found = findings_of(text)
    assert ("error", "unknown-key", f"credits.0.revisions.0.{name}") in found


def test_credits_are_one_regime_or_a_list() -> None:
    listed = agreement_of(changed("  - {model: points, p", "  - {model: points, p")).credits
    single = agreement_of(changed("  - {model: points, p", "  {model: points, p")).credits
    assert listed == single
    assert len(single) == 1


def test_a_service_has_one_regime_of_points() -> None:
    line = (
        "  - {model: points, points: {minor: 1, serious: 2, threshold: 4}, "
        "percent_per_point: 2 %}\n"
    )
    text = changed("escalation: standard", "escalation: standard").replace(
        "credits:\n", "credits:\n" + line
    )
    assert findings_of(text) == [("error", "duplicate-regime", "credits.1")]


def test_bands_of_service_levels_without_money_need_no_points() -> None:
    text = changed("    completeness: 95 %\n", "    completeness: 95 %\n    money: none\n")
    assert findings_of(text.replace("minor: 1, ", "")) == []
