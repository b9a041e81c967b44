"""A column is taken whole only where each of its cells would come out the same one by one."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from concord.adapters.workbook.clean_columns import NotCleanError, clean_column
from concord.domain.source import Column, ColumnType, DurationUnit, Source, TextFormat
from tests.builders import column, source

SOURCE: Source = source(text=TextFormat(null_tokens=("n/a",)))
NUMBER = column("figure", ColumnType.NUMBER, required=False)
TEXT = column("word", ColumnType.TEXT, required=False)
COUNT = column("figure", ColumnType.COUNT, required=False)
DATE = column("day", ColumnType.DATE, required=False)
TIMESTAMP = column("at", ColumnType.TIMESTAMP, required=False)
SECONDS = column("took", ColumnType.DURATION, unit=DurationUnit.SECONDS)
MINUTES = column("took", ColumnType.DURATION, unit=DurationUnit.MINUTES)
DAYTIME = datetime(2026, 10, 31, 8, 30)  # noqa: DTZ001 - wall clock in the source's zone
BACKWARD = datetime(2026, 10, 25, 1, 30)  # noqa: DTZ001 - as above
LONG_AGO = datetime(1899, 12, 31)  # noqa: DTZ001 - as above


def taken(values: list[Any], kind: Column) -> list[Any]:
    stored: list[Any] = clean_column(pa.array(values), kind, SOURCE).to_pylist()
    return stored


@pytest.mark.parametrize(
    ("values", "kind", "stored"),
    [
        ([410.0, None], COUNT, [410, None]),
        ([2, 3], COUNT, [2, 3]),
        ([1.0, 2.0], NUMBER, [Decimal(1), Decimal(2)]),
        ([0.1, 123456.78, None], NUMBER, [Decimal("0.1"), Decimal("123456.78"), None]),
        ([1e-12, -2.5], NUMBER, [Decimal("1e-12"), Decimal("-2.5")]),
        ([2.5e-12, 3.5e-12], NUMBER, [Decimal("2e-12"), Decimal("4e-12")]),
        ([1.2345678901234567e-9, 1.0], NUMBER, [Decimal("1.235e-9"), Decimal(1)]),
        ([6.5], SECONDS, [Decimal("6.5")]),
        (["manila", "São Paulo", None], TEXT, ["manila", "São Paulo", None]),
        ([DAYTIME], DATE, [date(2026, 10, 31)]),
        ([DAYTIME], TIMESTAMP, [DAYTIME]),
        ([None, None], TEXT, [None, None]),
    ],
)
def test_plain_values_are_stored_as_they_are(
    values: list[Any], kind: Column, stored: list[Any]
) -> None:
    assert taken(values, kind) == stored


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([None, 1.0], column("figure", ColumnType.COUNT)),
        ([-1.0], COUNT),
        ([0.5], COUNT),
        ([True], COUNT),
        (["7"], COUNT),
        ([2.0**53], COUNT),
        ([2.0**53], NUMBER),
        ([-1e300], NUMBER),
        ([float("inf")], NUMBER),
        ([float("nan")], NUMBER),
        ([-0.5], SECONDS),
        ([6.5], MINUTES),
        ([7.0], TEXT),
        ([" manila"], TEXT),
        (["manila "], TEXT),
        ([""], TEXT),
        (["n/a"], TEXT),
        (["ma\nnila"], TEXT),
        (["ma\u200bnila"], TEXT),
        (["\u202eanilam"], TEXT),
        (["CafÃ©"], TEXT),
        (["a_x000D_b"], TEXT),
        ([46_000.0], DATE),
        ([LONG_AGO], DATE),
        ([BACKWARD], TIMESTAMP),
    ],
)
def test_what_the_row_reader_might_change_or_remark_is_left_to_it(
    values: list[Any], kind: Column
) -> None:
    with pytest.raises(NotCleanError):
        taken(values, kind)


def test_only_declared_words_are_taken() -> None:
    site = column("site", ColumnType.TEXT, one_of=("manila", "cebu"))
    assert taken(["cebu", "manila", "cebu"], site) == ["cebu", "manila", "cebu"]
    with pytest.raises(NotCleanError):
        taken(["Cebu"], site)


def test_many_different_texts_are_proven_as_a_column() -> None:
    calls = [f"C{number}" for number in range(20_001)]
    assert taken(calls, TEXT) == calls
    with pytest.raises(NotCleanError):
        taken([*calls, "n/a"], TEXT)
