"""Checks of an agreement as a whole."""

from datetime import date

from tests.agreement_texts import VALID, changed, findings_of, read


def test_a_sound_agreement_has_nothing_to_remark_on() -> None:
    assert findings_of(VALID, date(2026, 11, 23)) == []


def test_nothing_is_said_about_an_agreement_that_measures_nothing_yet() -> None:
    found = findings_of("partner: acme\n", date(2026, 11, 23))
    assert found == [("info", "no-contract", "contract")]


def test_what_has_passed_is_told_only_where_the_day_is() -> None:
    over = changed("automatic: true, for: 12 months", "automatic: false")
    assert findings_of(over) == []
    assert [rule for _, rule, _ in findings_of(over, date(2027, 4, 1))] == ["contract-over"]


def test_an_unused_amendment_is_told_by_its_place() -> None:
    text = changed(", amendment: A-3}]", "}]").replace(
        "effective: 2026-07-01", "effective: 2026-08-01"
    )
    _, findings = read(text)
    assert [(f.severity, f.rule, f.path) for f in findings] == [
        ("info", "unused-amendment", "contract.amendments.A-3.id")
    ]
