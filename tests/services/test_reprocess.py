"""Reading again: by today's agreement, once for each change, and without letters of our doing."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from concord.domain.agreement import Agreement
from concord.domain.finding import Finding, Severity
from concord.domain.period import MeasurementPeriod
from concord.domain.source import FilePattern
from concord.domain.submission import ReadResult, Submission, Verdict
from concord.services.reprocess import ReprocessReport, Wanted, reprocess
from tests.fakes import FakeReader
from tests.services.test_collect import ARRIVED, NOW, House, agreement, result, source

SEPTEMBER, OCTOBER = "NW_2026-09.csv", "NW_2026-10.csv"
ALL = Wanted()


class Room(House):
    """A house in which two months were collected."""

    def __init__(self) -> None:
        super().__init__()
        for name in (SEPTEMBER, OCTOBER):
            self.drive.put(name, f"rows of {name}".encode(), ARRIVED)
        self.collect(agreement())

    def again(
        self,
        wanted: Wanted = ALL,
        parties: Agreement | None = None,
        *,
        tell: bool = False,
        results: Mapping[str, ReadResult] | None = None,
    ) -> ReprocessReport:
        self.reader = FakeReader(results or {})
        return reprocess(parties or agreement(), wanted, self.ports(), NOW, tell=tell)

    def submissions(self) -> tuple[Submission, ...]:
        with self.store.transaction() as tx:
            return tx.submissions.of_partner("northwind")


def other_rows(name: str, verdict: Verdict = Verdict.ACCEPTED) -> dict[str, ReadResult]:
    period = MeasurementPeriod.parse(name[3:10])
    return {name: replace(result(verdict, period=period), observations="other rows")}


def test_what_comes_out_as_before_leaves_no_trace() -> None:
    room = Room()
    before = room.submissions()
    assert room.again() == ReprocessReport(read=2)
    assert room.submissions() == before
    assert len(room.mails()) == 1


def test_what_comes_out_otherwise_is_a_further_reading_once() -> None:
    room = Room()
    report = room.again(results=other_rows(OCTOBER))
    (reading,) = report.readings
    assert (reading.reading, reading.arrived, report.changed) == (2, ARRIVED, ("2026-10",))
    assert room.again(results=other_rows(OCTOBER)) == ReprocessReport(read=2)


def test_a_file_that_cannot_be_used_any_more_takes_its_rows_away() -> None:
    room = Room()
    assert room.again(results=other_rows(OCTOBER, Verdict.QUARANTINED)).changed == ("2026-10",)


@pytest.mark.parametrize("tell", [False, True])
def test_the_partner_is_written_to_only_when_we_say_so(*, tell: bool) -> None:
    room = Room()
    room.again(tell=tell, results=other_rows(OCTOBER))
    room.collect(agreement())
    assert len(room.mails()) == 1 + tell


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(source="daily", period=MeasurementPeriod.parse("2026-10")),
        Wanted(period=MeasurementPeriod.parse("2026-10")),
    ],
)
def test_only_what_is_wanted_is_read(wanted: Wanted) -> None:
    assert Room().again(wanted).read == 1


def test_a_single_file_is_wanted_by_the_beginning_of_its_content() -> None:
    room = Room()
    (one, _) = room.submissions()
    assert room.again(Wanted(content=one.sha256[:8])).read == 1
    assert room.again(Wanted(source="quality")).read == 0


def test_what_has_no_copy_any_more_is_named() -> None:
    room = Room()
    room.landing.kept.clear()
    report = room.again()
    assert report.read == 0
    assert report.skipped == (
        (SEPTEMBER, "no copy of it is kept"),
        (OCTOBER, "no copy of it is kept"),
    )


def test_a_source_that_is_gone_is_named() -> None:
    room = Room()
    report = room.again(parties=agreement(source("other", files=FilePattern(text="x.csv"))))
    assert {why for _, why in report.skipped} == {"its source is not in the agreement any more"}


def test_a_file_whose_name_another_one_has_stays_with_the_person_who_decides() -> None:
    room = Room()
    twin = Finding(
        severity=Severity.ERROR, rule="equal-names", where="", found="", expected="", message=""
    )
    room.again(results={OCTOBER: result(Verdict.QUARANTINED, twin)})
    report = room.again()
    assert report.skipped == ((OCTOBER, "another file has its name: a person decides"),)
