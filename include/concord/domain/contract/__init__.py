"""Contracts: what was agreed, the dates that follow from it, and the reminders of them."""

from concord.domain.contract.agreed import (
    AgreedObligation,
    Amendment,
    Contract,
    EvidenceKind,
    Notice,
    NoticeReading,
    Renewal,
    Reviews,
)
from concord.domain.contract.dates import (
    Obligation,
    ObligationKind,
    act_by,
    current_term_end,
    notice_date,
    obligations,
    overdue,
)
from concord.domain.contract.reminders import (
    LADDER_DAYS,
    OVERDUE_DAYS,
    Reminder,
    due_reminder,
    ladder_of,
)

__all__ = [
    "LADDER_DAYS",
    "OVERDUE_DAYS",
    "AgreedObligation",
    "Amendment",
    "Contract",
    "EvidenceKind",
    "Notice",
    "NoticeReading",
    "Obligation",
    "ObligationKind",
    "Reminder",
    "Renewal",
    "Reviews",
    "act_by",
    "current_term_end",
    "due_reminder",
    "ladder_of",
    "notice_date",
    "obligations",
    "overdue",
]
