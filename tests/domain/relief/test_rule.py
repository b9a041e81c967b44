"""Relief: for which service levels it is."""

import pytest

from concord.domain.relief import Drops, Relief, ReliefCause


@pytest.mark.parametrize(
    ("named", "is_for"),
    [(("phone",), True), (("mail", "phone"), True), ((), True), (("mail",), False)],
)
def test_it_is_for_what_it_names_or_for_all(
    named: tuple[str, ...],
    is_for: bool,  # noqa: FBT001 - a column of the table
) -> None:
    relief = Relief(id="outage", cause=ReliefCause.CLIENT, service_levels=named)
    assert relief.is_for("phone") is is_for


def test_whole_days_are_left_out_unless_it_says_otherwise() -> None:
    assert Relief(id="outage", cause=ReliefCause.LAW).drops is Drops.DAY
