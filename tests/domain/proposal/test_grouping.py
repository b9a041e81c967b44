"""Which tables are deliveries of one source."""

from concord.domain.proposal.grouping import grouped
from concord.domain.proposal.layout import FoundTable, find_table
from concord.domain.source import TextFormat
from tests.proposals import Line, found, group_of, sheet

HEADER: Line = ("Date", "Team", "Due", "In time", "Done")


def table(*header: str, file: str, name: str = "Daily") -> FoundTable:
    return found(header or HEADER, tuple(range(5)), file=file, name=name)


def test_tables_with_the_same_headers_are_one_source() -> None:
    group = group_of([table(file="a.xlsx"), table(file="b.xlsx")])
    assert len(group.tables) == 2
    assert group.headers == {header: (header,) for header in HEADER}


def test_another_layout_sheet_or_format_is_another_source() -> None:
    other = found(("X", "Y"), (1, 2), file="b.xlsx")
    sheets = [
        find_table(sheet(HEADER, range(5), file=file, name=name, is_only=False))
        for file, name in (("a.xlsx", "North"), ("b.xlsx", "South"))
    ]
    assert len(grouped([(table(file="a.xlsx"), None), (other, None)])) == 2
    assert len(grouped((one, None) for one in sheets if one is not None)) == 2
    assert len(grouped([(table(file="a"), TextFormat()), (table(file="b"), None)])) == 2
    assert len(grouped([(table(file="a"), None), (table(file="a"), None)])) == 2


def test_the_only_sheet_may_be_named_for_its_month() -> None:
    group_of([table(file="a.xlsx", name="Sep"), table(file="b.xlsx", name="Oct")])


def test_a_new_header_at_the_same_place_is_one_column_under_two_names() -> None:
    renamed = table("Date", "Team", "Due", "i. O.", "Done", file="c.xlsx")
    group = group_of([table(file="a.xlsx"), table(file="b.xlsx"), renamed, renamed_again()])
    assert group.headers["In time"] == ("In time", "i. O.")
    assert group.renamed == {"In time": "'i. O.' in 'c.xlsx'"}


def renamed_again() -> FoundTable:
    return table("Date", "Team", "Due", "i. O.", "Done", file="d.xlsx")


def test_a_column_that_is_missing_somewhere_is_told() -> None:
    short = found(HEADER[:4], tuple(range(4)), file="c.xlsx")
    group = group_of([table(file="a.xlsx"), table(file="b.xlsx"), short])
    assert group.absent == {"Done": "not in 'c.xlsx'"}
    moved = table("Team", "Date", "Due", "Done", "Extra", file="c.xlsx")
    assert group_of([table(file="a.xlsx"), table(file="b.xlsx"), moved]).absent
