"""Checks of an agreement as a whole."""

from tests.agreement_texts import changed, findings_of


def test_a_side_without_anybody_to_escalate_to_is_a_warning() -> None:
    text = changed("role: operations_manager", "role: clerk")
    text = text.replace("role: account_director", "role: clerk")
    assert findings_of(text) == [("warning", "nobody-to-escalate-to", "people")]


def test_the_contract_owner_is_somebody_to_escalate_to() -> None:
    assert findings_of(changed("role: vendor_manager", "role: clerk")) == []


def test_a_source_that_no_kpi_uses_is_worth_knowing() -> None:
    extra = (
        "sources:\n  other:\n    drive: {connection: ops}\n    due: 1 day after period end\n"
        '    files: "o_{period:%Y-%m}.csv"\n    covers: month\n    columns: {a: {type: count}}\n'
    )
    text = changed("sources:\n", extra)
    assert findings_of(text) == [("info", "unused-source", "sources")]


def test_nothing_is_said_about_an_agreement_that_measures_nothing_yet() -> None:
    found = findings_of("partner: acme\n")
    assert found == [("info", "no-contract", "contract")]
