"""The sheet of the past: a block of months and two charts for each service level."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from concord.adapters.report_formats.xlsx import report_workbook
from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from concord.domain.report import MonthlyReport
from tests.builders_report import OCTOBER, report_facts

REPORT = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)


def charts(report: MonthlyReport) -> list[str]:
    with ZipFile(BytesIO(report_workbook(report))) as parts:
        names = sorted(n for n in parts.namelist() if re.search(r"charts/chart\d+\.xml", n))
        return [parts.read(name).decode() for name in names]


def only(place: int) -> list[str]:
    return charts(replace(REPORT, service_levels=(REPORT.service_levels[place],)))


def test_a_line_with_its_target_and_columns_from_zero() -> None:
    line, columns = only(0)
    assert "barChart" not in line
    assert re.findall(r"<c:f>(History!\$[DC]\$2:\$[DC]\$13)</c:f>", line) == [
        "History!$C$2:$C$13",
        "History!$D$2:$D$13",
    ]
    assert "barChart" in columns
    assert '<c:min val="0"/>' in columns


def test_missed_months_stand_out_by_colour() -> None:
    _, columns = only(0)
    assert columns.count("<c:dPt>") == 2


def test_a_range_has_both_its_ends() -> None:
    assert all("History!$E$2:$E$13" in chart for chart in only(3))
    assert not any("History!$E$" in chart for chart in only(0))


def test_a_percentage_is_never_drawn_past_100_that_cannot_pass_it() -> None:
    line, _ = only(5)
    [top] = re.findall(r'<c:max val="([^"]*)"/>', line)
    assert float(top) <= 1


def test_a_level_without_a_past_is_not_drawn() -> None:
    assert charts(replace(REPORT, service_levels=(replace(REPORT.missed[0], history=()),))) == []
