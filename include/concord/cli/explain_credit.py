"""`concord explain-credit`: how a month's credits came about, step by step."""

from __future__ import annotations

from rich.markup import escape

from concord.cli.output import complain, console
from concord.domain.credit_words import credits_in_words
from concord.domain.errors import AgreementError
from concord.domain.period import MeasurementPeriod
from concord.domain.unknown_charges import waiting_credits
from concord.wiring import deployment

DONE, COULD_NOT_RUN = 0, 2


def explain_credits(partner: str, month: str, service: str | None) -> int:
    """Print a paragraph for each credit of a month; 2 where the month cannot be read."""
    installation = deployment()
    try:
        period = MeasurementPeriod.parse(month)
        agreement = installation.figure_agreement(partner, period)
    except (AgreementError, ValueError) as error:
        complain(str(error))
        return COULD_NOT_RUN
    with installation.store.transaction() as tx:
        assessments = tx.assessments.of_partner(partner)
    found = [
        credit
        for assessment in assessments
        for credit in assessment.credits
        if credit.period == period and service in {None, credit.service}
    ]
    out = console()
    for paragraph in credits_in_words(agreement, found):
        out.print(escape(paragraph))
    for sentence in waiting_credits(period, assessments):
        out.print(escape(sentence))
    if not found:
        out.print("No credit is on record for it.")
    return DONE
