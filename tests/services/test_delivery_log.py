"""The log of deliveries: what is known needs no reading, and a renamed file is withdrawn."""

import pytest

from concord.domain.arrival import Arrival
from concord.domain.period import MeasurementPeriod
from concord.domain.source import FilePattern
from concord.domain.submission import Standing, Verdict
from concord.domain.submission_event import SubmissionEvent
from tests.fakes import sha256
from tests.services.test_collect import agreement, result, source
from tests.services.test_take_deliveries import NOVEMBERS, OCTOBERS, Room

NOVEMBER = MeasurementPeriod.parse("2026-11")


def events(room: Room) -> list[SubmissionEvent]:
    with room.store.transaction() as tx:
        found = tx.submissions.events("northwind")
    return [event for event in found if event.kind.standing is not None]


def test_a_renamed_file_is_withdrawn_with_the_reason() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS)
    room.collect(agreement())
    room.listed.rename("a", NOVEMBERS)
    room.collect(agreement())
    (event,) = events(room)
    assert (event.kind.standing, event.by) == (Standing.REJECTED, "concord")
    assert event.note == "The file was renamed: it is the delivery for 2026-11 now."


@pytest.mark.parametrize("folder", ["", "november/"])
def test_a_copied_file_is_not_withdrawn(folder: str) -> None:
    room = Room()
    room.listed.put("a", OCTOBERS)
    room.collect(agreement())
    room.listed.put("b", NOVEMBERS, folder=folder)
    room.collect(agreement())
    assert events(room) == []


def test_what_never_counted_need_not_be_withdrawn() -> None:
    room = Room(**{OCTOBERS: result(Verdict.REJECTED)})
    room.listed.put("a", OCTOBERS)
    room.collect(agreement())
    room.listed.rename("a", NOVEMBERS)
    assert room.collect(agreement()).changed == ("2026-11",)
    assert events(room) == []


def test_a_file_that_is_no_delivery_under_its_new_name_withdraws_nothing() -> None:
    room = Room(**{NOVEMBERS: result(Verdict.REJECTED, period=NOVEMBER)})
    room.listed.put("a", OCTOBERS)
    room.collect(agreement())
    room.listed.rename("a", NOVEMBERS)
    assert room.collect(agreement()).changed == ()
    assert room.counting() == [(OCTOBERS, "2026-10")]


def test_every_version_that_was_collected_is_on_record() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS)
    room.collect(agreement())
    room.listed.rename("a", "NW_2026-10 final.csv")
    room.collect(agreement())
    with room.store.transaction() as tx:
        arrivals = tx.drives.arrivals("northwind", "daily")
    assert all(isinstance(each, Arrival) and each.sha256 == sha256(b"rows") for each in arrivals)
    assert [each.file for each in arrivals] == [OCTOBERS, "NW_2026-10 final.csv"]


def test_a_delivery_of_which_no_period_was_known_is_withdrawn_once_its_name_tells() -> None:
    room = Room(**{"NW_all.csv": result(Verdict.ACCEPTED, period=None)})
    loose = source(files=FilePattern(text="NW_*.csv"))
    room.listed.put("a", "NW_all.csv")
    room.collect(agreement(loose))
    room.listed.rename("a", NOVEMBERS)
    assert room.collect(agreement()).changed == ("2026-11",)
    assert room.counting() == [(NOVEMBERS, "2026-11")]
