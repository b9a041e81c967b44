"""A submission as the services' tests know it: a file that came in time and was accepted."""

from datetime import UTC, datetime

from concord.domain.submission import Submission, Verdict
from tests.services.test_collect import OCTOBER


def submission(**changes: object) -> Submission:
    """Return an accepted file for October 2026."""
    given = {
        "partner": "northwind",
        "source": "daily",
        "service": "voice",
        "file": "NW_2026-10.csv",
        "sha256": "ab" * 32,
        "size": 4,
        "arrived": datetime(2026, 11, 4, 8, tzinfo=UTC),
        "period": OCTOBER,
        "due": datetime(2026, 11, 4, 9, tzinfo=UTC),
        "verdict": Verdict.ACCEPTED,
        "rows_read": 1062,
        "rows_accepted": 1060,
        "findings": (),
        "observations": "rows",
        "agreement": "v1",
    }
    return Submission(**{**given, **changes})  # type: ignore[arg-type] # any field may be overridden
