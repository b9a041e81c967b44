"""Settlement: how confirmed credits are paid, and what may be done about a statement."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from concord.domain.invoicing.line import InvoiceColumns
from concord.domain.quantity import Span, SpanUnit

TEN_BUSINESS_DAYS = Span(count=10, unit=SpanUnit.BUSINESS_DAY)


class SettledBy(StrEnum):
    """In which form the partner pays a credit."""

    CREDIT_NOTE = "credit_note"
    DEDUCTION = "deduction"
    PAYMENT = "payment"


class Silence(StrEnum):
    """What it means when nobody objects to a statement within the time for it."""

    ACCEPTED = "accepted"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How credits are settled.

    The partner settles `within` that long after they are confirmed; None where no time is
    agreed.  `source` delivers the invoice lines they are matched with, in the columns of
    `lines`.  A line may be disputed for the `dispute_window` after its statement.  A line of
    `four_eyes_above` that amount or more, in its own currency, needs two people's consent.
    A later change of a credit by `approve_changes_above` or more, likewise, waits until
    somebody releases it.
    """

    settled_by: SettledBy = SettledBy.CREDIT_NOTE
    within: Span | None = None
    source: str | None = None
    dispute_window: Span = TEN_BUSINESS_DAYS
    silence: Silence = Silence.OPEN
    lines: InvoiceColumns | None = None
    four_eyes_above: Decimal | None = None
    approve_changes_above: Decimal | None = None
