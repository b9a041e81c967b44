"""Reading one workbook: as every source that asks for it, and keeping nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import pytest

from concord.domain.agreement import Agreement
from concord.domain.kpi import TOTAL
from concord.domain.period import PeriodLength
from concord.domain.reading.layout import Layout
from concord.domain.source import FilePattern
from concord.domain.submission import ReadResult, Verdict
from concord.ports import ReadJob
from concord.services.read_workbook import ReadingPorts, WorkbookRead, read_workbook
from tests import builders
from tests.fakes import FakeLandingStore, FakeReader
from tests.fakes_observations import FakeObservations
from tests.stored_rows import Cell

FILE = "NW_daily_2026-10.xlsx"
ROWS: list[Mapping[str, Cell]] = [
    {"site": "manila", "offered": 100, "answered": 82, "_valid": True}
]


@dataclass
class FakeLayouts:
    """Shows a table without columns, and remembers for what it was asked."""

    asked: list[tuple[str, int, int]] = field(default_factory=list)

    def layout(self, job: ReadJob, rows_read: int, most_rows: int) -> Layout | None:
        self.asked.append((job.source.id, rows_read, most_rows))
        return Layout(sheet="Daily", header_row=1, columns=())


class Desk:
    """An agreement with two sources, and readers that keep no promises but ours."""

    def __init__(self) -> None:
        other = builders.source(id="other", files=FilePattern(text="other*.xlsx"))
        self.agreement: Agreement = builders.agreement(sources=(builders.source(), other))
        self.reader, self.layouts = FakeReader(), FakeLayouts()
        self.observations = FakeObservations()

    def accept(self, **changes: object) -> None:
        source = replace(self.agreement.sources[0], day_column=None, key=())
        self.agreement = replace(self.agreement, sources=(source, *self.agreement.sources[1:]))
        kept = self.observations.add(source, builders.period(), ROWS)
        default = ReadResult(
            verdict=Verdict.ACCEPTED,
            period=builders.period(),
            rows_read=1,
            rows_accepted=1,
            findings=(),
            observations=kept.observations,
        )
        self.reader = FakeReader(results={FILE: builders._with(default, changes)})

    def read(self, name: str = FILE, source: str | None = None) -> WorkbookRead:
        ports = ReadingPorts(
            landing=FakeLandingStore(),
            reader=self.reader,
            layouts=self.layouts,
            observations=self.observations,
        )
        return read_workbook(self.agreement, name, [b"bytes"], ports, source=source, most_rows=3)


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.accept()
    return made


def test_it_is_read_as_the_source_whose_pattern_matches(desk: Desk) -> None:
    read = desk.read()
    assert [(m.source.id, m.matches, str(m.period)) for m in read.matches] == [
        ("daily_ops", True, "2026-10"),
        ("other", False, "None"),
    ]
    (reading,) = read.readings
    assert reading.source.id == "daily_ops"
    assert reading.result.verdict is Verdict.ACCEPTED
    assert reading.layout is not None
    assert desk.layouts.asked == [("daily_ops", 1, 3)]


def test_its_figures_are_the_totals_of_its_own_rows(desk: Desk) -> None:
    (reading,) = desk.read().readings
    (figure,) = reading.figures
    assert (figure.kpi, figure.value, figure.dimension) == ("answer_rate", Fraction(82), TOTAL)


def test_no_source_no_reading(desk: Desk) -> None:
    read = desk.read("holiday.jpg")
    assert read.readings == ()
    assert not any(match.matches for match in read.matches)


def test_a_source_that_is_named_is_taken_whatever_the_name(desk: Desk) -> None:
    desk.reader = FakeReader()
    desk.agreement = replace(desk.agreement, kpis=())
    (reading,) = desk.read("copy of daily.xlsx", source="other").readings
    assert (reading.source.id, reading.named) == ("other", None)


def test_a_source_that_is_not_declared_is_refused(desk: Desk) -> None:
    with pytest.raises(KeyError):
        desk.read(source="nothing")


def test_a_rejected_file_is_opened_no_second_time(desk: Desk) -> None:
    desk.accept(verdict=Verdict.REJECTED, observations=None)
    (reading,) = desk.read().readings
    assert reading.layout is None
    assert reading.figures == ()
    assert desk.layouts.asked == []


def test_a_quarantined_file_shows_its_layout_and_no_figures(desk: Desk) -> None:
    desk.accept(verdict=Verdict.QUARANTINED, observations=None)
    (reading,) = desk.read().readings
    assert reading.layout is not None
    assert reading.figures == ()


def test_rows_without_a_period_come_to_no_figures(desk: Desk) -> None:
    desk.accept(period=None)
    (reading,) = desk.read().readings
    assert reading.figures == ()


def test_a_kpi_of_longer_periods_is_not_worked_out_from_one_file(desk: Desk) -> None:
    quarterly = builders.service_level(period=PeriodLength.QUARTER)
    desk.agreement = replace(desk.agreement, service_levels=(quarterly,))
    (reading,) = desk.read().readings
    assert reading.figures == ()
