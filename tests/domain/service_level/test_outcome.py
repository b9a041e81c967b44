"""Outcomes: which of them count."""

import pytest

from concord.domain.service_level import (
    OutcomeKind,
)


@pytest.mark.parametrize(
    ("kind", "is_rated", "is_failure"),
    [
        (OutcomeKind.MET, True, False),
        (OutcomeKind.MISSED, True, True),
        (OutcomeKind.DEFAULTED, True, True),
        (OutcomeKind.INSUFFICIENT_DATA, False, False),
        (OutcomeKind.INCOMPLETE, False, False),
        (OutcomeKind.RELIEVED, False, False),
        (OutcomeKind.NOT_IN_FORCE, False, False),
        (OutcomeKind.OPEN, False, False),
    ],
)
def test_what_counts_for_a_streak(kind: OutcomeKind, is_rated: bool, is_failure: bool) -> None:  # noqa: FBT001 - a table's columns
    assert (kind.is_rated, kind.is_failure) == (is_rated, is_failure)
