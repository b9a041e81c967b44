"""Issues and contract dates in a report, each with what is asked of whom."""

from dataclasses import replace

from concord.adapters.report_formats.waiting_sections import dates_section, issues_section
from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from tests.builders_report import OCTOBER, report_facts

REPORT = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)


def test_an_issue_stands_with_its_severity_state_and_level() -> None:
    first = replace(REPORT.issues[0], notes=("Kim: known.", "Ana: mended."))
    ((row,),) = (g.rows for g in issues_section(replace(REPORT, issues=(first,))).grids)
    assert [cell.text for cell in row][1:] == ["Severe", "Acknowledged", "level 2"]
    assert row[0].note == "Kim: known.; Ana: mended."


def test_a_date_stands_with_the_day_to_act_by() -> None:
    (grid,) = dates_section(REPORT).grids
    assert len(grid.rows) == len(REPORT.dates)
    assert grid.rows[-1][-1].text == "31 Dec 2026"
