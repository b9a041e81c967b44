"""A source, each of its values with its mark."""

from datetime import date

from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.proposal.grouping import Group, grouped
from concord.domain.proposal.layout import find_table
from concord.domain.proposal.marks import Mark
from concord.domain.proposal.proposed import ProposedSource
from concord.domain.proposal.proposed_source import proposed_source, typed_group
from concord.domain.source import TextFormat
from tests.proposals import DAILY, Line, found, group_of, text_file

MANY = [date(2026, 10, 1), date(2026, 10, 2)]


def proposed(group: Group, taken: tuple[str, ...] = ()) -> ProposedSource:
    return proposed_source(typed_group(group), taken)


def of_sheet(*lines: Line) -> ProposedSource:
    return proposed(group_of([found(*lines)]))


def of_text(
    *lines: Line, text: TextFormat | None = None, file: str = "a_2026-10.csv"
) -> ProposedSource:
    sample = text_file(*lines, file=file, text=text)
    table = find_table(sample.tables[0])
    assert table is not None
    (group,) = grouped([(table, sample.text)])
    return proposed(group)


def test_a_daily_summary_is_read_off() -> None:
    source = of_sheet(*DAILY, ("Total", None, 1, 2, 3, 4))
    assert (source.id, source.files) == ("nw_daily", "NW_daily_{period:%Y-%m}*.xlsx")
    assert (source.sheet, source.key, source.day_column) == ("Daily", ("date", "site"), "date")
    assert source.totals_rows == ("Total",)
    assert source.last == MeasurementPeriod.parse("2026-10")
    assert set(source.notes) == {*("files", "covers", "sheet", "coverage", "key", "totals_rows")}
    assert {note.mark for note in source.notes.values()} == {Mark.GUESS}
    site = next(c.column for c in source.columns if c.column.name == "site")
    assert site.one_of == ("Manila", "Cebu")


def test_a_second_source_of_the_name_is_told_by_its_sheet() -> None:
    group = group_of([found(("Team", "Calls"), ("a", 1))])
    assert proposed(group, ("nw_daily",)).id == "nw_daily_daily"


def test_how_a_text_file_is_written_is_marked() -> None:
    source = of_text(
        ("Datum", "Stunden", "Fällig"),
        ("03.10.2026", "7,5", "1.234"),
        ("31.10.2026", "8,25", "k.A."),
        ("31.10.2026", "8,25", "5"),
        text=TextFormat(delimiter=";", encoding="cp1252"),
    )
    marked = {key: note.mark for key, note in source.notes.items()}
    keys = ("delimiter", "encoding", "decimal", "thousands", "date_order", "null_tokens")
    assert {marked[key] for key in keys} == {Mark.GUESS}
    assert (source.text.thousands, source.text.null_tokens) == (".", ("k.A.",))


def test_what_can_be_read_in_two_ways_is_for_a_person() -> None:
    source = of_text(("Datum", "Fällig"), ("03/04/2026", "1,234"), file="a_2026.csv")
    marked = {key: note.mark for key, note in source.notes.items()}
    asked = ("date_order", "decimal", "thousands", "key")
    assert {marked[key] for key in asked} == {Mark.CONFIRM}


def test_a_thousands_sign_alone_is_marked() -> None:
    source = of_text(("Team", "Due"), ("a", "1,234,567"))
    assert source.notes["thousands"].mark is Mark.GUESS


def test_of_two_columns_of_days_the_one_in_the_period_counts() -> None:
    lines = [
        ("Opened", "Closed", "Team"),
        (date(2026, 8, 1), date(2026, 10, 1), "a"),
        (date(2026, 7, 1), date(2026, 10, 2), "a"),
    ]
    source = of_sheet(*lines)
    assert (source.day_column, source.notes["day_column"].mark) == ("closed", Mark.CONFIRM)


def test_one_column_of_days_is_the_one() -> None:
    source = of_sheet(("Datum", "Team"), (MANY[0], "a"), (MANY[1], "a"))
    assert (source.day_column, source.notes["day_column"].mark) == ("datum", Mark.GUESS)


