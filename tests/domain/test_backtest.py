"""Two agreements side by side: which outcomes differ, and what the difference costs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from concord.domain.assessment import Assessment
from concord.domain.backtest import Backtest, backtested
from concord.domain.credit import CreditLine, LineKind, ServiceCredit
from concord.domain.service_level import Outcome, OutcomeKind
from tests.builders import outcome, period

SEPTEMBER, OCTOBER = period("2026-09"), period("2026-10")
MET, MISSED = OutcomeKind.MET, OutcomeKind.MISSED


def assessed(*outcomes: Outcome, credits_: tuple[ServiceCredit, ...] = ()) -> Assessment:
    return Assessment(
        partner="northwind",
        period=outcomes[0].period if outcomes else credits_[0].period,
        inputs="",
        agreement="",
        measurements=(),
        outcomes=outcomes,
        credits=credits_,
    )


def credit(amount: str, currency: str = "GBP") -> ServiceCredit:
    return ServiceCredit(
        service="voice",
        period=OCTOBER,
        amount=Decimal(amount),
        currency=currency,
        points=Decimal(0),
        capped=False,
        lines=(),
    )


def october(before: list[Assessment], after: list[Assessment]) -> Backtest:
    return backtested("northwind", before, after, date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("after", "differs"),
    [
        ({"kind": MISSED, "band": "minor"}, False),
        ({"kind": MISSED, "band": "serious"}, True),
        ({"kind": MET}, True),
        ({"kind": MISSED, "band": "minor", "points": Decimal(2)}, True),
        ({"kind": MISSED, "band": "minor", "repeat": True}, True),
    ],
)
def test_verdict_band_points_and_repeat_make_a_difference(
    after: dict[str, object], *, differs: bool
) -> None:
    old = outcome(period=OCTOBER, kind=MISSED, band="minor")
    new = outcome(period=OCTOBER, **after)  # type: ignore[arg-type]  # a table of any fields
    (pair,) = october([assessed(old)], [assessed(new)]).outcomes
    assert pair.differs is differs


def test_what_only_one_agreement_rates_differs_too() -> None:
    only = outcome(period=OCTOBER)
    (pair,) = october([], [assessed(only)]).outcomes
    assert (pair.before, pair.after, pair.differs) == (None, only, True)
    (pair,) = october([assessed(only)], []).outcomes
    assert (pair.before, pair.after, pair.differs) == (only, None, True)


def test_periods_that_end_outside_the_range_are_left_out() -> None:
    assert october([assessed(outcome(period=SEPTEMBER))], []).outcomes == ()


def test_credits_of_a_service_and_month_add_up_and_currencies_stay_apart() -> None:
    before = assessed(credits_=(credit("10"), credit("5"), credit("7", "EUR")))
    after = assessed(credits_=(credit("20"),))
    found = october([before], [after])
    assert [(c.currency, c.before, c.after, c.difference) for c in found.credits] == [
        ("EUR", Decimal(7), None, Decimal(-7)),
        ("GBP", Decimal(15), Decimal(20), Decimal(5)),
    ]
    assert found.totals == {
        "EUR": (Decimal(7), Decimal(0)),
        "GBP": (Decimal(15), Decimal(20)),
    }


def test_a_bonus_stands_apart_and_offsets_nothing() -> None:
    line = CreditLine(kind=LineKind.BONUS, cause="phone beyond", amount=Decimal(-5))
    bonus = replace(credit("-5"), regime="bonus:points", lines=(line,))
    found = october([], [assessed(credits_=(credit("20"), bonus))])
    assert [(c.is_bonus, c.after) for c in found.credits] == [
        (False, Decimal(20)),
        (True, Decimal(-5)),
    ]
    assert found.totals == {"GBP": (Decimal(0), Decimal(20))}


def test_no_credit_is_not_a_credit_of_nothing() -> None:
    (pair,) = october([], [assessed(credits_=(credit("0"),))]).credits
    assert (pair.before, pair.after, pair.difference) == (None, Decimal(0), Decimal(0))
