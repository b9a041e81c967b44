"""What people send ends in a verdict, a rule and words that they can act on."""

import re
from pathlib import Path

import pytest

from concord.adapters.workbook.limits import ReaderChoice
from concord.domain.submission import ReadResult
from tests.bad_inputs.case import BadInput
from tests.bad_inputs.catalogue import CASES
from tests.bad_inputs.reading_room import ReadingRoom

Results = dict[BadInput, tuple[ReadResult, str]]


@pytest.fixture(scope="module", params=ReaderChoice)
def results(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Return what became of all of them, read one after the other by one process."""
    room = ReadingRoom(tmp_path_factory.mktemp("room"), request.param)
    read = zip(CASES, room.read(*CASES), strict=True)
    return {c: (r, room.first(r, c.reads[0]) if c.reads else "") for c, r in read}


def named(case: BadInput) -> str:
    return f"{case.number}-{case.what.replace(' ', '_')}"


@pytest.mark.parametrize("case", CASES, ids=named)
def test_verdict_rule_and_words(case: BadInput, results: Results) -> None:
    result, _ = results[case]
    told = [(f.rule, f.where, f"{f.found}; {f.expected}; {f.message}") for f in result.findings]
    assert result.verdict is case.verdict, told
    if not case.rule:
        assert not told
        return
    about = [text for rule, where, text in told if rule == case.rule and case.where in where]
    assert any(re.search(case.says, text) for text in about), told


@pytest.mark.parametrize("case", CASES, ids=named)
def test_only_what_is_used_counts(case: BadInput, results: Results) -> None:
    result, first = results[case]
    if case.verdict.is_usable:
        assert result.observations is not None
    else:
        assert result.rows_accepted == 0
    if case.rows is not None:
        assert result.rows_accepted == case.rows
    if case.reads is not None:
        assert first == case.reads[1]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_no_text_of_a_file_is_shown_raw(case: BadInput, results: Results) -> None:
    for finding in results[case][0].findings:
        for text in (finding.where, finding.found, finding.expected, finding.message):
            assert text.isprintable(), finding.rule


def test_both_readers_say_the_same(tmp_path: Path) -> None:
    rooms = [ReadingRoom(tmp_path / choice, choice) for choice in ReaderChoice]
    fastest, careful = (room.read(*CASES) for room in rooms)
    for case, one, other in zip(CASES, fastest, careful, strict=True):
        assert one == other, case.what