def test_without_any_day_the_last_period_is_not_known() -> None:
    source = of_text(("Team", "Due"), ("a", "1"), file="calls.csv")
    assert (source.last, source.day_column) == (None, None)
    assert source.covers is PeriodLength.MONTH


def test_days_tell_the_last_period_where_names_do_not() -> None:
    source = of_text(("Date", "Due"), ("2026-10-05", "1"), file="calls.csv")
    assert source.last == MeasurementPeriod.parse("2026-10-05")


def test_what_is_left_out_and_why_is_told() -> None:
    source = of_sheet(("Team", "Value", "Value", "Blue"), ("a", 1, 2, True), ("a", 3, 4, False))
    assert [remark.split(",")[0] for remark in source.remarks] == [
        "Not proposed",
        "Not proposed",
        "No few columns tell each row from all others: say how corrections are to be told.",
    ]


def test_damaged_letters_are_told_as_such() -> None:
    source = of_sheet(("Team", "Note"), ("a", "fine"), ("b", "GrÃ¼ÃŸe"), ("c", "fine"))
    assert source.remarks[0].startswith("Not proposed, for letters in it are damaged: 'Note'")


def test_a_printed_rate_is_told_beside_its_column() -> None:
    lines = [("Due", "In time", "Rate"), (10, 9, "90 %"), (23, 17, "74 %"), (61, 40, "66 %")]
    rate = of_sheet(*lines).columns[2]
    assert rate.remarks == ("rate only prints in_time / due: a KPI computes it",)
    assert str(rate.column.prints) == "in_time of due"
    rest = [("Due", "Late", "Rate"), (10, 9, "10 %"), (23, 17, "26 %"), (61, 40, "34 %")]
    left = of_sheet(*rest).columns[2]
    assert left.remarks[0].startswith("rate only prints 1 - late / due")
    assert str(left.column.prints) == "due - late of due"


def test_a_printed_number_may_be_a_share_of_1_or_of_100_and_is_not_compared() -> None:
    lines = [("Due", "In time", "Rate"), (10, 9, 0.9), (23, 17, 0.74), (61, 40, 0.66)]
    rate = of_sheet(*lines).columns[2]
    assert rate.remarks == ("rate only prints in_time / due: a KPI computes it",)
    assert rate.column.prints is None


def test_rates_and_averages_without_their_counts_are_asked_about() -> None:
    source = of_sheet(("Team", "Quality %", "AHT (s)"), ("a", 91, 340), ("b", 92, 350))
    assert [column.remarks for column in source.columns] == [
        (),
        ("quality is a rate without its counts: ask for them, rates do not add up",),
        ("aht_s is an average: ask for the total, averages do not add up",),
    ]


def test_a_column_under_two_names_or_missing_is_for_a_person() -> None:
    header = ("Date", "Team", "Due", "In time", "Done")
    usual = [found(header, range(5), file=f"{n}.xlsx") for n in "ab"]
    other = found(("Date", "Team", "Due", "i. O.", "Done"), range(5), file="c.xlsx")
    short = found(header[:4], range(4), file="d.xlsx")
    columns = {c.column.headers[0]: c for c in proposed(group_of([*usual, other, short])).columns}
    assert columns["In time"].note.why == "one column under two names? 'i. O.' in 'c.xlsx'"
    assert columns["Done"].note.mark is Mark.CONFIRM


def test_sheets_named_for_their_month_are_not_named() -> None:
    tables = [
        found(("Team", "Calls"), ("a", 1), file=f"{name}.xlsx", name=name)
        for name in ("Sep", "Oct")
    ]
    source = proposed(group_of(tables))
    assert (source.sheet, "sheet" in source.notes) == ("", False)


def test_a_far_off_day_is_no_last_period() -> None:
    source = of_text(("Date", "Due"), ("2960-01-05", "1"), file="calls.csv")
    assert source.last is None
