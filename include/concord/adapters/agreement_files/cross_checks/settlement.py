"""Whether there are the people whose consent the settlement of credits takes."""

from __future__ import annotations

from decimal import Decimal

from concord.adapters.agreement_files.cross_checks.entries import section_of
from concord.adapters.agreement_files.cross_checks.escalation import are_all_read
from concord.adapters.agreement_files.section import Section
from concord.domain.agreement import Agreement
from concord.domain.ledger.consent import TWO_PEOPLE
from concord.domain.notation import counted
from concord.domain.people import Person, Side


def check_settlement(root: Section, agreement: Agreement) -> None:
    """Warn where two people must agree on an amount that fewer may decide about."""
    settlement = agreement.settlement
    if settlement is None or settlement.four_eyes_above is None or not are_all_read(root):
        return
    above = settlement.four_eyes_above
    may = [person for person in agreement.side(Side.CLIENT) if _may_decide(person, above)]
    if len(may) < TWO_PEOPLE:
        section = section_of(root, "settlement")
        section.remarks.warning(
            section.place_of("four_eyes_above"),
            "four-eyes-of-one",
            found=f"{counted(len(may), 'person', 'people')} of ours without a lower limit",
            expected="two people, or nothing of that amount can be signed off",
        )


def _may_decide(person: Person, amount: Decimal) -> bool:
    return person.limit is None or person.limit.amount >= amount
