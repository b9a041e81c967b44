"""Charges that are not known, as one text."""

import json

from concord.adapters.store.codec import json_text, period_of, period_text
from concord.domain.charges import ChargeGap, MonthCharges


def charges_text(charges: tuple[MonthCharges, ...]) -> str:
    """Write charges without an amount."""
    return json_text(
        [[c.service, period_text(c.month), c.gap, list(c.other_currencies)] for c in charges]
    )


def charges_of(text: str) -> tuple[MonthCharges, ...]:
    """Read what `charges_text` wrote."""
    return tuple(
        MonthCharges(
            service=service,
            month=period_of(month),
            gap=ChargeGap(gap),
            other_currencies=tuple(others),
        )
        for service, month, gap, others in json.loads(text)
    )
