"""A table of figures kept by hand: loose headers, strict figures, nothing dropped in silence."""

from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.hand_table import HandTable, hand_table
from concord.domain.table import Row
from tests import builders
from tests.reading_tables import row, table

HEADER = row(3, "KPI", "Month", "Site", "Value")


def read(*rows: Row, header: Row = HEADER) -> HandTable:
    services = (builders.service(), builders.service(id="mail", name="By mail"))
    agreement = builders.agreement(services=services)
    return hand_table(table(row(1, "Our own figures"), header, *rows, sheet="Kept"), agreement)


def test_each_row_is_a_figure_with_its_place() -> None:
    (figure,) = read(row(4, "answer_rate", "2026-10", "manila", Decimal("81.1"))).figures
    assert (figure.kpi, str(figure.period), figure.service) == ("answer_rate", "2026-10", None)
    assert figure.dimension == (("site", "manila"),)
    assert (figure.where, figure.written.value) == ("Kept!D4", Fraction("81.1"))


@pytest.mark.parametrize("name", ["answer_rate", "Answer Rate", "ANSWER-RATE", "Phone"])
def test_a_kpi_is_known_by_id_name_or_service_level(name: str) -> None:
    (figure,) = read(row(4, name, "2026-10", None, 81)).figures
    assert figure.kpi == "answer_rate"


@pytest.mark.parametrize("part", [None, "Total", "ALL", " "])
def test_no_part_is_the_total(part: str | None) -> None:
    (figure,) = read(row(4, "answer_rate", "2026-10", part, 81)).figures
    assert figure.dimension == ()


@pytest.mark.parametrize(
    "header",
    [
        row(3, "Metric", "Period", "SITE ", "Result"),
        row(3, "KPI name", "Quarter", "site", "%"),
        row(3, "kpi_id", "Date", "Site", "Actual"),
    ],
)
def test_headers_are_matched_loosely(header: Row) -> None:
    (figure,) = read(row(4, "answer_rate", "2026-10", "cebu", 81), header=header).figures
    assert figure.dimension == (("site", "cebu"),)


def test_a_service_is_known_by_id_or_name() -> None:
    header = row(3, "KPI", "Month", "Service", "Value")
    found = read(
        row(4, "answer_rate", "2026-10", "Customer care", 81),
        row(5, "answer_rate", "2026-10", None, 81),
        row(6, "answer_rate", "2026-10", "mail", 81),
        row(7, "answer_rate", "2026-10", "voices", 81),
        header=header,
    )
    assert [figure.service for figure in found.figures] == ["voice", None]
    assert [unread.reason for unread in found.unread] == [
        "'answer_rate' is no KPI of the agreement",
        "'voices' is no service of the agreement; the nearest is voice",
    ]


def test_rows_that_cannot_be_read_are_told_with_place_and_reason() -> None:
    found = read(
        row(4, "anser_rate", "2026-10", None, 81),
        row(5, "zzz", "2026-10", None, 81),
        row(6, "answer_rate", "soon", None, 81),
        row(7, None, None, None, None),
    )
    assert found.figures == ()
    first, second, third = found.unread
    assert (first.where, first.found) == ("Kept!D4", "anser_rate")
    assert first.reason.endswith("the nearest is answer_rate")
    assert second.reason == "'zzz' is no KPI of the agreement"
    assert "is not a period" in third.reason


def test_columns_that_mean_nothing_are_named() -> None:
    header = row(3, "KPI", "Month", "Value", "Mood", " ")
    assert read(header=header).ignored == ("D 'Mood'",)


def test_a_table_without_the_three_headers_is_refused() -> None:
    with pytest.raises(ValueError, match="kpi, period and value"):
        read(header=row(3, "KPI", "Month"))


def test_a_dimension_of_a_service_level_alone_is_one_too() -> None:
    agreement = builders.agreement(
        kpis=(builders.kpi(by=()),), service_levels=(builders.service_level(for_each=("site",)),)
    )
    given = table(HEADER, row(4, "answer_rate", "2026-10", "cebu", 81))
    assert hand_table(given, agreement).figures[0].dimension == (("site", "cebu"),)
