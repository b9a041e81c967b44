"""Running periods in mail and workbook: marked as estimates, and absent where there are none."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest

from concord.adapters.report_formats.html import report_mail
from concord.adapters.report_formats.running import running_section
from concord.adapters.report_formats.xlsx import report_workbook
from concord.domain.forecast import Bound, ForecastLabel, Interval
from concord.domain.letter import Tone
from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from concord.domain.report import RunningRow
from tests.builders_forecast import forecast
from tests.builders_report import OCTOBER, report_facts

ON_TRACK, AT_RISK, LOST = ForecastLabel
SHEET = "Running periods (estimate)"
REPORT = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)
NEEDED = Interval(low=Bound(value=Fraction("84.12")))
ROW = RunningRow(
    name="Answer rate, November 2026",
    forecast=forecast(expected_volume=Fraction(1200), needed=NEEDED),
)
RUNNING = replace(REPORT, running=(ROW,))
# The reader of these tests knows no data bars; Excel and LibreOffice do.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def words(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize(
    ("label", "tone"), [(ON_TRACK, Tone.GOOD), (AT_RISK, Tone.WARNING), (LOST, Tone.BAD)]
)
def test_a_label_has_its_tone_and_its_word_says_that_it_is_an_estimate(
    label: ForecastLabel, tone: Tone
) -> None:
    row = replace(ROW, forecast=replace(ROW.forecast, label=label))
    (section,) = running_section(replace(REPORT, running=(row,)))
    cell = section.grids[0].rows[0][-1]
    assert cell.tone is tone
    assert cell.text.endswith("(estimate)")


def test_the_mail_tells_what_is_needed_of_the_rest() -> None:
    body = report_mail(RUNNING)
    for twin in (body.text, body.html):
        assert "Running periods (estimate)" in twin
    text = words(body.text.splitlines())
    assert "Answer rate, November 2026 (at least 80 %)" in text
    assert "So far: 78.00 % up to 20 Oct 2026" in text
    assert "Needed of the rest: at least 84.12 % (about 1,200 on 11 days)" in text
    assert "Heads for: at risk (estimate)" in text


def test_the_workbook_has_a_sheet_of_running_periods_with_figures() -> None:
    book = openpyxl.load_workbook(BytesIO(report_workbook(RUNNING)))
    header, row = book[SHEET].iter_rows(values_only=True)
    assert dict(zip(map(str, header), row, strict=True)) == {
        "Service level": "Answer rate, November 2026",
        "Target": "at least 80 %",
        "So far": 0.78,
        "Unit": "percent",
        "Up to": "20 Oct 2026",
        "Expected still": "about 1,200 on 11 days",
        "Needed of the rest": "at least 84.12 %",
        "Heads for": "at risk (estimate)",
    }


def test_without_running_periods_nothing_is_said_of_them() -> None:
    assert list(running_section(REPORT)) == []
    assert "Running periods" not in report_mail(REPORT).text
    assert SHEET not in openpyxl.load_workbook(BytesIO(report_workbook(REPORT))).sheetnames
