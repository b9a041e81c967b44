"""KPI values: ours, exact and with provenance, against the bare aggregation of the same rows.

Both sides have started, and ours has read the agreement, before the clock does.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that a measurement of a cold start does not pay for these
    from concord.domain.agreement import Agreement
    from concord.services.try_agreement import TrialPorts

MONTHS, PROVIDERS = 36, 236
AGREEMENT = """\
partner: bench
sources:
  returns:
    files: "returns_{period:%Y-%m}.csv"
    covers: month
    key: [period, provider]
    columns:
      period:   {type: date}
      provider: {type: text}
      seen:     {type: count}
      in_time:  {type: count, at_most: seen}
kpis:
  punctual: {numerator: "sum(in_time)", denominator: "sum(seen)", by: [provider]}
"""


def thirty_six_months(scratch: Path) -> None:
    """Lay out 36 monthly files of 236 providers, collected once for both sides."""
    from concord.services.collect import collect

    drive = scratch / "drive"
    drive.mkdir()
    (scratch / "store").mkdir()
    (scratch / "bench.yaml").write_text(AGREEMENT)
    chance = random.Random(7)  # noqa: S311 - figures for a benchmark, no secret
    for number in range(MONTHS):
        day = date(2023 + number // 12, number % 12 + 1, 1)
        (drive / f"returns_{day:%Y-%m}.csv").write_text(_month(chance, day))
    agreement, ports = _house(scratch)
    report = collect(agreement, ports.collection, datetime.now(UTC))
    assert len(report.changed) == MONTHS, report.failures


def _month(chance: random.Random, day: date) -> str:
    lines = ["period,provider,seen,in_time"]
    for provider in range(PROVIDERS):
        seen = chance.randrange(1, 20_000)
        lines.append(f"{day},P{provider:03d},{seen},{chance.randrange(seen + 1)}")
    return "\n".join(lines) + "\n"


def _house(scratch: Path) -> tuple[Agreement, TrialPorts]:
    from concord.adapters.agreement_files import load_agreement
    from concord.wiring import trial_ports

    loaded = load_agreement(scratch / "bench.yaml")
    if loaded.agreement is None:
        raise SystemExit(str(loaded.findings))
    return loaded.agreement, trial_ports(loaded.agreement, scratch / "drive", scratch / "store")


def with_concord(scratch: Path) -> Callable[[], None]:
    """Ask the observations for every month and provider."""
    from concord.services.record_submission import observation_file

    agreement, ports = _house(scratch)

    def run() -> None:
        with ports.collection.store.transaction() as tx:
            submissions = tx.submissions.of_partner("bench")
        files = [file for s in submissions if (file := observation_file(s)) is not None]
        measured = ports.collection.observations.measure(
            agreement.kpi("punctual"),
            agreement.source("returns"),
            files,
            [file.period for file in files],
        )
        assert len(measured) == MONTHS * (PROVIDERS + 1)

    return run


def with_duckdb(scratch: Path) -> Callable[[], None]:
    """Aggregate the same Parquet files without dedupe, exactness or provenance."""
    import duckdb

    def run() -> None:
        rows = duckdb.execute(
            "SELECT period, provider, sum(in_time) / sum(seen) FROM "  # noqa: S608 - our own scratch folder
            f"read_parquet('{scratch}/store/observations/*/*.parquet') "
            "GROUP BY GROUPING SETS ((period), (period, provider))"
        ).fetchall()
        assert len(rows) == MONTHS * (PROVIDERS + 1)

    return run
