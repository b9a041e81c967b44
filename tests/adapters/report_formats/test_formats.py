"""The formats of a report behind their port."""

from concord.adapters.report_formats import ReportFormats
from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from concord.ports import ReportRenderer
from tests.builders_report import OCTOBER, report_facts


def test_mail_and_workbook_come_from_one_model() -> None:
    formats: ReportRenderer = ReportFormats()
    report = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)
    assert report.headline in formats.mail(report).html
    assert formats.workbook(report).startswith(b"PK")
