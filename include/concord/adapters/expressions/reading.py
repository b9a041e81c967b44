"""What reading an expression gives: one that may be run, or its faults with their places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from concord.domain.kpi import Expression


class Part(StrEnum):
    """What an expression is for; a ratio's parts must be sums, so that they can be pooled."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with an expression, at an offset into its text."""

    rule: str
    found: str
    expected: str
    offset: int
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A column that an expression names; `as_amount` when it must hold numbers."""

    name: str
    offset: int
    as_amount: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadExpression:
    """An expression that may be run, unless it has faults; its columns are still to be known."""

    expression: Expression | None
    references: tuple[Reference, ...]
    faults: tuple[Fault, ...]
