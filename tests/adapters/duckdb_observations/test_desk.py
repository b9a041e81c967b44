"""Files at hand answer as files asked about one by one."""

from pathlib import Path

import pytest

from concord.adapters.duckdb_observations import DuckDbObservations
from concord.adapters.duckdb_observations.desk import MOST_KEPT, Delivered, Desk
from concord.adapters.duckdb_observations.rows import in_order
from concord.domain.errors import ConcordError, FigureError, LandingStoreError
from concord.ports import ObservationFile
from tests.builders import expression, kpi, period, source
from tests.stored_places import Place, day

OCTOBER, NOVEMBER = period("2026-10"), period("2026-11")


@pytest.fixture
def delivered(files: Place) -> tuple[ObservationFile, ...]:
    return (
        files.keep(source(), OCTOBER, [day("2026-10-01", answered=8)]),
        files.keep(source(), NOVEMBER, [day("2026-11-01", answered=9)]),
    )


def asked(root: Path, files: tuple[ObservationFile, ...], *months: str) -> Delivered:
    stored = in_order(root, source(), files, [period(month) for month in months])
    return Delivered(source=source(), files=files, stored=stored)


COUNT = "SELECT count(*) FROM effective"


@pytest.mark.parametrize("most_kept", [0, MOST_KEPT])
def test_rows_are_the_same_whether_they_are_kept_or_read_each_time(
    tmp_path: Path, delivered: tuple[ObservationFile, ...], most_kept: int
) -> None:
    both = asked(tmp_path, delivered, "2026-Q4")
    with Desk(both.paths, most_kept) as desk:
        for tables, select, found in [
            ("", COUNT, [(2,)]),
            ("", 'SELECT sum("answered") FROM effective WHERE _valid', [(17,)]),
            ("other AS (SELECT 1 AS one)", "SELECT one FROM other", [(1,)]),
        ]:
            assert desk.fetched(both, tables, select) == found


def test_kept_rows_outlast_their_files_and_serve_narrower_questions(
    tmp_path: Path, delivered: tuple[ObservationFile, ...]
) -> None:
    both, one = asked(tmp_path, delivered, "2026-Q4"), asked(tmp_path, delivered, "2026-10")
    with Desk(both.paths) as desk:
        assert desk.fetched(one, "", COUNT) == [(1,)]
        assert desk.fetched(both, "", COUNT) == [(2,)]
        for path in both.paths:
            path.unlink()
        assert desk.fetched(one, "", COUNT) == [(2,)]


def test_another_source_is_read_anew(
    files: Place, tmp_path: Path, delivered: tuple[ObservationFile, ...]
) -> None:
    other = source(id="other")
    file = files.keep(other, OCTOBER, [day("2026-10-01"), day("2026-10-02")], "other")
    stored = in_order(tmp_path, other, [file], [OCTOBER])
    both = asked(tmp_path, delivered, "2026-Q4")
    about_other = Delivered(source=other, files=(file,), stored=stored)
    with Desk(both.paths | about_other.paths) as desk:
        found = [desk.fetched(each, "", COUNT) for each in (both, about_other, both)]
    assert found == [[(2,)], [(2,)], [(2,)]]


def test_after_an_error_others_are_answered(
    tmp_path: Path, delivered: tuple[ObservationFile, ...]
) -> None:
    both = asked(tmp_path, delivered, "2026-Q4")
    with Desk(both.paths) as desk:
        with pytest.raises(FigureError):
            desk.fetched(both, "", "SELECT nothing FROM effective")
        assert desk.fetched(both, "", COUNT) == [(2,)]


def test_one_missing_file_harms_no_question_about_others(
    tmp_path: Path, delivered: tuple[ObservationFile, ...]
) -> None:
    october, november = (asked(tmp_path, delivered, month) for month in ("2026-10", "2026-11"))
    for path in november.paths:
        path.unlink()
    with Desk(october.paths | november.paths) as desk:
        with pytest.raises(LandingStoreError, match="missing"):
            desk.fetched(november, "", COUNT)
        assert desk.fetched(october, "", COUNT) == [(1,)]


def test_a_desk_reads_the_files_laid_on_it_and_nothing_else(
    tmp_path: Path, delivered: tuple[ObservationFile, ...]
) -> None:
    october, november = (asked(tmp_path, delivered, month) for month in ("2026-10", "2026-11"))
    with Desk(october.paths) as desk:
        assert desk.holds(october.paths)
        assert not desk.holds(november.paths)
        with pytest.raises(FigureError):
            desk.fetched(november, "", COUNT)
        for statement in ("SET threads = 4", "SELECT * FROM read_text('/etc/passwd')"):
            with pytest.raises(ConcordError):
                desk.fetched(october, "", statement)


def test_files_that_came_meanwhile_are_answered_too(
    tmp_path: Path, delivered: tuple[ObservationFile, ...]
) -> None:
    observations, months = DuckDbObservations(tmp_path), [OCTOBER, NOVEMBER]
    snapshot = kpi(by=(), denominator=expression("count(*)"))
    alone = observations.measure(snapshot, source(), delivered, months)
    first, second = (file.observations for file in delivered)
    with observations.together([first]) as some, some.together([first, second]) as more:
        for at_hand in (some, more):
            assert at_hand.measure(snapshot, source(), delivered, months) == alone
