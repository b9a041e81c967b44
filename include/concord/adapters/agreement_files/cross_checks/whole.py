"""Checks of an agreement as a whole, part by part."""

from __future__ import annotations

from datetime import date

from concord.adapters.agreement_files.cross_checks.amendments import check_amendments
from concord.adapters.agreement_files.cross_checks.contract import check_contract
from concord.adapters.agreement_files.cross_checks.escalation import check_escalation
from concord.adapters.agreement_files.cross_checks.mail_delivery import check_mail_delivery
from concord.adapters.agreement_files.cross_checks.meetings import check_meetings
from concord.adapters.agreement_files.cross_checks.people import check_people
from concord.adapters.agreement_files.cross_checks.privacy import check_privacy
from concord.adapters.agreement_files.cross_checks.relationship import check_relationship
from concord.adapters.agreement_files.cross_checks.relief import check_relief
from concord.adapters.agreement_files.cross_checks.reports import check_reports
from concord.adapters.agreement_files.cross_checks.settlement import check_settlement
from concord.adapters.agreement_files.cross_checks.use import check_use
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement


def check_whole(root: Section, agreement: Agreement, today: date | None = None) -> None:
    """Remark on what is allowed and probably not meant.

    What depends on the day, such as a notice date that has passed, is looked at only where
    `today` is told.
    """
    check_escalation(root, agreement)
    check_people(root, agreement, today)
    check_mail_delivery(root, agreement)
    check_contract(root, agreement, today)
    check_amendments(root, agreement)
    check_use(root, agreement)
    check_relief(root, agreement)
    check_meetings(root, agreement, today)
    check_reports(root, agreement, today)
    check_relationship(root, agreement)
    check_privacy(root, agreement)
    check_settlement(root, agreement)
