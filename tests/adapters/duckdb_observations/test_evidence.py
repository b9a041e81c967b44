"""One contract for the evidence in memory and in Parquet files: each row with its place."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from concord.adapters.duckdb_observations import DuckDbRowEvidence
from concord.domain.evidence import EvidenceRow, Recount
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.source import Restates
from concord.ports import ObservationFile
from concord.ports.evidence import RowEvidence
from tests.builders import at_site, expression, kpi, period, source
from tests.fakes_evidence import FakeRowEvidence
from tests.fakes_observations import FakeObservations
from tests.stored_places import TICKETS, Place, day, in_files, in_memory, invalid, ticket

OCTOBER, NOVEMBER = period("2026-10"), period("2026-11")
COLUMNS = ("date", "site", "answered")


class Room:
    """A place for rows, and the evidence over it."""

    def __init__(self, place: Place, evidence: RowEvidence) -> None:
        self.place, self.evidence = place, evidence

    def rows(
        self,
        files: Sequence[ObservationFile],
        dimension: Dimension = TOTAL,
        asked: str = "2026-10",
        restates: Restates = Restates.ROWS,
    ) -> tuple[EvidenceRow, ...]:
        declared = source(restates=restates)
        return self.evidence.rows(declared, COLUMNS, files, period(asked), dimension)


def memory(folder: Path) -> Room:
    place = in_memory(folder)
    assert isinstance(place.observations, FakeObservations)
    return Room(place, FakeRowEvidence(place.observations))


def parquet(folder: Path) -> Room:
    return Room(in_files(folder), DuckDbRowEvidence(folder))


@pytest.fixture(params=[memory, parquet])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Room:
    build: Callable[[Path], Room] = request.param
    return build(tmp_path)


def places(rows: Sequence[EvidenceRow]) -> list[tuple[str, int, bool]]:
    return [(row.sha256, row.row, row.counted) for row in rows]


def test_each_row_comes_with_its_file_its_number_and_the_values_asked_for(room: Room) -> None:
    file = room.place.keep(source(), OCTOBER, [day("2026-10-01"), day("2026-10-02", answered=7)])
    first, second = room.rows([file])
    assert first == EvidenceRow(
        sha256="file-2026-10",
        sheet=None,
        row=2,
        counted=True,
        values=(("date", "2026-10-01"), ("site", "manila"), ("answered", "8")),
    )
    assert (second.row, dict(second.values)["answered"]) == (3, "7")


def test_only_rows_of_the_period_and_the_dimension(room: Room) -> None:
    rows = [day("2026-10-01"), day("2026-10-02", "cebu"), day("2026-10-05", "cebu")]
    file = room.place.keep(source(), OCTOBER, rows)
    assert [r.row for r in room.rows([file], at_site("cebu"))] == [3, 4]
    assert [r.row for r in room.rows([file], asked="2026-W41")] == [4]
    assert room.rows([file], asked="2026-11") == ()
    assert room.rows([]) == ()


def test_rows_that_cannot_be_read_are_shown_and_not_counted(room: Room) -> None:
    undated = {**day("2026-10-03"), "date": None}
    rows = [day("2026-10-01"), invalid(day("2026-10-02")), invalid(undated)]
    nowhere = invalid(day("2026-10-04", site=None))
    file = room.place.keep(source(), OCTOBER, [*rows, nowhere])
    assert places(room.rows([file])) == [
        ("file-2026-10", 2, True),
        ("file-2026-10", 3, False),
        ("file-2026-10", 4, False),
        ("file-2026-10", 5, False),
    ]
    assert [r.row for r in room.rows([file], at_site("cebu"))] == [5]


def test_a_row_that_a_newer_file_replaces_is_gone(room: Room) -> None:
    older = room.place.keep(source(), OCTOBER, [day("2026-10-01"), day("2026-10-02")], "older")
    newer = room.place.keep(source(), OCTOBER, [day("2026-10-02", answered=9)], "newer")
    assert places(room.rows([older, newer])) == [("older", 2, True), ("newer", 2, True)]


def test_of_a_period_restated_as_a_whole_only_the_newest_file_counts(room: Room) -> None:
    older = room.place.keep(source(), OCTOBER, [day("2026-10-01")], "older")
    newer = room.place.keep(source(), OCTOBER, [day("2026-10-02")], "newer")
    found = room.rows([older, newer], restates=Restates.FILE)
    assert places(found) == [("newer", 2, True)]


def test_without_a_day_rows_lie_where_their_file_does(room: Room) -> None:
    by_file = source(day_column=None, key=("site",))
    file = room.place.keep(
        by_file, OCTOBER, [day("2026-10-01"), invalid(day("2026-10-02", "cebu"))]
    )
    found = room.evidence.rows(by_file, COLUMNS, [file], OCTOBER, TOTAL)
    assert [(r.row, r.counted) for r in found] == [(2, True), (3, False)]
    assert room.evidence.rows(by_file, COLUMNS, [file], NOVEMBER, TOTAL) == ()


def test_the_counted_rows_come_to_the_figure(room: Room) -> None:
    rows = [day("2026-10-01", "cebu", 30, 10), day("2026-10-02", "manila", 50, 45)]
    file = room.place.keep(source(), OCTOBER, [*rows, invalid(day("2026-10-03"))])
    measured = room.place.observations.measure(kpi(), source(), [file], [OCTOBER])
    for measurement in measured:
        found = room.evidence.rows(
            source(), ("answered", "offered"), [file], OCTOBER, measurement.dimension
        )
        values = [dict(row.values) for row in found if row.counted]
        assert measurement.numerator == sum(Fraction(v["answered"] or 0) for v in values)
        assert measurement.denominator == sum(Fraction(v["offered"] or 0) for v in values)


def test_rows_can_be_counted_with_the_invalid_ones(room: Room) -> None:
    rows = [day("2026-10-01", "cebu", 30, 10), invalid(day("2026-10-03", "cebu", 10, 10))]
    file = room.place.keep(source(), OCTOBER, rows)
    counts = [
        room.evidence.recount(kpi(), source(), [file], OCTOBER, at_site("cebu"), way)
        for way in (Recount(), Recount(with_invalid=True))
    ]
    assert counts == [Fraction(100, 3), Fraction(50)]
    assert room.evidence.recount(kpi(), source(), [], OCTOBER, TOTAL, Recount()) is None
    elsewhere = room.evidence.recount(kpi(), source(), [file], OCTOBER, at_site("x"), Recount())
    assert elsewhere is None


def test_days_can_be_cut_at_another_hour(room: Room) -> None:
    hours = kpi(
        source="tickets",
        numerator=None,
        denominator=None,
        value=expression('sum("hours")', "hours"),
    )
    file = room.place.keep(TICKETS, OCTOBER, [ticket("1"), ticket("2")])
    for way, asked, expected in (
        (Recount(), OCTOBER, 3),
        (Recount(shift=timedelta(minutes=1)), OCTOBER, None),
        (Recount(shift=timedelta(minutes=1)), NOVEMBER, 3),
    ):
        assert room.evidence.recount(hours, TICKETS, [file], asked, TOTAL, way) == expected


def test_without_a_day_a_recount_goes_by_the_file(room: Room) -> None:
    by_file = source(day_column=None, key=("site",))
    file = room.place.keep(by_file, OCTOBER, [day("2026-10-01", answered=4)])
    counts = [
        room.evidence.recount(kpi(), by_file, [file], asked, TOTAL, Recount())
        for asked in (OCTOBER, NOVEMBER)
    ]
    assert counts == [Fraction(40), None]


def test_the_sheet_is_the_one_that_was_read(tmp_path: Path) -> None:
    room = parquet(tmp_path)
    file = room.place.keep(source(), OCTOBER, [day("2026-10-01")])
    path = tmp_path / file.observations[:2] / f"{file.observations}.parquet"
    table: pa.Table = pq.read_table(path)
    pq.write_table(table.replace_schema_metadata({"sheet": "Daily"}), path)
    assert [row.sheet for row in room.rows([file])] == ["Daily"]
