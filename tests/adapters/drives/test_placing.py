"""What is put on a drive has a plain name."""

from dataclasses import replace

import pytest

from concord.adapters.drives.placing import require_plain_name, taken
from concord.domain.errors import DriveUnavailableError
from tests.adapters.drives.drive_contract import report


@pytest.mark.parametrize("name", ["", ".", "..", "a/b.pdf", "a\0b.pdf", ".hidden.pdf", "x.tmp"])
def test_a_path_or_a_name_nobody_sees_is_refused(name: str) -> None:
    with pytest.raises(DriveUnavailableError, match="no name for a file"):
        require_plain_name(replace(report(), name=name))


@pytest.mark.parametrize("name", ["O'Brien 100 %.pdf", "Bericht Süd – v1.xlsx", r"a\b.pdf"])
def test_any_other_name_stays_as_it_is(name: str) -> None:
    assert require_plain_name(replace(report(), name=name)) == name


def test_what_stands_in_the_way_is_named_without_its_tricks() -> None:
    message = str(taken(replace(report(), name="gpj\u202e.pdf")))
    assert r"gpj\u202e.pdf" in message
    assert report().key in message
