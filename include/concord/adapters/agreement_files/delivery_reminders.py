"""Read when people hear of a delivery: before it is due, and while it is missing."""

from __future__ import annotations

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.model.sources import REMINDERS
from concord.adapters.agreement_files.section import Section, read_text
from concord.domain.delivery_rule import (
    STANDARD_REMINDERS,
    DeliveryReminders,
    standard_before,
)
from concord.domain.period import PeriodLength
from concord.domain.quantity import Delay


def read_reminders(source: Section, covers: PeriodLength) -> DeliveryReminders:
    """Return a source's reminders, with the standard ones for what it does not say."""
    standard = standard_before(covers)
    table = source.table_of("reminders")
    if table is None:
        return DeliveryReminders(before=standard)
    section = Section(table, source.remarks, REMINDERS)
    if "due" not in source:
        section.remarks.warning(
            source.place_of("reminders"),
            "nothing-to-remind-of",
            found="reminders without a due date",
            expected="a due date, from which they are counted",
        )
    return DeliveryReminders(
        before=_delays(section, "before", standard),
        after=_delays(section, "after", STANDARD_REMINDERS.after),
        escalate_after=section.read("escalate_after", quantities.delay),
    )


def _delays(section: Section, key: str, standard: tuple[Delay, ...]) -> tuple[Delay, ...]:
    if key not in section:
        return standard
    read = (read_text(text, quantities.delay, section.remarks) for text in section.texts(key))
    return tuple(dict.fromkeys(delay for delay in read if delay is not None))
