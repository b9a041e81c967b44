"""How letters, reports and calendar entries are rendered."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from concord.domain.contract import Reminder
from concord.domain.letter import Letter
from concord.domain.report import MonthlyReport
from concord.ports.mail import Body


class LetterRenderer(Protocol):
    """Renders letters as mail bodies."""

    def letter(self, letter: Letter) -> Body:
        """Return the plain and the HTML twin of a letter."""
        ...


class ReportRenderer(Protocol):
    """Renders the one report model in every format."""

    def mail(self, report: MonthlyReport) -> Body:
        """Return the report as a mail body."""
        ...

    def workbook(self, report: MonthlyReport) -> bytes:
        """Return the report as an .xlsx file; equal reports give equal bytes."""
        ...


class CalendarWriter(Protocol):
    """Writes calendar entries."""

    def reminder(self, partner: str, reminder: Reminder, at: datetime) -> bytes:
        """Return an .ics file with the obligation's act-by date; `at` stamps it."""
        ...
