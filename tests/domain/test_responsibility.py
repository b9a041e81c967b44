"""The responsibility matrix."""

from concord.domain.responsibility import Duty


def test_everybody_with_a_part_in_a_duty_is_named_once() -> None:
    duty = Duty(
        duty="Daily KPI file",
        responsible=("ana",),
        accountable="ana",
        consulted=("joel",),
        informed=("kim", "joel"),
    )
    assert duty.people == ("ana", "joel", "kim")
