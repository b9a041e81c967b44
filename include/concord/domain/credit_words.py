"""How a credit came about, in words: every step of the contract with its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concord.domain.agreement import Agreement
from concord.domain.credit import CreditLine, LineKind, ServiceCredit
from concord.domain.notation import money, period_name, shown

_STEPS = {
    LineKind.PRECEDENCE: "left out",
    LineKind.RELATED: "left out",
    LineKind.MONTH_CAP: "month cap",
    LineKind.YEAR_CAP: "year cap",
    LineKind.AT_RISK: "no more than what is at risk",
    LineKind.MINIMUM: "not issued",
    LineKind.ROUNDING: "rounding",
    LineKind.EARN_BACK: "earned back",
}


def credits_in_words(agreement: Agreement, credits_: Iterable[ServiceCredit]) -> tuple[str, ...]:
    """Return a paragraph for each credit, ready for a mail to the partner."""
    return tuple("\n".join(_paragraph(agreement, credit)) for credit in credits_)


def _paragraph(agreement: Agreement, credit: ServiceCredit) -> Iterator[str]:
    names = {service.id: service.name for service in agreement.services}
    what = "Bonus" if credit.is_bonus else "Service credit"
    service = shown(names.get(credit.service, credit.service))
    total = money(credit.amount, credit.currency)
    yield f"{what} of {period_name(credit.period)} for {service}, by {credit.regime}: {total}."
    for number, line in enumerate(credit.lines, start=1):
        yield f"  {number}. {_step(line, credit.currency)}"
    if not credit.lines:
        yield "  Nothing was missed that costs."


def _step(line: CreditLine, currency: str) -> str:
    step = _STEPS.get(line.kind)
    why = f" ({line.how.strip()})" if line.how.strip() else ""
    prefix = f"{step}: " if step and step != line.cause else ""
    return f"{prefix}{shown(line.cause)}{why}: {money(line.amount, currency)}"
