"""Everything that is compared, by groups that can be asked for by name."""

from __future__ import annotations

from bench import checking, dag_files
from bench.assessment_comparisons import ASSESSMENT
from bench.comparison import Comparison
from bench.ingest_comparisons import INGEST
from bench.sending_comparisons import SENDING

COMPARISONS = (
    *INGEST,
    *ASSESSMENT,
    *SENDING,
    Comparison(
        name="check-one",
        what="check one agreement from a cold start, against parsing its YAML alone",
        goal="≤ 0.6 CPU-s",
        most=0.6,
        prepare=checking.one_agreement,
        ours=checking.with_concord,
        theirs=checking.with_yaml,
    ),
    Comparison(
        name="check-1000",
        what="check 1,000 agreements, against parsing their YAML alone",
        goal="≤ 20 CPU-s",
        most=20,
        prepare=checking.a_thousand_agreements,
        ours=checking.with_concord,
        theirs=checking.with_yaml,
    ),
    Comparison(
        name="dag-files",
        what="parse all DAG files, against as many empty ones",
        goal="≤ 0.3 s more",
        more=0.3,
        prepare=dag_files.empty_files,
        ours=dag_files.parse_ours,
        theirs=dag_files.parse_empty,
    ),
)
