"""What people send ends in a verdict, a rule and words that they can act on."""

import re
from pathlib import Path

import pytest

from concord.domain.submission import ReadResult
from tests.bad_inputs.case import BadInput
from tests.bad_inputs.catalogue import CASES
from tests.bad_inputs.reading_room import ReadingRoom


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[BadInput, ReadResult]:
    """Return what became of all of them, read one after the other by one reader."""
    folder: Path = tmp_path_factory.mktemp("room")
    return dict(zip(CASES, ReadingRoom(folder).read(*CASES), strict=True))


def named(case: BadInput) -> str:
    return f"{case.number}-{case.what.replace(' ', '_')}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_verdict_rule_and_words(case: BadInput, results: dict[BadInput, ReadResult]) -> None:
    result = results[case]
    told = [(f.rule, f.where, f"{f.found}; {f.expected}; {f.message}") for f in result.findings]
    assert result.verdict is case.verdict, told
    if not case.rule:
        assert not told
        return
    about = [text for rule, where, text in told if rule == case.rule and case.where in where]
    assert any(re.search(case.says, text) for text in about), told


@pytest.mark.parametrize("case", CASES, ids=named)
def test_only_what_is_used_counts(case: BadInput, results: dict[BadInput, ReadResult]) -> None:
    result = results[case]
    assert (result.observations is not None) is case.verdict.is_usable
    if case.rows is not None:
        assert result.rows_accepted == case.rows


@pytest.mark.parametrize("case", CASES, ids=named)
def test_no_text_of_a_file_is_shown_raw(
    case: BadInput, results: dict[BadInput, ReadResult]
) -> None:
    for finding in results[case].findings:
        for text in (finding.where, finding.found, finding.expected, finding.message):
            assert text.isprintable(), finding.rule
