"""No row of the catalogue of bad inputs is without a test."""

import ast
from pathlib import Path

import pytest

from tests.bad_inputs import catalogue, elsewhere
from tests.bad_inputs.elsewhere import Elsewhere

TESTS = Path(__file__).parents[1]
ROWS = 84


NAMES = [
    *((case.number, case.what) for case in catalogue.CASES),
    *((case.number, case.what) for case in elsewhere.CASES),
]


def test_every_row_is_held_to_its_rule() -> None:
    assert {number for number, _ in NAMES} == set(range(1, ROWS + 1))


def test_no_case_is_named_twice() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("case", elsewhere.CASES, ids=lambda case: f"{case.number}-{case.what}")
def test_what_is_tested_elsewhere_is_there(case: Elsewhere) -> None:
    for test in case.tests:
        file, _, name = test.partition("::")
        tree = ast.parse((TESTS / file).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test
