"""What happened to a submission gives it its standing: the last word counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.submission import Standing
from concord.domain.submission_event import SubmissionEventKind, standing_after

KINDS = st.lists(st.sampled_from(SubmissionEventKind))


@pytest.mark.parametrize("kind", SubmissionEventKind)
def test_every_event_but_an_answer_gives_the_standing_of_its_name(
    kind: SubmissionEventKind,
) -> None:
    if kind is SubmissionEventKind.ANSWERED:
        assert kind.standing is None
    else:
        assert kind.standing is Standing(kind.value)


def test_a_submission_to_which_nothing_happened_stands_as_it_was_read() -> None:
    assert standing_after([]) is Standing.AS_READ


@given(kinds=KINDS, last=st.sampled_from(SubmissionEventKind))
def test_the_last_event_decides_and_an_answer_decides_nothing(
    kinds: list[SubmissionEventKind], last: SubmissionEventKind
) -> None:
    assert standing_after([*kinds, last]) is (last.standing or standing_after(kinds))
