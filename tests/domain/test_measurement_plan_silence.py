"""Periods of which nothing came at all are planned where silence counts as a miss."""

from dataclasses import replace
from datetime import time

import pytest

from concord.domain.period import PeriodLength
from concord.domain.quantity import DueRule, parse_span
from concord.domain.service_level import CountsAs
from tests.builders import agreement, service_level, source, submission
from tests.domain.test_measurement_plan import planned

DUE = DueRule(after_end=parse_span("3 business days"), at=time(17))
SILENT = CountsAs(band="serious", after=parse_span("10 business days"))


@pytest.mark.parametrize(
    ("bears_money", "found"),
    [
        (True, {"2026-06", "2026-09", "2026-Q2", "2026-Q3"}),
        (False, {"2026-Q2", "2026-Q3"}),
    ],
)
def test_where_silence_counts_a_period_is_there_of_which_nothing_came(
    bears_money: bool,  # noqa: FBT001 - a column of the table
    found: set[str],
) -> None:
    level = service_level(
        period=PeriodLength.QUARTER, if_incomplete=SILENT, bears_money=bears_money
    )
    owing = agreement(sources=(source(due=DUE),), service_levels=(level,))
    assert planned(owing, [submission("2026-06")]).keys() == found
    patient = replace(owing, service_levels=(replace(level, if_incomplete=None),))
    assert "2026-Q3" not in planned(patient, [submission("2026-06")])
