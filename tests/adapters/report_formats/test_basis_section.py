"""What relief left out is told in mail and workbook, and nothing where figures are plain."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from concord.adapters.report_formats.basis_section import basis_sections
from concord.adapters.report_formats.html import report_mail
from concord.adapters.report_formats.xlsx import report_workbook
from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from tests.builders_report import OCTOBER, report_facts

PLAIN = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)
FIRST = replace(PLAIN.service_levels[0], basis=("Relief <b>outage</b>.", "=30 of 31 days."))
TOLD = replace(PLAIN, service_levels=(FIRST, *PLAIN.service_levels[1:]))
# The reader of these tests knows no data bars; Excel and LibreOffice do.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def test_plain_figures_need_no_words() -> None:
    assert basis_sections(PLAIN) == ()
    assert "Relief" not in report_mail(PLAIN).text


def test_each_sentence_stands_beside_its_service_level() -> None:
    (section,) = basis_sections(TOLD)
    rows = [tuple(cell.text for cell in row) for row in section.grids[0].rows]
    assert rows == [(FIRST.name, "Relief <b>outage</b>."), (FIRST.name, "=30 of 31 days.")]


def test_it_is_in_the_mail_as_text_alone() -> None:
    body = report_mail(TOLD)
    assert "=30 of 31 days." in body.text
    assert "Relief &lt;b&gt;outage&lt;/b&gt;." in body.html


def test_it_is_in_the_workbook_as_text_alone() -> None:
    book = openpyxl.load_workbook(BytesIO(report_workbook(TOLD)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    (found,) = (c for c in cells if str(c.value or "").startswith("Relief <b>"))
    assert (found.value, found.data_type) == ("Relief <b>outage</b>. =30 of 31 days.", "s")
