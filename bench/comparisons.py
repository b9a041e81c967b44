"""What is compared with what.  A goal is a ratio, ours to theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bench import assessing, assessment, checking, dag_files, ingest, storing

Side = Callable[[Path], Callable[[], None] | None]
"""Does its work, or sets it up and returns it: then the work alone is measured."""


class Measure(StrEnum):
    """What of both sides is compared."""

    CPU = "CPU-s"
    WALL = "seconds"
    PEAK = "MB"
    HELD = "MB of process"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two programs over what `prepare` laid out; `limit` is what their ratio may be at most.

    Without a limit the goal is one that the table only quotes.
    """

    name: str
    what: str
    goal: str
    prepare: Callable[[Path], None]
    ours: Side
    theirs: Side
    limit: float | None = None
    measure: Measure = Measure.CPU
    rounds: int = 5


INGEST = (
    Comparison(
        name="ingest-200k",
        what="ingest 200,000 rows × 9 columns, against a bare python-calamine read",
        goal="≤ 1.3",
        limit=1.3,
        prepare=ingest.workbooks(files=1, rows=200_000),
        ours=ingest.with_concord,
        theirs=ingest.with_calamine,
    ),
    Comparison(
        name="ingest-200k-stretch",
        what="the same, against a bare fastexcel read (a stretch)",
        goal="≤ 1.6",
        limit=1.6,
        prepare=ingest.workbooks(files=1, rows=200_000),
        ours=ingest.with_concord,
        theirs=ingest.with_fastexcel,
    ),
    Comparison(
        name="ingest-200k-pandas",
        what="the same, against pandas + openpyxl + to_sql",
        goal="≤ 1/12",
        limit=1 / 12,
        prepare=ingest.workbooks(files=1, rows=200_000),
        ours=ingest.with_concord,
        theirs=ingest.with_pandas,
        rounds=3,
    ),
    Comparison(
        name="ingest-20k",
        what="ingest 20,000 rows, against pandas + openpyxl + to_sql",
        goal="≤ 1/5",
        limit=1 / 5,
        prepare=ingest.workbooks(files=1, rows=20_000),
        ours=ingest.with_concord,
        theirs=ingest.with_pandas,
    ),
    Comparison(
        name="ingest-100-files",
        what="ingest 100 workbooks of 600 rows, against pandas + openpyxl + to_sql",
        goal="≤ 1/10",
        limit=1 / 10,
        prepare=ingest.workbooks(files=100, rows=600),
        ours=ingest.with_concord,
        theirs=ingest.with_pandas,
    ),
    Comparison(
        name="gate",
        what="the gate's pass over 200,000 rows, against a bare fastexcel read",
        goal="≤ 0.5",
        limit=0.5,
        prepare=ingest.workbooks(files=1, rows=200_000),
        ours=ingest.through_the_gate,
        theirs=ingest.with_fastexcel,
    ),
    Comparison(
        name="gate-memory",
        what="what that pass holds at its peak, in MB",
        goal="≤ 20 MB",
        prepare=ingest.workbooks(files=1, rows=200_000),
        ours=ingest.through_the_gate,
        theirs=ingest.nothing,
        measure=Measure.PEAK,
    ),
    Comparison(
        name="ingest-growth",
        what="ingest 1,000,000 rows, against 200,000",
        goal="≤ 6",
        limit=6,
        prepare=ingest.two_sizes((1, 200_000), (1, 1_000_000)),
        ours=ingest.large_with_concord,
        theirs=ingest.small_with_concord,
        rounds=3,
    ),
    Comparison(
        name="ingest-many",
        what="ingest 1,000 workbooks of 60 rows, against 100 (ten times as many)",
        goal="≤ 13",
        limit=13,
        prepare=ingest.two_sizes((100, 60), (1_000, 60)),
        ours=ingest.large_with_concord,
        theirs=ingest.small_with_concord,
        rounds=3,
    ),
    Comparison(
        name="ingest-many-memory",
        what="what the same hold at their peak, in MB",
        goal="≤ 1.1",
        limit=1.1,
        prepare=ingest.two_sizes((100, 60), (1_000, 60)),
        ours=ingest.large_with_concord,
        theirs=ingest.small_with_concord,
        measure=Measure.PEAK,
        rounds=3,
    ),
    Comparison(
        name="ingest-many-process",
        what="what their processes hold, in MB: what an operator sees",
        goal="≤ 1.1",
        limit=1.1,
        prepare=ingest.two_sizes((100, 60), (1_000, 60)),
        ours=ingest.large_with_concord,
        theirs=ingest.small_with_concord,
        measure=Measure.HELD,
        rounds=3,
    ),
    Comparison(
        name="two-workers",
        what="ingest two folders by two processes at once, against one after the other",
        goal="≤ 1/1.7",
        limit=1 / 1.7,
        prepare=ingest.two_sizes((4, 100_000), (4, 100_000)),
        ours=ingest.by_two_workers,
        theirs=ingest.by_one_worker,
        measure=Measure.WALL,
    ),
)

