"""A difference: the rows behind our figure, and whether another figure reads as theirs does."""

from fractions import Fraction

import pytest

from tests import builders
from tests.builders import at_site
from tests.services.test_difference_causes import ROWS, Desk


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.deliver(ROWS)
    return made


def test_other_sources_and_unusable_files_are_left_alone(desk: Desk) -> None:
    desk.submissions.append(builders.submission(sha256="x", source="other"))
    desk.submissions.append(builders.submission(sha256="y", observations=None))
    difference = desk.difference("1", [])
    assert [s.sha256 for s in difference.delivered] == ["file 0"]
    assert len(difference.files) == 1


def test_a_figure_fits_that_reads_as_theirs_does(desk: Desk) -> None:
    difference = desk.difference("1", [])
    assert difference.fits(Fraction("1.4"))
    assert not difference.fits(Fraction("1.5"))
    assert not difference.fits(None)


def test_a_part_is_measured_and_split_without_the_others(desk: Desk) -> None:
    measured = desk.measurements("2026-10")
    difference = desk.difference("1", measured, at_site("cebu"))
    found = difference.measured(difference.kpi, [builders.period()], "date")
    assert [m.dimension for m in found] == [(("site", "cebu"), ("date", "2026-10-02"))]
