"""A relationship of which nothing was said."""

from concord.domain.relationship import Relationship, RiskRegister


def test_where_nothing_was_said_there_is_nothing() -> None:
    empty = Relationship()
    assert empty.risks == RiskRegister()
    assert (empty.subcontractors, empty.changes, empty.exit) == ((), (), None)
