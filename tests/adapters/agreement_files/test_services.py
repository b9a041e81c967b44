"""Services: what is bought, and for how much a month."""

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of

CASES = [
    ("currency: GBP", "currency: pounds", "error not-a-quantity", "services.voice.currency"),
    ("fixed: 1000.00", "fixed: -1", "error not-a-quantity", "services.voice.charges.fixed"),
    ("fixed: 1000.00", "fixd: 1", "error unknown-key", "services.voice.charges.fixd"),
    ("charges: {fixed: 1000.00}", "charges: 5", "error not-a-mapping", "services.voice.charges"),
    ("owner: kim}", "owner: kom}", "error unknown-person", "services.voice.owner"),
    ("  voice: {name", '  "a|b": {name', "error not-an-id", "services.a|b"),
]


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_services_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


def test_without_services_there_is_one_by_default() -> None:
    line = "  voice: {name: Phone, currency: GBP, charges: {fixed: 1000.00}, owner: kim}\n"
    without = changed("services:\n" + line, "")
    assert findings_of(without) == [
        ("error", "missing-key", "credits.0.currency"),
        ("warning", "no-charges", "credits.0"),
    ]
    with_currency = without.replace("model: points,", "model: points, currency: GBP,")
    assert [service.id for service in agreement_of(with_currency).services] == ["default"]


def test_with_several_services_a_source_must_name_its_own() -> None:
    text = changed("  voice: {", "  chat: {currency: GBP}\n  voice: {")
    found = findings_of(text)
    assert ("error", "missing-key", "sources.daily.service") in found
    assert ("error", "missing-key", "credits.0.service") in found
    named = text.replace("  daily:\n", "  daily:\n    service: voice\n")
    named = named.replace("model: points,", "model: points, service: voice,")
    assert agreement_of(named).kpi("aht").service == "voice"


def test_an_unknown_service_is_named_with_the_nearest_one() -> None:
    text = changed("{model: points,", "{model: points, service: voise,")
    assert findings_of(text) == [("error", "unknown-service", "credits.0.service")]
