"""The plan: what agreements make happen, day by day, and how many mails that makes."""

from concord.domain.plan.entry import PlanKind, PlannedEntry, PlannedMail
from concord.domain.plan.mails import DayMails, PersonMails, fullest_day, mails_by_person
from concord.domain.plan.planned import planned

__all__ = [
    "DayMails",
    "PersonMails",
    "PlanKind",
    "PlannedEntry",
    "PlannedMail",
    "fullest_day",
    "mails_by_person",
    "planned",
]
