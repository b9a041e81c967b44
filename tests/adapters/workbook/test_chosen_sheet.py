"""Which sheet is read is agreed, or there is only one; never a guess."""

from dataclasses import dataclass

import pytest

from concord.adapters.workbook.chosen_sheet import chosen_sheet, hidden_sheets
from concord.adapters.workbook.refusal import UnreadableTableError
from concord.domain.source import SheetRule


@dataclass(frozen=True)
class Sheet:
    title: str
    sheet_state: str = "visible"


DAILY, NOTES, OLD = Sheet("Daily"), Sheet("Notes"), Sheet("Old", "veryHidden")


@pytest.mark.parametrize(
    ("sheets", "name", "chosen"),
    [
        ([DAILY], "", DAILY),
        ([OLD, DAILY], "", DAILY),
        ([NOTES, DAILY], "Daily", DAILY),
        ([NOTES, DAILY], " \uff24aily ", DAILY),
        ([Sheet("DAILY"), DAILY], "Daily", DAILY),
        ([DAILY, OLD], "Old", OLD),
    ],
)
def test_the_sheet_that_was_agreed(sheets: list[Sheet], name: str, chosen: Sheet) -> None:
    assert chosen_sheet(sheets, SheetRule(name=name)) == chosen


@pytest.mark.parametrize(
    ("sheets", "name", "rule", "found"),
    [
        ([DAILY, NOTES], "", "sheet-ambiguous", "'Daily', 'Notes'"),
        ([OLD], "", "sheet-not-found", "no visible sheet"),
        ([NOTES], "Daily", "sheet-not-found", "'Notes'"),
        ([], "Daily", "sheet-not-found", "no sheets"),
        ([Sheet("DAILY"), Sheet("daily")], "Daily", "sheet-ambiguous", "'DAILY', 'daily'"),
    ],
)
def test_no_sheet_is_picked_in_silence(
    sheets: list[Sheet], name: str, rule: str, found: str
) -> None:
    with pytest.raises(UnreadableTableError) as raised:
        chosen_sheet(sheets, SheetRule(name=name))
    assert (raised.value.finding.rule, raised.value.finding.found) == (rule, found)


def test_hidden_sheets_are_told() -> None:
    assert hidden_sheets([DAILY]) == ()
    (told,) = hidden_sheets([DAILY, OLD])
    assert (told.rule, told.found) == ("hidden-sheet", "'Old'")