ASSESSMENT = (
    Comparison(
        name="figures",
        what=(
            "values and outcomes of 1,000 partners × 12 KPIs × 12 months, against one bare DuckDB"
            " statement a partner that adds up all 24 sums by month"
        ),
        goal="≤ 2",
        limit=2,
        prepare=assessing.many,
        ours=assessing.figures,
        theirs=assessing.bare_sums,
    ),
    Comparison(
        name="figures-by-kpi",
        what="the same, against a bare statement for each partner and KPI",
        goal="≤ 2",
        limit=2,
        prepare=assessing.many,
        ours=assessing.figures,
        theirs=assessing.bare_sums_by_kpi,
        rounds=3,
    ),
    Comparison(
        name="assess-memory",
        what=(
            "what a process holds that assesses these 1,000 partners into SQLite, against the"
            " bare statements"
        ),
        goal="≤ 1,000 MB",
        prepare=assessing.many_recorded,
        ours=assessing.assess_many,
        theirs=assessing.bare_sums,
        measure=Measure.HELD,
        rounds=1,
    ),
    Comparison(
        name="assess-unchanged",
        what="assess 100 such partners when nothing changed, against the first time",
        goal="reads no rows",
        prepare=assessing.few_assessed,
        ours=assessing.assess_again,
        theirs=assessing.assess_first,
    ),
    Comparison(
        name="assess-one-month",
        what="assess 100 such partners when one month's file came anew, against the first time",
        goal="reads one month",
        prepare=assessing.few_assessed,
        ours=assessing.assess_one_month,
        theirs=assessing.assess_first,
    ),
    Comparison(
        name="store-sqlite",
        what="store 50,000 measurements in SQLite, against SQLAlchemy Core's executemany",
        goal="≤ 0.3",
        limit=0.3,
        prepare=storing.nothing,
        ours=storing.sqlite(storing.in_bulk),
        theirs=storing.sqlite(storing.by_core),
    ),
    Comparison(
        name="store-postgresql",
        what="the same in PostgreSQL",
        goal="≤ 0.3",
        limit=0.3,
        prepare=storing.nothing,
        ours=storing.postgresql(storing.in_bulk),
        theirs=storing.postgresql(storing.by_core),
        measure=Measure.WALL,
    ),
    Comparison(
        name="assess",
        what="KPI values of 36 months × 236 providers, against the bare DuckDB aggregation",
        goal="≤ 2",
        prepare=assessment.thirty_six_months,
        ours=assessment.with_concord,
        theirs=assessment.with_duckdb,
    ),
)

COMPARISONS = (
    *INGEST,
    *ASSESSMENT,
    Comparison(
        name="check-one",
        what="check one agreement from a cold start, against parsing its YAML alone",
        goal="≤ 0.6 CPU-s",
        prepare=checking.one_agreement,
        ours=checking.with_concord,
        theirs=checking.with_yaml,
    ),
    Comparison(
        name="check-1000",
        what="check 1,000 agreements, against parsing their YAML alone",
        goal="≤ 20 CPU-s",
        prepare=checking.a_thousand_agreements,
        ours=checking.with_concord,
        theirs=checking.with_yaml,
    ),
    Comparison(
        name="dag-files",
        what="parse all DAG files, against as many empty ones",
        goal="≤ 0.3 s more",
        prepare=dag_files.empty_files,
        ours=dag_files.parse_ours,
        theirs=dag_files.parse_empty,
    ),
)
