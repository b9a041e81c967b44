"""Relief: for which service levels it is, once somebody has approved it."""

import pytest

from concord.domain.relief import Drops, Relief, ReliefCause


@pytest.mark.parametrize(
    ("named", "approved_by", "relieves"),
    [
        (("phone",), "kim", True),
        (("mail", "phone"), "kim", True),
        ((), "kim", True),
        (("mail",), "kim", False),
        (("phone",), None, False),
        ((), None, False),
    ],
)
def test_it_relieves_what_it_names_once_it_is_approved(
    named: tuple[str, ...],
    approved_by: str | None,
    relieves: bool,  # noqa: FBT001 - a column of the table
) -> None:
    relief = Relief(
        id="outage", cause=ReliefCause.CLIENT, service_levels=named, approved_by=approved_by
    )
    assert relief.relieves("phone") is relieves


def test_whole_days_are_left_out_unless_it_says_otherwise() -> None:
    assert Relief(id="outage", cause=ReliefCause.LAW).drops is Drops.DAY
