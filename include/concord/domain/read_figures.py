"""What a file's accepted rows add up to, as told to who sent them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnTotal:
    """A numeric column over the accepted rows of one file, in the units it is stored in.

    `column` is its header in the agreement.  `total` is None where a sum says nothing, as of
    percentages.
    """

    column: str
    total: Decimal | None
    smallest: Decimal
    largest: Decimal
