"""Why a figure kept by hand differs: each known cause, tried on the figures themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from concord.domain.agreement import Agreement
from concord.domain.errors import FigureError
from concord.domain.hand_figure import HandFigure, WrittenFigure
from concord.domain.kpi import TOTAL, Dimension, Measurement
from concord.domain.period import PeriodLength
from concord.domain.quantity import SECONDS
from concord.domain.submission import Submission
from concord.services.difference import Difference
from concord.services.difference_causes import causes_of
from tests import builders
from tests.builders import at_site, column, expression, kpi, period, source
from tests.fakes_evidence import FakeRowEvidence
from tests.fakes_observations import FakeObservations
from tests.stored_places import TICKETS, day, invalid, ticket
from tests.stored_rows import Cell

ROWS: Sequence[Mapping[str, Cell]] = (
    day("2026-10-01", "manila", 300, 234),
    day("2026-10-02", "cebu", 1200, 1020),
)


class Desk:
    """An agreement with what was delivered for it, and a figure that somebody wrote down."""

    def __init__(self, **changes: object) -> None:
        self.agreement: Agreement = builders.agreement(**changes)
        self.observations = FakeObservations()
        self.submissions: list[Submission] = []

    def deliver(
        self, rows: Sequence[Mapping[str, Cell]], month: str = "2026-10", hour: int = 8
    ) -> None:
        sent_as = f"file {len(self.submissions)}"
        kept = self.observations.add(self.agreement.sources[0], period(month), rows, sent_as)
        arrived = datetime(2026, 11, 3, hour, tzinfo=UTC)
        given = builders.submission(month, sha256=sent_as, arrived=arrived)
        self.submissions.append(replace(given, observations=kept.observations))

    def measurements(self, *months: str) -> list[Measurement]:
        own, delivered = self.agreement.kpis[0], self.agreement.sources[0]
        files = self.difference("0", []).files
        periods = [period(month) for month in months]
        return list(self.observations.measure(own, delivered, files, periods))

    def difference(
        self,
        theirs: str,
        measured: Sequence[Measurement],
        dimension: Dimension = TOTAL,
        month: str = "2026-10",
    ) -> Difference:
        same = (m for m in measured if m.dimension == dimension and m.period == period(month))
        ours = next(same, builders.measurement())
        places = len(theirs.partition(".")[2])
        written = WrittenFigure(value=Fraction(theirs), places=places, read_as="")
        return Difference(
            agreement=self.agreement,
            hand=HandFigure(
                where="A1",
                kpi=ours.kpi,
                service=None,
                period=period(month),
                dimension=dimension,
                written=written,
            ),
            ours=ours,
            value=ours.value or Fraction(0),
            others=measured,
            submissions=self.submissions,
            observations=self.observations,
            evidence=FakeRowEvidence(self.observations),
        )

    def causes(
        self, theirs: str, dimension: Dimension = TOTAL, month: str = "2026-10"
    ) -> tuple[str, ...]:
        around = (period(month).previous(), period(month), period(month).next())
        measured = self.measurements(*map(str, around))
        return causes_of(self.difference(theirs, measured, dimension, month))


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.deliver(ROWS)
    return made


def test_what_nothing_known_gives_has_no_cause(desk: Desk) -> None:
    assert desk.causes("12.34") == ()


def test_a_share_of_one(desk: Desk) -> None:
    assert desk.causes("0.836") == ("written as a share of 1, not in percent",)


def test_minutes_and_hours_instead_of_seconds() -> None:
    desk = Desk(kpis=(kpi(unit=SECONDS, by=()),))
    desk.deliver([day("2026-10-01", offered=1, answered=5400)])
    assert desk.causes("90")[0] == "written in minutes, not in seconds"
    assert desk.causes("1.5")[0] == "written in hours"


@pytest.mark.parametrize(
    ("offered", "answered", "theirs", "words"),
    [
        (3, 2, "66.6", "cut off after 1 decimal, where ours is rounded half up"),
        (3, 2, "66", "cut off after 0 decimals, where ours is rounded half up"),
        (8, 5, "62.4", None),
        (16, 13, "81.2", "cut off after 1 decimal, where ours is rounded half up"),
        (400, 329, "82.2", "rounded half to even after 1 decimal, where ours is rounded half up"),
    ],
)
def test_another_rounding(offered: int, answered: int, theirs: str, words: str | None) -> None:
    desk = Desk()
    desk.deliver([day("2026-10-01", offered=offered, answered=answered)])
    assert (words in desk.causes(theirs)) is (words is not None)


def test_another_variant_of_the_service_level() -> None:
    columns = tuple(column(name) for name in ("in_20s", "answered", "offered"))
    standard = kpi(
        standard="service_level",
        roles=(("answered_in", "in_20s"),),
        numerator=expression('sum("in_20s")', "in_20s"),
        denominator=expression('sum("offered")', "offered"),
        by=(),
    )
    delivered = source(columns=columns, day_column=None, key=("offered",))
    desk = Desk(sources=(delivered,), kpis=(standard,))
    desk.deliver([{"in_20s": 860, "answered": 1000, "offered": 1060}])
    assert desk.causes("86.0") == (
        "computed as the variant ignored: contacts given up do not count at all",
    )


def test_the_mean_of_daily_figures_or_of_parts(desk: Desk) -> None:
    daily, sites, rows = desk.causes("81.5")
    assert daily == "the mean of the daily figures, not the ratio of the sums"
    assert sites == "the mean of the figures of each site, not the ratio of the sums"
    assert rows == "the mean of the figures of each date and site, not the ratio of the sums"


def test_the_mean_with_the_totals_row_among_the_rows() -> None:
    desk = Desk(sources=(source(totals_rows=("Total",)),))
    desk.deliver(ROWS)
    assert desk.causes("82.2")[0].endswith("with the totals row among them")


def test_the_mean_of_monthly_figures_of_a_quarter() -> None:
    quarterly = builders.service_level(period=PeriodLength.QUARTER)
    desk = Desk(service_levels=(quarterly,), sources=(source(day_column=None, key=("site",)),))
    desk.deliver([day("2026-10-01", offered=300, answered=234)])
    desk.deliver([day("2026-11-01", offered=1200, answered=1020)], "2026-11")
    words = "the mean of the monthly figures, not the ratio of the sums"
    assert words in desk.causes("81.5", month="2026-Q4")


def test_of_a_part_only_that_part_is_split(desk: Desk) -> None:
    desk.deliver([day("2026-10-03", "cebu", 100, 55)])
    causes = desk.causes("70.0", at_site("cebu"))
    assert causes[0] == "the mean of the daily figures, not the ratio of the sums"
    assert causes[1] == "the mean of the figures of each date, not the ratio of the sums"


def total(**changes: Any) -> Desk:  # noqa: ANN401 - any field of a source
    """Return a desk whose KPI is a plain sum."""
    volume = kpi(
        unit="calls",
        numerator=None,
        denominator=None,
        value=expression('sum("offered")', "offered"),
        by=(),
    )
    return Desk(kpis=(volume,), sources=(source(**changes),))


def test_a_sum_with_the_totals_row_in_it() -> None:
    desk = total(totals_rows=("Total",))
    desk.deliver(ROWS)
    assert desk.causes("3000") == ("the totals row is counted with the rows",)
    plain = total()
    plain.deliver(ROWS)
    assert plain.causes("3000") == ()


def test_rows_that_were_left_out_counted_in() -> None:
    desk = Desk()
    desk.deliver([*ROWS, invalid(day("2026-10-03", "cebu", 500, 0))])
    assert desk.causes("62.7") == ("1 row that we left out for wrong cells counted in",)


def test_the_figure_before_a_file_restated_it(desk: Desk) -> None:
    desk.deliver([day("2026-10-02", "cebu", 1200, 1100)], hour=9)
    desk.deliver([day("2026-09-02", "cebu", 1, 1)], "2026-09", hour=10)
    assert desk.causes("83.6") == (
        "as it stood before NW_daily_2026-10.xlsx arrived on 3 Nov 2026 09:00",
    )


MANILA = ZoneInfo("Asia/Manila")


def test_days_cut_in_another_zone() -> None:
    hours = kpi(
        unit="hours",
        numerator=None,
        denominator=None,
        value=expression('sum("hours")', "hours"),
        by=(),
    )
    desk = Desk(kpis=(hours,), sources=(TICKETS,), zone=MANILA)
    early = {**ticket("5"), "opened": datetime(2026, 10, 15, 9)}  # noqa: DTZ001 - wall-clock time
    desk.deliver([early, ticket("2")])
    assert desk.causes("5") == ("days cut at midnight in Asia/Manila, not in Europe/London",)


def test_a_snapshot_is_not_recounted() -> None:
    desk = Desk(kpis=(kpi(snapshot=True, by=()),))
    desk.deliver([*ROWS, invalid(day("2026-10-03", "cebu", 500, 0))])
    assert desk.causes("62.7") == ()


def test_the_figure_of_another_month_or_part(desk: Desk) -> None:
    desk.deliver([day("2026-11-02", "cebu", 100, 17)], "2026-11")
    assert desk.causes("17.0") == ("the figure of November 2026",)
    assert desk.causes("78.0") == ("the figure of site manila",)


def test_a_cause_that_cannot_be_computed_is_no_cause(desk: Desk) -> None:
    def fail() -> None:
        message = "no such thing"
        raise FigureError(message)

    measured = desk.measurements("2026-10")
    desk.observations.on_measure = fail
    assert causes_of(desk.difference("78.0", measured)) == ("the figure of site manila",)
