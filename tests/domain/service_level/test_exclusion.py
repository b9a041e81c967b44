"""Exclusions: which of them left anything out."""

import pytest

from concord.domain.relief import ReliefState
from tests.builders_relief import exclusion


@pytest.mark.parametrize("state", ReliefState)
def test_only_what_is_approved_by_somebody_who_may_counts(state: ReliefState) -> None:
    assert exclusion(state=state).counts == (state is ReliefState.COUNTED)
