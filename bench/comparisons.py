"""What is compared with what.  A goal is a ratio, ours to theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import assessment, checking, dag_files, ingest


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two programs that do the same work over what `prepare` laid out."""

    name: str
    what: str
    goal: str
    prepare: Callable[[Path], None]
    ours: Callable[[Path], None]
    theirs: Callable[[Path], None]


COMPARISONS = (
    Comparison(
        name="ingest-20k",
        what="ingest a 20,000-row workbook, against pandas + openpyxl + to_sql",
        goal="≤ 0.2",
        prepare=ingest.one_large_workbook,
        ours=ingest.with_concord,
        theirs=ingest.with_pandas,
    ),
    Comparison(
        name="ingest-100-files",
        what="ingest 100 small workbooks, against pandas + openpyxl + to_sql",
        goal="≤ 0.1",
        prepare=ingest.many_small_workbooks,
        ours=ingest.with_concord,
        theirs=ingest.with_pandas,
    ),
    Comparison(
        name="assess",
        what="KPI values of 36 months × 236 providers, against the bare DuckDB aggregation",
        goal="≤ 2",
        prepare=assessment.thirty_six_months,
        ours=assessment.with_concord,
        theirs=assessment.with_duckdb,
    ),
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
