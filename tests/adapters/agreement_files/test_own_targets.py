"""Targets of single values of a dimension, as agreements write them."""

import pytest

from concord.domain.service_level import OwnTarget, ServiceLevel
from tests.agreement_texts import agreement_of, changed, findings_of
from tests.builders import at_least, at_site, bands, period

TARGET = "    target: at least 80 %\n"
OWN = f"{TARGET}    targets: {{manila: at least 82 %}}\n"
PATH = "service_levels.phone"
REVISION = "    revisions: [{from: 2026-07-01, target: at least 82 %, amendment: A-3}]\n"


def with_own(text: str, *more: tuple[str, str]) -> str:
    found = changed(TARGET, text).replace(REVISION, "", 1)
    for old, new in more:
        assert old in found
        found = found.replace(old, new, 1)
    return found


def phone(text: str) -> ServiceLevel:
    return agreement_of(text).service_levels[0]


def test_a_value_of_the_rated_dimension_may_have_a_target_of_its_own() -> None:
    text = with_own(OWN)
    assert findings_of(text) == []
    (terms,) = phone(text).terms
    own = OwnTarget(
        value="manila",
        target=at_least("82"),
        bands=bands("threshold", minor="78", serious="75"),
    )
    assert terms.own == (own,)
    held = phone(text).terms_for(period("2026-10"), at_site("manila"))
    assert held is not None
    assert held.target == at_least("82")


def test_bands_at_or_better_than_a_value_s_target_fall_away_for_it() -> None:
    text = with_own(OWN.replace("82 %", "76 %"))
    (own,) = phone(text).terms[0].own
    assert own.bands == bands("threshold", serious="75")


REVISED = "    revisions: [{{from: 2026-07-01, {}}}]\n"


@pytest.mark.parametrize(
    ("revision", "target", "own"),
    [
        ("target: at least 84 %", "84", {"manila": "82"}),
        ("targets: {cebu: at least 70 %}", "80", {"cebu": "70"}),
        ("targets: {}", "80", {}),
        ("target: at least 84 %, targets: {manila: at least 85 %}", "84", {"manila": "85"}),
        ("bands: {minor: 70 %, threshold: beyond}", "80", {"manila": "82"}),
    ],
)
def test_a_revision_changes_what_it_names(revision: str, target: str, own: dict[str, str]) -> None:
    text = with_own(OWN + REVISED.format(revision))
    assert [f for f in findings_of(text) if f[0] == "error"] == []
    revised = phone(text).terms[1]
    assert revised.target == at_least(target)
    assert {each.value: each.target for each in revised.own} == {
        value: at_least(limit) for value, limit in own.items()
    }


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("    for_each: [site]\n", "", "does-not-fit", "targets"),
        ("manila: at least", "manilla: at least", "unknown-word", "targets.manilla"),
        ("manila: at least", "manila: at most", "does-not-fit", "targets.manila"),
        ("manila: at least 82 %", "manila: 82 %", "not-a-quantity", "targets.manila"),
        ("{manila: at least 82 %}", "at least 82 %", "not-a-mapping", "targets"),
        (
            TARGET,
            "    ramp: {from: 2024-04-01, months: [60 %]}\n" + TARGET,
            "does-not-fit",
            "ramp",
        ),
        (TARGET, "    expected: 80 %\n    minimum: 70 %\n", "does-not-fit", "targets"),
        (TARGET, "    target: 95 % of days at least 80 %\n", "does-not-fit", "targets"),
        (TARGET, "", "missing-key", "target"),
    ],
)
def test_targets_of_single_values_are_read_strictly(
    old: str, new: str, rule: str, path: str
) -> None:
    found = findings_of(with_own(OWN, (old, new)))
    assert ("error", rule, f"{PATH}.{path}") in found
