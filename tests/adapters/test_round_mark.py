"""The number of rounds beside the stores: it only ever grows, whoever marks it."""

import multiprocessing
from pathlib import Path

import pytest

from concord.adapters.round_mark import FileRoundMark
from concord.domain.errors import LandingStoreError

MARKERS, EACH = 4, 25


def test_where_nothing_was_marked_there_were_no_rounds(tmp_path: Path) -> None:
    assert FileRoundMark(tmp_path / "store" / "rounds").number() == 0


def test_a_number_is_kept_and_none_below_it_replaces_it(tmp_path: Path) -> None:
    file = tmp_path / "store" / "rounds"
    mark = FileRoundMark(file)
    for number, kept in ((3, 3), (2, 3), (3, 3), (12, 12)):
        mark.mark(number)
        assert mark.number() == kept
    assert FileRoundMark(file).number() == 12


def test_only_we_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "store" / "rounds"
    FileRoundMark(file).mark(1)
    assert [path.stat().st_mode & 0o777 for path in (file, file.parent)] == [0o600, 0o700]
    assert sorted(path.name for path in file.parent.iterdir()) == ["rounds", "rounds.lock"]


@pytest.mark.parametrize("content", [b"", b"-1\n", b"12 rounds", b"\xff", b"9" * 40])
def test_what_is_no_number_is_said(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "rounds"
    file.write_bytes(content)
    with pytest.raises(LandingStoreError, match="holds no number of rounds"):
        FileRoundMark(file).number()
    with pytest.raises(LandingStoreError, match="holds no number of rounds"):
        FileRoundMark(file).mark(1)


def test_a_place_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    mark = FileRoundMark(tmp_path / "file" / "rounds")
    with pytest.raises(LandingStoreError, match="could not be kept"):
        mark.number()
    with pytest.raises(LandingStoreError, match="could not be kept"):
        mark.mark(1)


def _count_up(file: Path, first: int) -> None:
    for number in range(first, MARKERS * EACH + 1, MARKERS):
        FileRoundMark(file).mark(number)


def test_several_at_once_leave_the_highest(tmp_path: Path) -> None:
    file = tmp_path / "rounds"
    spawn = multiprocessing.get_context("spawn")
    markers = [spawn.Process(target=_count_up, args=(file, n + 1)) for n in range(MARKERS)]
    for each in markers:
        each.start()
    for each in markers:
        each.join()
    assert [each.exitcode for each in markers] == [0] * MARKERS
    assert FileRoundMark(file).number() == MARKERS * EACH
