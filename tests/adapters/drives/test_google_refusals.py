"""Why a file on a Google drive is not handed out."""

from collections.abc import Callable

import pytest

from concord.adapters.drives.google_refusals import (
    elsewhere,
    flagged,
    no_right,
    too_large_to_export,
)
from concord.domain.finding import Finding, Severity


@pytest.mark.parametrize(
    ("refusal", "rule", "advice"),
    [
        (no_right, "no-download-right", "allow viewers to download it"),
        (elsewhere, "shortcut-elsewhere", "put the file itself into the folder"),
        (flagged, "flagged-by-drive", "send it anew"),
        (too_large_to_export, "too-large-to-export", "too large to export; provide .xlsx"),
    ],
)
def test_a_refusal_says_what_to_do(
    refusal: Callable[[str], Finding], rule: str, advice: str
) -> None:
    finding = refusal("Inbound/N\u202eW.xlsx")
    assert (finding.severity, finding.rule, finding.where) == (Severity.ERROR, rule, "")
    assert advice in finding.message
    assert finding.found == "'Inbound/N\\u202eW.xlsx'"
