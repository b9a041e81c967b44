"""Published figures of English emergency departments, computed anew from their counts."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from concord.adapters.duckdb_observations import DuckDbObservations
from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.kpi import TOTAL, Dimension
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import Direction, Target
from concord.domain.service_level import OutcomeKind
from concord.domain.source import ColumnType, FilePattern, Source
from concord.services.assess import assess
from tests.builders import (
    agreement,
    column,
    expression,
    kpi,
    service_level,
    source,
    submission,
    terms,
)
from tests.fakes_store import FakeStore
from tests.stored_rows import store_rows

DATA = Path(__file__).parents[3] / "shared" / "data" / "nhs_ae"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(),
    reason=f"the published NHS figures are not at hand: {DATA.name} is missing beside the project",
)


def emergency_source() -> Source:
    """Return a monthly source of counts by provider and type of department."""
    return source(
        files=FilePattern(text="ae_attendances_{period:%Y-%m}-01.csv"),
        day_column=None,
        key=("period", "org_code", "type"),
        columns=(
            column("period", ColumnType.DATE),
            column("org_code", ColumnType.TEXT),
            column("type", ColumnType.TEXT),
            column("attendances"),
            column("breaches", at_most="attendances"),
        ),
    )


def emergency_agreement() -> Agreement:
    """Return an agreement that 95 % of patients are seen within four hours."""
    within_4h = kpi(
        id="within_4h",
        numerator=expression('sum("attendances") - sum("breaches")'),
        denominator=expression('sum("attendances")'),
        by=(("org_code",),),
    )
    level = service_level(
        kpi="within_4h",
        for_each=("org_code",),
        terms=(terms(target=Target(direction=Direction.AT_LEAST, limit=Decimal(95))),),
    )
    return agreement(sources=(emergency_source(),), kpis=(within_4h,), service_levels=(level,))


@pytest.fixture(scope="module")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assessment, ...]:
    """Assess all published months once."""
    root, store = tmp_path_factory.mktemp("observations"), FakeStore()
    agreed = emergency_agreement()
    for path in sorted(DATA.glob("ae_attendances_*.csv")):
        month = path.stem.removeprefix("ae_attendances_")[:7]
        file = store_rows(root, agreed.sources[0], MeasurementPeriod.parse(month), rows_of(path))
        with store.transaction() as tx:
            tx.submissions.add(submission(month, observations=file.observations))
    assess(
        agreed,
        store=store,
        observations=DuckDbObservations(root),
        now=datetime(2020, 1, 1, tzinfo=UTC),
    )
    with store.transaction() as tx:
        return tx.assessments.of_partner(agreed.partner)


def rows_of(path: Path) -> list[dict[str, str | int | date]]:
    """Return a published file's rows, typed."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {
                "period": date.fromisoformat(row["period"]),
                "org_code": row["org_code"],
                "type": row["type"],
                "attendances": int(row["attendances"]),
                "breaches": int(row["breaches"]),
            }
            for row in csv.DictReader(file)
        ]


def published(name: str) -> dict[tuple[MeasurementPeriod, Dimension], dict[str, str]]:
    """Return a published result by month and provider."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return {
            (
                MeasurementPeriod.containing(
                    date.fromisoformat(row["period"]), PeriodLength.MONTH
                ),
                (("org_code", row["org_code"]),) if "org_code" in row else TOTAL,
            ): row
            for row in csv.DictReader(file)
        }


def within_4h(row: dict[str, str]) -> Fraction | None:
    """Return the share within four hours in percent, from published counts."""
    attendances = Fraction(row["attendances"])
    return 100 * (1 - Fraction(row["breaches"]) / attendances) if attendances else None


def test_every_month_and_provider_has_the_published_share(
    assessed: tuple[Assessment, ...],
) -> None:
    ours = {(m.period, m.dimension): m for a in assessed for m in a.measurements}
    months = published("expected_by_month.csv")
    providers = published("expected_by_month_provider.csv")
    assert (len(months), len(providers)) == (36, 8298)
    theirs = months | providers
    assert ours.keys() == theirs.keys()
    assert [k for k in theirs if ours[k].value != within_4h(theirs[k])] == []
    printed = {k: row["within_4h_pct"] for k, row in theirs.items() if row["within_4h_pct"]}
    assert all(
        abs(float(ours[k].value or -1) / 100 - float(text)) < 1e-9 for k, text in printed.items()
    )


def test_every_provider_meets_or_misses_95_percent_as_published(
    assessed: tuple[Assessment, ...],
) -> None:
    verdicts = {(o.period, o.dimension): o.kind for a in assessed for o in a.outcomes}
    expected = {
        place: OutcomeKind.MET if row["met_95"] == "True" else OutcomeKind.MISSED
        for place, row in published("expected_by_month_provider.csv").items()
    }
    assert {k: v for k, v in verdicts.items() if k[1] != TOTAL} == expected
    assert list(expected.values()).count(OutcomeKind.MISSED) == 4415
