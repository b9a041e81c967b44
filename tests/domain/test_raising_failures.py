"""How grave a failure is, and what is said of one for want of data."""

from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.issue import IssueSeverity
from concord.domain.service_level import OutcomeKind
from tests.builders import agreement, service_level
from tests.domain.test_raising import missed, raised_by


def test_a_miss_for_want_of_data_says_so() -> None:
    silent = missed("severe", compared_value=None, completeness=Fraction(1, 2))
    (issue,) = raised_by(silent)
    assert issue.facts[-1] == ("Total", "no data, not delivered whole, severe")
    relaxed = agreement(service_levels=(service_level(required_completeness=Decimal(50)),))
    (issue,) = raised_by(silent, of=relaxed)
    assert issue.facts[-1] == ("Total", "no data, severe")


@pytest.mark.parametrize(
    ("band", "severity", "words"),
    [
        (None, IssueSeverity.SERIOUS, "82 %, a default"),
        ("minor", IssueSeverity.SERIOUS, "82 %, minor, a default"),
        ("threshold", IssueSeverity.CRITICAL, "82 %, threshold, a default"),
    ],
)
def test_a_default_is_serious_at_least_and_called_one(
    band: str | None, severity: IssueSeverity, words: str
) -> None:
    (issue,) = raised_by(missed(band, kind=OutcomeKind.DEFAULTED))
    assert (issue.severity, issue.facts[-1]) == (severity, ("Total", words))
