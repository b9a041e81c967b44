"""What a change of an agreement means, in words."""

import pytest

from concord.adapters.agreement_files.difference import Kind, changes
from tests.adapters.agreement_files.test_statements import said
from tests.agreement_texts import VALID, changed

PHONE, AHT = "service levels / phone", "service levels / aht"
EASIER = "easier to meet, from 1 Jul 2026"
EASIER_BY_A3 = f"{EASIER} (amendment A-3)"


def words(new: str, old: str = VALID) -> list[str]:
    return [change.words for change in changes(said(old), said(new))]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "target: at least 80 %",
            "target: at least 81 %",
            f"{PHONE}: target rises from at least 80 % to at least 81 %, harder to meet",
        ),
        (
            "target: at least 82 %",
            "target: at least 81.5 %",
            f"{PHONE}: target falls from at least 82 % to at least 81.5 %, {EASIER_BY_A3}",
        ),
        (
            "target: at most 6 min",
            "target: at most 5 min",
            f"{AHT}: target falls from at most 6 min to at most 5 min, harder to meet",
        ),
        (
            "fixed: 1000.00",
            'fixed: "1,200.50"',
            "services / voice / charges: fixed rises from 1000.00 to 1,200.50",
        ),
        (
            "period: 90 days",
            "period: 3 months",
            "contract / notice: period was 90 days, becomes 3 months",
        ),
        ("escalation: standard\n", "", "escalation is gone; it was standard"),
        (
            "  backup_owner: lee\n",
            "  backup_owner: lee\n  year_starts: 04-01\n",
            "contract: year starts is new: 04-01",
        ),
    ],
)
def test_a_change_is_told_as_a_sentence(old: str, new: str, sentence: str) -> None:
    assert words(changed(old, new)) == [sentence]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fixed: 1000.00", "fixed: 1000"),
        ("fixed: 1000.00", 'fixed: "1,000.0"'),
        ("completeness: 95 %", "completeness: 95%"),
        ("name: Acme Contact Centre", "name: Acme  Contact   Centre"),
        ("name: Acme Contact Centre", "name: Acme Contact Centre  # as on paper"),
    ],
)
def test_another_spelling_of_the_same_is_no_change(old: str, new: str) -> None:
    assert words(changed(old, new)) == []


def test_numbers_are_not_taken_for_what_they_are_not() -> None:
    assert words(changed("fixed: 1000.00", "fixed: 100.00")) != []
    assert words(changed("MSA-1", "MSA-10")) == ["contract: reference rises from MSA-1 to MSA-10"]


def test_an_amendment_is_told_from_the_day_it_changes_something() -> None:
    without = changed(
        "    revisions: [{from: 2026-07-01, target: at least 82 %, amendment: A-3}]\n", ""
    )
    (change,) = changes(said(without), said(VALID))
    assert change.kind is Kind.CHANGED
    assert change.words == (
        f"{PHONE}: target rises from at least 80 % to at least 82 %, harder to meet, "
        "from 1 Jul 2026 (amendment A-3)"
    )


def test_an_amendment_put_off_is_told_for_the_time_between() -> None:
    later = changed("from: 2026-07-01, target", "from: 2026-09-01, target")
    assert words(later) == [f"{PHONE}: target falls from at least 82 % to at least 80 %, {EASIER}"]


def test_what_is_new_comes_in_the_order_of_the_new_file() -> None:
    new = changed(
        "  - {kpi: aht, target: at most 6 min}", "  - {kpi: aht, id: speed, target: at most 6 min}"
    )
    assert words(new) == [
        "service levels / speed: kpi is new: aht",
        "service levels / speed: target is new: at most 6 min",
        "service levels / aht: target is gone; it was at most 6 min",
    ]
