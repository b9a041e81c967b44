"""The samples, read by what is proposed for them."""

from dataclasses import replace
from datetime import date

from concord.domain.proposal.proposed_source import proposed_source, typed_group
from concord.domain.proposal.rehearsal import rehearse
from tests.proposals import DAILY, Line, found, group_of


def told(*lines: Line) -> list[str]:
    group = group_of([found(*lines)])
    source = proposed_source(typed_group(group), ())
    return list(rehearse(source, [table.sample for table in group.tables]))


def test_all_rows_are_accepted_or_not() -> None:
    assert told(*DAILY) == ["Read as proposed here, 62 of 62 rows are accepted."]
    slip: Line = (date(2026, 10, 1), "Makati", "folgt", 1, 1, 1)
    assert told(*DAILY, slip) == ["Read as proposed here, 62 of 63 rows are accepted."]


def test_a_file_that_would_wait_is_told_with_the_reason() -> None:
    first, second = told(("Team", "Calls"), ("a", 1), ("a", 1), ("b", 2), ("b", 2))
    assert first == "Read as proposed here, 0 of 4 rows are accepted."
    assert second.startswith("'NW_daily_2026-10.xlsx' would wait: The row repeats row 2")


def test_a_source_may_leave_the_sheet_open() -> None:
    group = group_of([found(*DAILY)])
    source = replace(proposed_source(typed_group(group), ()), sheet="")
    assert len(list(rehearse(source, [table.sample for table in group.tables]))) == 1
