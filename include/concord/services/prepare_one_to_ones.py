"""Prepare one-to-ones: the sheets of one person or of all, where that is allowed."""

from __future__ import annotations

from concord.domain.agreement import Agreement
from concord.domain.errors import OneToOneRefusedError
from concord.domain.one_to_one import OneToOneSheet, one_to_one_sheets
from concord.domain.period import MeasurementPeriod
from concord.domain.person_key import is_pseudonym
from concord.domain.privacy import PersonalKpis
from concord.ports import PersonKeys, Store


def prepare_one_to_ones(
    agreement: Agreement,
    person: str | None,
    period: MeasurementPeriod,
    *,
    store: Store,
    people: PersonKeys,
) -> tuple[OneToOneSheet, ...]:
    """Return the sheets of a period; of all people where `person` is None.

    A person is told by pseudonym, or by the name under which they stand in delivered files.
    Raises OneToOneRefusedError where figures of single people are off, or there are none.
    """
    if not agreement.privacy.allows_personal_kpis:
        message = f"Figures of single people are off in the agreement with {agreement.name}."
        raise OneToOneRefusedError(message)
    with store.transaction() as tx:
        assessments = tx.assessments.of_partner(agreement.partner)
    measured = [each for assessment in assessments for each in assessment.measurements]
    sheets = one_to_one_sheets(agreement, measured, period)
    wanted = None if person is None else _told_as(agreement, person, people)
    found = tuple(sheet for sheet in sheets if wanted in {None, sheet.person})
    if not found:
        # Whoever it is: a name that was typed is not repeated.
        whom = "anybody" if wanted is None else "that person"
        message = f"There are no figures of {whom} in {period}."
        raise OneToOneRefusedError(message)
    return found


def _told_as(agreement: Agreement, person: str, people: PersonKeys) -> str:
    if agreement.privacy.personal_kpis is PersonalKpis.NAMES or is_pseudonym(person):
        return person
    return people.of(agreement.partner).pseudonym(person)
