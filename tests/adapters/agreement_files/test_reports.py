"""Reports: who gets them, and when."""

import pytest

from concord.domain.quantity import DayOfPeriod
from concord.domain.report_kind import FurtherReport, ReportKind
from tests.agreement_texts import agreement_of, changed, findings_of

CASES = [
    ("to: [kim, ana]", "to: [kim, anna]", "error unknown-person", "reports.monthly.to.1"),
    ("{to: [kim, ana], day", "{day", "error missing-key", "reports.monthly.to"),
    ("day: 6th business day", "day: sixth", "error not-a-quantity", "reports.monthly.day"),
    ("day: 6th business day", "day: 0th day", "error not-a-quantity", "reports.monthly.day"),
    ("formats: [mail, xlsx]", "formats: [mail, pdf]", "info not-yet", "reports.monthly.formats.1"),
    ("formats: [mail, xlsx]", "formats: [fax]", "error unknown-word", "reports.monthly.formats.0"),
    ("formats: [mail, xlsx]", "approve: kim", "info not-yet", "reports.monthly.approve"),
    ("  monthly: {", "  weekly: {", "info not-yet", "reports.weekly"),
]


def test_further_reports_are_kept() -> None:
    text = changed("  monthly: {", "  stand_up: {to: ana, approve: kim}\n  quarterly: {")
    assert findings_of(text) == [
        ("info", "not-yet", "reports.stand_up"),
        ("info", "not-yet", "reports.quarterly"),
    ]
    quarterly, stand_up = agreement_of(text).further_reports
    assert quarterly == FurtherReport(
        kind=ReportKind.QUARTERLY,
        to=("kim", "ana"),
        formats=("mail", "xlsx"),
        day=DayOfPeriod(number=6, business=True),
    )
    assert (stand_up.kind, stand_up.approve) == (ReportKind.STAND_UP, "kim")


@pytest.mark.parametrize(
    ("report", "rule", "path"),
    [
        ("{formats: pdf}", "missing-key", "to"),
        ("{to: anna}", "unknown-person", "to"),
        ("{to: ana, approve: nobody}", "unknown-person", "approve"),
        ("{to: ana, formats: fax}", "unknown-word", "formats"),
        ("{to: ana, day: soon}", "not-a-quantity", "day"),
        ("{to: ana, when: soon}", "unknown-key", "when"),
    ],
)
def test_further_reports_are_read_strictly(report: str, rule: str, path: str) -> None:
    text = changed("  monthly: {", f"  annual: {report}\n  monthly: {{")
    assert findings_of(text) == [
        ("info", "not-yet", "reports.annual"),
        ("error", rule, f"reports.annual.{path}"),
    ]


def test_who_approves_must_be_there() -> None:
    found = findings_of(changed("formats: [mail, xlsx]", "approve: kym"))
    assert ("error", "unknown-person", "reports.monthly.approve") in found


@pytest.mark.parametrize(("old", "new", "rule", "path"), CASES)
def test_reports_are_read_strictly(old: str, new: str, rule: str, path: str) -> None:
    assert findings_of(changed(old, new)) == [(*rule.split(" "), path)]


@pytest.mark.parametrize(
    ("formats", "xlsx"),
    [("formats: [mail, xlsx]", True), ("formats: mail", False), ("to: kim", True)],
)
def test_a_workbook_is_attached_unless_it_is_left_out(formats: str, xlsx: bool) -> None:  # noqa: FBT001 - a column of the table
    old = "{to: [kim, ana], day: 6th business day, formats: [mail, xlsx]}"
    new = "{" + (formats if "to:" in formats else f"to: kim, {formats}") + "}"
    rule = agreement_of(changed(old, new)).monthly_report
    assert rule is not None
    assert (rule.xlsx, rule.day.number, rule.to) == (xlsx, 6, ("kim",))
