"""What regimes refer to: services, currencies, charges and service levels."""

import pytest

from tests.agreement_texts import agreement_of, findings_of, read, with_credits

TIERS = "model: tiers, tiers: [{below: 80 %, percent: 10 %}]"
TWO_SERVICES = (
    "services:\n  mail: {name: Mail, currency: EUR, charges: {fixed: 500.00}, owner: kim}\n"
)


def without_infos(text: str) -> list[tuple[str, str, str]]:
    """Return the findings that ask for something."""
    return [finding for finding in findings_of(text) if finding[0] != "info"]


def with_mail(*regimes: str) -> str:
    """Return the agreement with a second service, of which nothing is measured."""
    text = with_credits(*regimes).replace("services:\n", TWO_SERVICES, 1)
    return text.replace("    due: 3 business", "    service: voice\n    due: 3 business")


def test_the_service_is_that_of_the_service_level() -> None:
    text = with_mail(f"{TIERS}, service_level: phone")
    assert without_infos(text) == []
    (regime,) = agreement_of(text).credits
    assert (regime.service, regime.currency) == ("voice", "GBP")


@pytest.mark.parametrize(
    ("regime", "found"),
    [
        (f"{TIERS}, service_level: phone, service: mail", "error does-not-fit service"),
        (f"{TIERS}, service_level: phone, service: voice", ""),
        (f"{TIERS}, service_level: phone, service: voices", "error unknown-service service"),
        (
            "model: points, points: {minor: 1, serious: 1, threshold: 1}, percent_per_point: 1 %",
            "error missing-key service",
        ),
        (f"{TIERS}, service_level: phone, currency: EUR", "warning other-currency currency"),
        (f"{TIERS}, service_level: phone, currency: GBP", ""),
        (
            (
                "model: pool, service: mail, at_risk: 10 %, "
                "categories: {a: {share: 100 %, allocations: {phone: 100 %}}}"
            ),
            "error does-not-fit categories.a.allocations.phone",
        ),
    ],
)
def test_services_and_currencies_are_those_of_the_file(regime: str, found: str) -> None:
    expected = [found.split(" ")] if found else []
    assert without_infos(with_mail(regime)) == [
        (severity, rule, f"credits.0.{path}") for severity, rule, path in expected
    ]


def test_an_unknown_service_level_is_an_error_with_the_nearest_one() -> None:
    _, findings = read(with_credits(f"{TIERS}, service_level: fone"))
    fault = next(finding for finding in findings if finding.rule != "not-yet")
    assert (fault.rule, fault.path) == ("unknown-service-level", "credits.0.service_level")
    assert fault.hint == "phone"


def test_a_service_level_with_errors_of_its_own_is_known() -> None:
    text = with_credits(f"{TIERS}, service_level: phone").replace(
        "target: at least 80", "target: 80"
    )
    assert without_infos(text) == [("error", "not-a-quantity", "service_levels.phone.target")]


def test_a_service_level_without_money_earns_none() -> None:
    text = with_credits(f"{TIERS}, service_level: phone")
    text = text.replace("    completeness: 95 %\n", "    money: none\n")
    assert without_infos(text) == [("warning", "no-money", "credits.0.service_level")]


@pytest.mark.parametrize(("amount", "warned"), [("3 %", True), ("500.00", False)])
def test_only_percentages_need_charges(
    amount: str,
    warned: bool,  # noqa: FBT001 - a column of the table
) -> None:
    text = with_credits(f"model: flat, service_level: phone, amount: {amount}")
    text = text.replace("charges: {fixed: 1000.00}, ", "")
    assert without_infos(text) == ([("warning", "no-charges", "credits.0")] if warned else [])


def test_credits_without_any_currency_cannot_be_paid() -> None:
    text = with_credits("model: flat, service_level: phone, amount: 500.00")
    found = without_infos(text.replace("currency: GBP, ", ""))
    assert found == [("error", "missing-key", "credits.0.currency")]
