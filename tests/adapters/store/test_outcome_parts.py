"""What was left out and counted is read back as it was written."""

from dataclasses import replace

from concord.adapters.store.outcome_parts import (
    NOTHING,
    basis_of,
    basis_text,
    excluded_of,
    excluded_text,
)
from tests.adapters.store.examples import OUTCOME


def test_what_was_left_out_is_read_back() -> None:
    assert excluded_of(excluded_text(OUTCOME.excluded)) == OUTCOME.excluded


def test_nothing_is_written_as_an_empty_list() -> None:
    plain = replace(OUTCOME, days=None, target_parts=())
    assert (excluded_text(()), basis_text(plain)) == (NOTHING, NOTHING)
    assert (excluded_of(NOTHING), basis_of(NOTHING)) == ((), (None, ()))


def test_days_and_parts_of_a_target_are_read_back() -> None:
    assert basis_of(basis_text(OUTCOME)) == (OUTCOME.days, OUTCOME.target_parts)
    only = replace(OUTCOME, days=None)
    assert basis_of(basis_text(only)) == (None, OUTCOME.target_parts)
