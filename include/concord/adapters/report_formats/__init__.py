"""The formats of the monthly report: a mail and a workbook from one model."""

from concord.adapters.report_formats.html import report_mail
from concord.adapters.report_formats.statement_xlsx import statement_workbook
from concord.adapters.report_formats.xlsx import report_workbook
from concord.domain.report import MonthlyReport
from concord.ports import Body

__all__ = ["ReportFormats", "statement_workbook"]


class ReportFormats:
    """Renders the one report model in every format."""

    def mail(self, report: MonthlyReport) -> Body:
        """Return the report as a mail body."""
        return report_mail(report)

    def workbook(self, report: MonthlyReport) -> bytes:
        """Return the report as an .xlsx file; equal reports give equal bytes."""
        return report_workbook(report)
