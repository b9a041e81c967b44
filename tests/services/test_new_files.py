"""New files: what was collected is known by version and name; young ones wait."""

from datetime import timedelta

import pytest

from concord.domain.arrival import Arrival
from concord.ports import Listing, Waiting
from concord.services.new_files import NewFiles, SeenBefore, new_files, seen_before
from tests.fakes import FakeStore
from tests.listed_drive import ARRIVED, ListedDrive
from tests.services.test_collect import NOW, source

SETTLE = timedelta(seconds=60)
NOTHING = SeenBefore(arrivals=(), polls={}, mark="")


def drive(*names: str) -> ListedDrive:
    listed = ListedDrive()
    for number, name in enumerate(names):
        listed.put(f"{number}", name, name.encode())
    return listed


def sorted_out(listed: ListedDrive, seen: SeenBefore = NOTHING) -> NewFiles:
    return new_files(listed.listing(""), source(), seen, SETTLE, NOW)


def collected(listed: ListedDrive, identity: str) -> Arrival:
    file = listed.files[identity]
    return Arrival(
        partner="northwind",
        source="daily",
        sha256="ab" * 32,
        file=file.name,
        drive_file=file.id,
        revision=file.revision,
        size=4,
        at=ARRIVED,
    )


def test_files_come_in_the_order_in_which_they_were_written_then_by_name() -> None:
    listed = ListedDrive()
    listed.put("3", "NW_2026-08.csv", modified=ARRIVED)
    listed.put("1", "NW_2026-09.csv", modified=ARRIVED + SETTLE)
    listed.put("2", "NW_2026-07.csv", modified=ARRIVED)
    assert [file.id for file in sorted_out(listed).ready] == ["2", "3", "1"]


def test_what_was_collected_is_known_by_version_and_name() -> None:
    listed = drive("NW_2026-10.csv", "NW_2026-11.csv")
    seen = SeenBefore(arrivals=(collected(listed, "0"),), polls={}, mark="")
    assert [file.id for file in sorted_out(listed, seen).ready] == ["1"]
    listed.rename("0", "NW_2026-09.csv")
    assert [file.id for file in sorted_out(listed, seen).ready] == ["0", "1"]
    listed.rename("0", "NW_2026-10.csv")
    listed.put("0", "NW_2026-10.csv", b"other")
    assert len(sorted_out(listed, seen).ready) == 2


@pytest.mark.parametrize(
    ("age", "ready"),
    [
        (SETTLE, True),
        (SETTLE - timedelta(seconds=1), False),
        (timedelta(0), False),
        (-timedelta(seconds=1), False),
        (-SETTLE, True),
    ],
)
def test_a_file_must_have_kept_still_for_a_while(
    age: timedelta,
    ready: bool,  # noqa: FBT001 - a table
) -> None:
    listed = ListedDrive()
    listed.put("a", "NW_2026-10.csv", modified=NOW - age)
    found = sorted_out(listed)
    assert (bool(found.ready), found.young) == (ready, () if ready else ("NW_2026-10.csv",))


def test_where_nobody_waits_every_file_is_taken_as_it_is() -> None:
    listed = ListedDrive()
    listed.put("a", "NW_2026-10.csv", modified=NOW)
    assert len(new_files(listed.listing(""), source(), NOTHING, None, NOW).ready) == 1


def test_files_of_one_path_are_twins_also_where_one_is_known() -> None:
    listed = drive("NW_2026-10.csv", "NW_2026-10.csv", "NW_2026-11.csv")
    assert sorted_out(listed).twins == {"0", "1"}
    seen = SeenBefore(arrivals=(collected(listed, "0"),), polls={}, mark="")
    assert sorted_out(listed, seen).twins == {"1"}


def test_files_of_one_name_in_two_folders_are_no_twins() -> None:
    listed = ListedDrive()
    listed.put("a", "NW_2026-10.csv", folder="2026/")
    listed.put("b", "NW_2026-10.csv", folder="archive/")
    assert sorted_out(listed).twins == frozenset()


def test_files_that_the_source_does_not_ask_for_are_named() -> None:
    found = sorted_out(drive("photo.jpg", "NW_2026-10.csv"))
    assert found.unmatched == ("photo.jpg",)
    assert {name for _, _, name in found.listed} == {"NW_2026-10.csv"}


def test_an_empty_drive_brings_nothing() -> None:
    found = new_files(Listing(files=()), source(), NOTHING, SETTLE, NOW)
    assert (found.ready, found.young, found.unmatched) == ((), (), ())


def test_earlier_rounds_are_remembered_source_by_source() -> None:
    store = FakeStore()
    arrival = collected(drive("NW_2026-10.csv"), "0")
    with store.transaction() as tx:
        tx.drives.add_arrival(arrival, restored=False)
        waiting = (Waiting(drive_file="1", revision="r", polls=2),)
        tx.drives.set_waiting("northwind", "daily", waiting)
        tx.drives.note_collected("northwind", "daily", NOW, "v1 7")
    assert seen_before("northwind", source(), store) == SeenBefore(
        arrivals=(arrival,), polls={("1", "r"): 2}, mark="v1 7"
    )
    assert seen_before("northwind", source("csat"), store) == NOTHING
