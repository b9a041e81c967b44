"""The monthly report as a workbook: figures as figures, text as text, the same bytes."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from concord.adapters.report_formats.xlsx import report_workbook
from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from concord.domain.report import MonthlyReport, ServiceLevelRow
from tests.builders_report import OCTOBER, report_facts

REPORT = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)
SHEETS = [
    "Summary",
    "Service levels",
    "History",
    "Breakdown",
    "Credits",
    "Data quality",
    "Provenance",
]
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "{=1}",
    "=cmd|'/c calc'!A0",
    "Calls!A1",
]
# The reader of these tests knows no data bars; Excel and LibreOffice do.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def sheet(name: str, report: MonthlyReport = REPORT) -> Worksheet:
    book = openpyxl.load_workbook(BytesIO(report_workbook(report)))
    assert book.sheetnames == SHEETS
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def test_a_credit_that_waits_for_its_charges_is_told_in_the_summary() -> None:
    why = "Charges of voice for 2026-10 are not known yet."
    summary = sheet("Summary", replace(REPORT, waiting=(why,)))
    told = {row[0]: row[1] for row in summary.iter_rows(values_only=True)}
    assert told["Service credit not known yet"] == why


def table(name: str, report: MonthlyReport = REPORT) -> list[dict[str, object]]:
    header, *rows = sheet(name, report).iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_percentages_are_fractions_with_a_percent_format() -> None:
    cell = sheet("Service levels")["E2"]
    assert (cell.value, cell.number_format) == (pytest.approx(0.7341), "0.00%")
    change = sheet("Service levels")["G2"]
    assert change.number_format == "+0.00%;-0.00%;0.00%"


def test_other_figures_keep_their_unit() -> None:
    row = table("Service levels")[3]
    assert (row["Result"], row["Unit"], row["Target"]) == (398.2, "seconds", "within 330 to 390 s")


def test_a_figure_has_the_digits_that_show_its_side_of_the_target() -> None:
    near = replace(REPORT.service_levels[0], value=Fraction("79.9996"))
    report = replace(REPORT, service_levels=(near,))
    assert sheet("Service levels", report)["E2"].number_format == "0.0000%"


def test_the_figures_are_those_of_the_report() -> None:
    levels = table("Service levels")
    assert [row["Service level"] for row in levels] == [r.name for r in REPORT.service_levels]
    assert levels[0]["Outcome"] == "Missed (severe)"
    assert [row["Part"] for row in table("Breakdown")] == [
        "site manila",
        "site cebu",
        "site davao",
    ]
    assert [row["Amount"] for row in table("Credits")] == [4800, 600, 5400]
    assert [row["Rows accepted"] for row in table("Provenance")] == [93, 92]
    assert len(table("History")) == 12 * len(REPORT.service_levels)


def test_scores_of_services_and_of_the_year_stand_in_the_summary() -> None:
    report = replace(REPORT, service_scores=(("Phone", Fraction(95)), ("=Chat", None)))
    pairs = {row[0]: row[1] for row in sheet("Summary", report).iter_rows(values_only=True)}
    assert (pairs["Score of Phone"], pairs["Score of =Chat"]) == (95, None)
    assert "Mean score, 12 of 12 months" in pairs
    unknown = replace(REPORT, score_of_year=None)
    labels = [row[0] for row in sheet("Summary", unknown).iter_rows(values_only=True)]
    assert "Mean score, 12 of 12 months" not in labels


def test_whither_figures_move_is_said_where_it_is_known() -> None:
    first, *others = REPORT.service_levels
    untold = replace(REPORT, service_levels=(replace(first, course=None), *others))
    assert table("Service levels")[0]["Course"] == "worsening"
    assert table("Service levels", untold)[0]["Course"] is None


def test_each_service_level_has_its_charts() -> None:
    with ZipFile(BytesIO(report_workbook(REPORT))) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert len(charts) == 2 * len(REPORT.service_levels)
    assert sum("barChart" in chart for chart in charts) == len(REPORT.service_levels)
    assert all("History!$D$" in chart for chart in charts), "the target's line"
    assert sum("History!$E$" in chart for chart in charts) == 2, "the upper end of the range"


def test_headers_stay_in_view_on_screen_and_paper() -> None:
    found = sheet("Provenance")
    assert found.freeze_panes == "A2"
    assert found.print_title_rows == "$1:$1"
    assert found.page_setup.orientation == "landscape"
    assert found.conditional_formatting is not None
    assert len(sheet("Service levels").conditional_formatting) == 2


@pytest.mark.parametrize("evil", FORMULAS)
def test_text_of_files_never_becomes_a_formula_or_a_link(evil: str) -> None:
    row = replace(REPORT.service_levels[0], name=evil, dimension=evil, service=evil, target=evil)
    delivery = replace(REPORT.deliveries[0], file=evil, findings=(evil, "https://evil.example"))
    credit = replace(REPORT.credits[0], service=evil, lines=((evil, Decimal(1)),))
    report = replace(
        REPORT,
        partner_name=evil,
        headline=evil,
        changes=(evil,),
        unscored=(evil,),
        service_levels=(row,),
        breakdown=(row,),
        deliveries=(delivery,),
        credits=(credit,),
    )
    content = report_workbook(report)
    book = openpyxl.load_workbook(BytesIO(content))
    kinds = {c.data_type for s in book.worksheets for line in s.iter_rows() for c in line}
    assert "f" not in kinds
    with ZipFile(BytesIO(content)) as parts:
        text = "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith("l.rels"))
        cells = "".join(parts.read(n).decode() for n in parts.namelist() if "worksheets/s" in n)
        charts = "".join(parts.read(n).decode() for n in parts.namelist() if "charts/chart" in n)
    assert "evil.example" not in text
    assert "<f>" not in cells
    references = set(re.findall("<c:f>([^!]*)!", charts))
    assert references == {"History"}


def test_equal_reports_give_equal_bytes() -> None:
    assert report_workbook(REPORT) == report_workbook(replace(REPORT))


def empty(report: MonthlyReport) -> MonthlyReport:
    return replace(
        report,
        score=None,
        score_change=None,
        service_levels=(),
        breakdown=(),
        credits=(),
        deliveries=(),
        issues=(),
        dates=(),
    )


def without_values(report: MonthlyReport) -> MonthlyReport:
    def bare(row: ServiceLevelRow) -> ServiceLevelRow:
        history = tuple(replace(p, value=None, target=None, upper=None) for p in row.history)
        return replace(row, value=None, change=None, volume=None, attainment=None, history=history)

    return replace(report, service_levels=tuple(map(bare, report.service_levels)))


@pytest.mark.parametrize("poorer", [empty, without_values])
def test_a_month_without_figures_is_a_workbook_too(
    poorer: Callable[[MonthlyReport], MonthlyReport],
) -> None:
    report = poorer(REPORT)
    levels = table("Service levels", report)
    assert [row["Result"] for row in levels] == [None] * len(report.service_levels)


def test_levels_without_bend_and_in_other_units_are_drawn_too() -> None:
    row = REPORT.service_levels[3]
    flat = tuple(replace(p, value=row.value, target=row.value, upper=None) for p in row.history)
    over = replace(REPORT.service_levels[0], history=tuple(
        replace(p, value=None if p.value is None else p.value * 2) for p in row.history
    ))  # fmt: skip
    report = replace(REPORT, service_levels=(replace(row, history=flat), over))
    assert len(table("History", report)) == 24
