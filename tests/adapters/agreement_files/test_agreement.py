"""A partner's agreement as a whole."""

from datetime import date

import pytest

from concord.adapters.agreement_files.organisation import default_organisation
from concord.domain.period import MeasurementPeriod
from tests.agreement_texts import VALID, agreement_of, changed, findings_of


def test_a_sound_agreement_has_no_findings_and_all_its_parts() -> None:
    assert findings_of(VALID) == []
    agreement = agreement_of(VALID)
    assert (agreement.partner, agreement.zone.key, agreement.version) == (
        "acme",
        "Europe/London",
        "v1",
    )
    assert [person.id for person in agreement.people] == ["kim", "lee", "ana", "joel"]
    assert [level.id for level in agreement.service_levels] == ["phone", "aht"]
    assert agreement.owner == "kim"
    assert agreement.effects_from == MeasurementPeriod.parse("2026-10")


def test_only_the_partner_is_needed() -> None:
    agreement = agreement_of("partner: acme\n")
    organisation = default_organisation()
    assert agreement.name == "acme"
    assert (agreement.zone, agreement.calendar) == (organisation.zone, organisation.calendar)
    assert [service.id for service in agreement.services] == ["default"]


def test_without_a_contract_terms_hold_from_the_beginning() -> None:
    text = VALID[: VALID.index("contract:")] + VALID[VALID.index("sources:") :]
    assert agreement_of(text).service_levels[0].terms[0].since == date.min


@pytest.mark.parametrize("effects_from", ["2026-10", "2026-10-01", "2026-Q4"])
def test_effects_begin_with_a_period_or_a_day(effects_from: str) -> None:
    agreement = agreement_of(changed("effects_from: 2026-10", f"effects_from: {effects_from}"))
    assert agreement.effects_from is not None
    assert agreement.effects_from.start == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("partner: acme\n", "", "error missing-key", "partner"),
        ("partner: acme", "partner: ../acme", "error not-an-id", "partner"),
        ("timezone: Europe/London", "timezone: GMT+25", "error unknown-zone", "timezone"),
        ("language: en", "language: english", "error not-a-language", "language"),
        ("effects_from: 2026-10", "effects_from: October", "error not-a-quantity", "effects_from"),
        ("escalation: standard", "escalation: standart", "error unknown-word", "escalation"),
    ],
)
def test_it_is_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]
