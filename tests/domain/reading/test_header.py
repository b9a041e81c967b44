"""The header is found by its anchors; columns are found by name, in any order."""

from dataclasses import replace

import pytest

from concord.domain.reading.header import ambiguous_header, find_header, repeats_header
from concord.domain.source import SheetRule
from concord.domain.table import Row
from tests.reading_tables import HEADER, row, source, table


def found(*rows: Row, **changes: object) -> tuple[dict[str, int | None] | None, list[str]]:
    header, findings = find_header(table(*rows, hint="Try this."), source(**changes), rows)
    positions = None if header is None else dict(header.positions)
    return positions, [finding.rule for finding in findings]


def test_the_header_may_stand_anywhere_and_its_columns_in_any_order() -> None:
    rows = (row(1, "Northwind"), row(3, "Answered", "FECHA", "Calls  offered", "site"))
    assert found(*rows) == ({"date": 1, "site": 3, "offered": 2, "answered": 0}, [])


def test_unknown_columns_are_remarked() -> None:
    positions, rules = found(row(1, *HEADER, "Mood"))
    assert positions is not None
    assert rules == ["column-unknown"]


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ((row(1, *HEADER), row(9, *HEADER)), "header-ambiguous"),
        ((row(1, "Date", "Site", "Offered"),), "column-missing"),
        ((row(1, "Date", "Site", "Offered", "Answred"),), "column-missing"),
        ((row(1, "Date", "Site", "Offered", "Answer\u0435d"),), "mixed-script-header"),
        ((row(1, *HEADER, "Offered "),), "column-duplicated"),
        ((row(1, "Date", "b", "c"),), "header-not-found"),
        ((row(1), row(2, "Name", "Mood")), "header-not-found"),
        ((), "header-not-found"),
    ],
)
def test_what_is_wrong_with_it(rows: tuple[Row, ...], rule: str) -> None:
    assert found(*rows) == (None, [rule])


def test_a_declared_header_row_is_the_only_one_looked_at() -> None:
    rows = (row(1, *HEADER), row(2, "Date"))
    rule = SheetRule(header_row=2)
    assert found(*rows, sheet=rule) == (None, ["header-not-found"])
    assert found(*rows, sheet=SheetRule(header_row=1))[1] == []


def test_an_optional_column_may_be_left_out() -> None:
    columns = tuple(
        type(c)(name=c.name, headers=c.headers, type=c.type, required=c.name != "answered")
        for c in source().columns
    )
    positions, rules = found(row(1, "Date", "Site", "Offered"), columns=columns)
    assert positions == {"date": 0, "site": 1, "offered": 2, "answered": None}
    assert rules == []


def test_columns_that_are_all_optional_are_still_anchors() -> None:
    columns = tuple(
        type(c)(name=c.name, headers=c.headers, type=c.type, required=False)
        for c in source().columns
    )
    assert found(row(1, *HEADER), columns=columns)[1] == []


def test_the_header_again_further_down_is_another_table() -> None:
    rows = (row(1, *HEADER),)
    header, _ = find_header(table(*rows), source(), rows)
    assert header is not None
    assert repeats_header(row(9, *HEADER), header, source())
    assert not repeats_header(row(9, "Date", "x"), header, source())
    assert ambiguous_header(table(), 9, "1, 9").rule == "header-ambiguous"


@pytest.mark.parametrize(
    ("texts", "rules"),
    [
        (("Date",), ["header-not-found"]),
        (("Date", "Site"), ["column-missing", "column-missing"]),
        (("Date", "Site", "Offered"), ["column-missing"]),
    ],
)
def test_half_of_the_columns_make_a_header_that_lacks_some(
    texts: tuple[str, ...], rules: list[str]
) -> None:
    assert found(row(1, *texts)) == (None, rules)


@pytest.mark.parametrize(
    "written",
    ["Off\u200bered", "\u00a0Offered\u00a0", "\uff2fffered", "OFFERED", "\u202eOffered\u202c"],
)
def test_a_header_is_known_in_all_its_forms(written: str) -> None:
    assert found(row(1, "Date", "Site", written, "Answered"))[1] == []


def test_the_nearest_header_is_named_and_not_taken() -> None:
    rows = (row(1, "Date", "Site", "Offered", "Answred"),)
    _, (finding,) = find_header(table(*rows), source(), rows)
    assert (finding.found, finding.where) == ("'Answred'", "Daily!1")


def test_a_look_alike_letter_is_shown_by_its_code_point() -> None:
    rows = (row(1, "Date", "Site", "Offered", "Answer\u0435d"),)
    _, (finding,) = find_header(table(*rows), source(), rows)
    assert finding.where == "Daily!D1"
    assert "U+0435 CYRILLIC SMALL LETTER IE" in finding.message


def test_columns_of_one_name_are_told_by_their_letters() -> None:
    rows = (row(1, *HEADER, "Calls Offered"),)
    _, (finding,) = find_header(table(*rows), source(), rows)
    assert (finding.where, "in C and E" in finding.message) == ("Daily!E1", True)


def test_unknown_columns_are_told_from_the_first_on_and_not_without_end() -> None:
    extra = [f"x{number}" for number in range(13)]
    rows = (row(1, *HEADER, *extra),)
    _, (finding,) = find_header(table(*rows), source(), rows)
    assert finding.where == "Daily!E1"
    assert finding.message.startswith("13 column(s)")
    assert ("'x11'" in finding.found, "'x12'" in finding.found) == (True, False)


def test_what_stands_there_instead_is_not_quoted_where_it_may_be_people() -> None:
    people = tuple(replace(c, personal=c.name == "site", one_of=()) for c in source().columns)
    rows = (row(1, "Ana Reyes", "Joel Cruz"),)
    _, (finding,) = find_header(table(*rows), source(columns=people), rows)
    assert finding.found == "2 cells that are no headers"
    _, (finding,) = find_header(table(*rows), source(), rows)
    assert finding.found == "'Ana Reyes', 'Joel Cruz'"
