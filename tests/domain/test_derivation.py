"""Derivations: the terms of a figure, and whether it is still what its rows come to."""

from dataclasses import replace
from fractions import Fraction

import pytest

from concord.domain.derivation import Derivation, Term
from concord.domain.evidence import EvidenceRow
from concord.domain.kpi import TOTAL, Kpi, Measurement
from tests.builders import expression, kpi, measurement, period, source


def row(number: int, *, counted: bool = True) -> EvidenceRow:
    return EvidenceRow(sha256="a", sheet=None, row=number, counted=counted, values=())


def derivation(
    recorded: Measurement | None, now: Measurement | None, of: Kpi | None = None
) -> Derivation:
    return Derivation(
        kpi=of or kpi(),
        source=source(),
        period=period(),
        dimension=TOTAL,
        agreement="a" * 64,
        measured=recorded,
        recomputed=now,
        rows=(row(2), row(3, counted=False)),
        superseded=(),
        used=(),
        unused=(),
        levels=(),
    )


def test_the_terms_are_the_agreement_s_words_with_what_they_came_to() -> None:
    assert derivation(measurement("82"), measurement("82")).terms == (
        Term(role="numerator", text='sum("answered")', value=Fraction(82)),
        Term(role="denominator", text='sum("offered")', value=Fraction(100)),
    )


def test_without_data_the_terms_came_to_nothing() -> None:
    assert [term.value for term in derivation(None, None).terms] == [None, None]


def test_a_kpi_of_one_expression_has_one_term() -> None:
    median = kpi(numerator=None, denominator=None, value=expression("median(x)", "x"))
    (term,) = derivation(measurement("82"), measurement("82"), median).terms
    assert (term.role, term.value) == ("value", Fraction(82))


@pytest.mark.parametrize(
    ("recorded", "now", "is_current"),
    [
        (measurement("82"), measurement("82"), True),
        (measurement("82"), measurement("83"), False),
        (measurement("82"), replace(measurement("82"), numerator=Fraction(41)), False),
        (measurement("82"), replace(measurement("82"), denominator=Fraction(50)), False),
        (None, None, True),
        (measurement("82"), None, False),
        (None, measurement("82"), False),
    ],
)
def test_a_figure_is_current_while_the_rows_come_to_it(
    recorded: Measurement | None, now: Measurement | None, *, is_current: bool
) -> None:
    assert derivation(recorded, now).is_current is is_current


def test_rows_are_counted_or_left_out() -> None:
    found = derivation(None, None)
    assert [r.row for r in found.counted] == [2]
    assert [r.row for r in found.left_out] == [3]
