"""The fields of the forms by which people start a DAG by hand."""

from __future__ import annotations

from airflow.sdk import Param

_PERIOD = r"^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]|W[0-5]\d)(-[0-3]\d)?)?$"


def partner_field() -> Param:
    """Return the field for one partner, empty for all of them."""
    return Param(
        None,
        type=["null", "string"],
        maxLength=100,
        title="Partner",
        description="The id of one partner, as its agreement spells it. Empty: all of them.",
    )


def source_field() -> Param:
    """Return the field for one source, empty for all of them."""
    return Param(
        None,
        type=["null", "string"],
        maxLength=100,
        title="Source",
        description="The id of one source, as the agreement spells it. Empty: all of them.",
    )


def period_field(when_empty: str) -> Param:
    """Return the field for one period; `when_empty` says what an empty one means."""
    return Param(
        None,
        type=["null", "string"],
        pattern=_PERIOD,
        title="Period",
        description=f"One period, such as 2026-10. Empty: {when_empty}.",
    )
