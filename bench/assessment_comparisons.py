"""What assessing and storing figures are compared with."""

from __future__ import annotations

from bench import assessing, assessment, storing
from bench.comparison import Comparison, Measure

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
        most=1_000,
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
        what=(
            "KPI values of 36 months × 236 providers, against the bare DuckDB aggregation, once"
            " both have started"
        ),
        goal="≤ 2",
        limit=2,
        prepare=assessment.thirty_six_months,
        ours=assessment.with_concord,
        theirs=assessment.with_duckdb,
    ),
)
