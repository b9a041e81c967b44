"""Reports go to people who are there, once their data can be."""

from datetime import date

import pytest

from tests.agreement_texts import VALID, changed, findings_of

TODAY = date(2026, 11, 23)
GONE = "role: operations_manager, email: ana@acme.example, until: 2026-01-31"
HERE = "role: operations_manager, email: ana@acme.example, deputy: joel"


def test_a_report_to_somebody_who_has_left_is_a_warning() -> None:
    found = findings_of(changed(HERE, GONE), TODAY)
    assert ("warning", "report-to-nobody", "reports.monthly.to.1") in found


def test_a_deputy_reads_it_instead() -> None:
    assert findings_of(changed(HERE, f"{GONE}, deputy: joel"), TODAY) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("4th business day", 0),
        ("3rd business day", 0),
        ("2nd business day", 1),
        ("1st day", 1),
        ("5th day", 0),
    ],
)
@pytest.mark.parametrize("today", [TODAY, None])
def test_a_report_that_comes_before_its_data_is_a_warning(
    day: str, found: int, today: date | None
) -> None:
    text = changed("day: 6th business day", f"day: {day}")
    warnings = [rule for _, rule, _ in findings_of(text, today)]
    assert warnings == ["report-before-data"] * found


def test_data_of_longer_periods_is_not_waited_for() -> None:
    text = changed("covers: month", "covers: quarter").replace("{period:%Y-%m}", "{period}")
    text = text.replace("day: 6th business day", "day: 1st day")
    rules = [rule for _, rule, _ in findings_of(text)]
    assert rules.count("report-before-data") <= 1


def test_without_a_report_nothing_is_said() -> None:
    assert findings_of(VALID[: VALID.index("reports:")], TODAY) == []


def test_without_any_day_to_begin_with_its_day_is_not_looked_at() -> None:
    people = "people: [{id: ana, role: clerk, email: a@a.example}]\n"
    text = f"partner: acme\n{people}reports: {{monthly: {{to: ana, day: 1st day}}}}\n"
    assert findings_of(text) == [("info", "no-contract", "contract")]
