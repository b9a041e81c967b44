"""The line of deputies must lead to somebody else."""

import pytest

from concord.adapters.agreement_files.deputies import check_deputies
from concord.adapters.agreement_files.remarks import Place, Remarks


def found(deputies: dict[str, str]) -> list[tuple[str, str, int]]:
    """Return rule, what was found and line of each finding; each person has a line."""
    remarks = Remarks("x.yaml")
    places = {name: Place(line=n, column=1) for n, name in enumerate(deputies, start=1)}
    check_deputies(deputies, places, remarks)
    return [(f.rule, f.found, f.line) for f in remarks.in_order()]


@pytest.mark.parametrize(
    ("deputies", "findings"),
    [
        ({}, []),
        ({"ana": "joel"}, []),
        ({"ana": "joel", "joel": "kim"}, []),
        ({"ana": "joel", "joel": "ana"}, []),
        ({"ana": "joel", "joel": "ana", "kim": "ana"}, []),
        ({"ana": "ana"}, [("own-deputy", "ana", 1)]),
        ({"kim": "ana", "ana": "ana"}, [("own-deputy", "ana", 2)]),
        (
            {"ana": "joel", "joel": "kim", "kim": "ana"},
            [("circular-deputies", "ana → joel → kim → ana", 1)],
        ),
        (
            {"lee": "joel", "ana": "joel", "joel": "kim", "kim": "ana"},
            [("circular-deputies", "ana → joel → kim → ana", 2)],
        ),
    ],
)
def test_circles_of_more_than_two_and_own_deputies_are_told_once(
    deputies: dict[str, str], findings: list[tuple[str, str, int]]
) -> None:
    assert found(deputies) == findings
