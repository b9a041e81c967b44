"""What a newer file changes, cell by cell, in memory and in files alike."""

from concord.domain.source import Restates, Source
from concord.domain.submission import ChangedCell, Restatement
from tests.builders import period, source
from tests.stored_places import TICKETS, Place, day, invalid, ticket

OCTOBER, NOVEMBER = period("2026-10"), period("2026-11")


def restatement(place: Place, asked: Source) -> Restatement:
    before = [
        place.keep(asked, OCTOBER, [day("2026-10-01"), day("2026-10-02", answered=2)], "one"),
        place.keep(asked, OCTOBER, [day("2026-10-02", answered=3)], "two"),
        place.keep(asked, NOVEMBER, [day("2026-11-01")], "other"),
    ]
    rows = [day("2026-10-02", "manila", None, 5), day("2026-10-03")]
    newest = place.keep(asked, OCTOBER, rows, "three")
    return place.observations.restatement(asked, before[:2], newest, "northwind")


REVISED = (
    ChangedCell(key="2026-10-02|manila", column="offered", old="10", new=None),
    ChangedCell(key="2026-10-02|manila", column="answered", old="3", new="5"),
)


def test_a_restatement_names_each_cell_it_changes(place: Place) -> None:
    assert restatement(place, source()) == Restatement(
        partner="northwind",
        source="daily_ops",
        period=OCTOBER,
        from_sha256="two",
        to_sha256="three",
        added=1,
        removed=0,
        changed=REVISED,
    )


def test_a_restated_file_removes_what_it_does_not_hold(place: Place) -> None:
    found = restatement(place, source(restates=Restates.FILE))
    assert (found.added, found.removed, found.changed) == (1, 0, REVISED)
    before = place.keep(source(), OCTOBER, [day("2026-10-01"), day("2026-10-02")], "whole")
    newest = place.keep(source(), OCTOBER, [day("2026-10-01")], "less")
    whole = source(restates=Restates.FILE)
    found = place.observations.restatement(whole, [before], newest, "northwind")
    assert (found.added, found.removed, found.changed) == (0, 1, ())


def test_rows_without_a_key_can_only_be_added(files: Place) -> None:
    before = files.keep(TICKETS, OCTOBER, [ticket("1")], "one")
    newest = files.keep(TICKETS, OCTOBER, [ticket("1"), ticket("2")], "two")
    found = files.observations.restatement(TICKETS, [before], newest, "northwind")
    assert (found.added, found.removed, found.changed) == (2, 0, ())


def test_a_row_that_was_mended_shows_what_could_not_be_read(place: Place) -> None:
    broken = invalid(day("2026-10-01", offered=None))
    before = place.keep(source(), OCTOBER, [broken], "broken")
    newest = place.keep(source(), OCTOBER, [day("2026-10-01")], "mended")
    found = place.observations.restatement(source(), [before], newest, "northwind")
    cell = ChangedCell(key="2026-10-01|manila", column="offered", old=None, new="10")
    assert (found.added, found.changed) == (0, (cell,))
