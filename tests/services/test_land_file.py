"""Landing: a copy before anybody looks into a file, or the reason why there is none."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from concord.domain.arrival import Arrival
from concord.domain.errors import DriveUnavailableError, FileChangingError, FileRefusedError
from concord.domain.finding import Finding, Severity
from concord.ports import Step
from concord.services.collection import Collection
from concord.services.correspondence import Correspondence
from concord.services.land_file import Delivery, land_file
from tests.fakes import (
    FakeLandingStore,
    FakeLetters,
    FakeMailWriter,
    FakeReader,
    FakeStore,
    sha256,
)
from tests.fakes_answers import FakeAnnotator, FakeReadFigures
from tests.listed_drive import ARRIVED, ListedDrive
from tests.services.test_collect import OCTOBER, FakeRestatements, source

NO = Finding(
    severity=Severity.ERROR, rule="no-download", where="", found="", expected="", message="No."
)


class Quay:
    """A drive, a landing store, and the steps that were told."""

    def __init__(self) -> None:
        self.drive = ListedDrive()
        self.landing = FakeLandingStore()
        self.steps: list[Step] = []

    def land(self, arrivals: Iterable[Arrival] = ()) -> Delivery:
        (file,) = self.drive.files.values()
        ports = Collection(
            drive_of=lambda _: self.drive,
            landing=self.landing,
            reader=FakeReader(),
            observations=FakeRestatements(),
            store=FakeStore(),
            correspondence=Correspondence(
                installation="test", letters=FakeLetters(), writer=FakeMailWriter()
            ),
            annotator=FakeAnnotator(),
            figures=FakeReadFigures(),
            largest_file=10,
            progress=lambda step, _: self.steps.append(step),
        )
        return land_file(file, source(), self.drive, arrivals, ports)


def arrival(drive_file: str, at: datetime) -> Arrival:
    return Arrival(
        partner="northwind",
        source="daily",
        sha256="ab" * 32,
        file="NW_2026-10.csv",
        drive_file=drive_file,
        revision="r0",
        size=4,
        at=at,
    )


def test_a_file_is_copied_under_its_content() -> None:
    quay = Quay()
    quay.drive.put("a", "NW_2026-10.csv", b"rows")
    delivery = quay.land()
    assert (delivery.landed.sha256, delivery.landed.size) == (sha256(b"rows"), 4)
    assert (delivery.period, delivery.arrived, delivery.refusal) == (OCTOBER, ARRIVED, None)
    assert quay.landing.kept == {sha256(b"rows"): b"rows"}
    assert quay.steps == [Step.COPYING, Step.LANDED]


@pytest.mark.parametrize(("size", "refused"), [(None, False), (10, False), (11, True)])
def test_a_file_beyond_the_limit_is_not_copied_at_all(
    size: int | None,
    refused: bool,  # noqa: FBT001 - a table
) -> None:
    quay = Quay()
    quay.drive.put("a", "NW_2026-10.csv", size=size)
    delivery = quay.land()
    assert (delivery.refusal is not None) is refused
    assert quay.drive.handed_out == ([] if refused else ["a"])


def test_a_file_that_the_drive_lists_as_refused_is_not_asked_for() -> None:
    quay = Quay()
    quay.drive.put("a", "NW_2026-10.csv", refusal=NO)
    delivery = quay.land()
    assert delivery.refusal == NO
    assert (quay.drive.handed_out, quay.landing.kept, quay.steps) == ([], {}, [])


def test_without_a_copy_a_version_of_a_file_has_an_identity_of_its_own() -> None:
    quay = Quay()
    quay.drive.put("a", "NW_2026-10.csv")
    quay.drive.broken["a"] = FileRefusedError("No.", NO)
    first = quay.land()
    assert (first.refusal, first.landed.size) == (NO, 0)
    assert quay.land().landed == first.landed
    quay.drive.put("a", "NW_2026-10.csv", b"other")
    assert quay.land().landed.sha256 != first.landed.sha256


@pytest.mark.parametrize("error", [FileChangingError("It grows."), DriveUnavailableError("Away.")])
def test_what_may_be_there_tomorrow_is_no_verdict(error: FileChangingError) -> None:
    quay = Quay()
    quay.drive.put("a", "NW_2026-10.csv")
    quay.drive.broken["a"] = error
    with pytest.raises(type(error)):
        quay.land()


@pytest.mark.parametrize(
    ("earlier", "tick"),
    [
        ((), False),
        ((("a", ARRIVED - timedelta(days=1)),), False),
        ((("a", ARRIVED),), True),
        ((("b", ARRIVED + timedelta(days=1)),), False),
    ],
    ids=["new", "newer by its time", "with the same time", "another file"],
)
def test_what_replaces_another_is_newer_than_that(
    earlier: tuple[tuple[str, datetime], ...],
    tick: bool,  # noqa: FBT001 - a table
) -> None:
    quay = Quay()
    quay.drive.put("a", "NW_2026-10.csv")
    arrived = quay.land([arrival(*each) for each in earlier]).arrived
    assert arrived == ARRIVED + tick * timedelta(microseconds=1)
