"""Reading again: by today's agreement, once for each change, and without letters of our doing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from concord.domain.agreement import Agreement
from concord.domain.finding import Finding, Severity
from concord.domain.period import MeasurementPeriod
from concord.domain.source import FilePattern
from concord.domain.submission import ReadResult, Standing, Submission, Verdict
from concord.domain.submission_event import SubmissionEvent, SubmissionEventKind
from concord.ports import Step
from concord.services.reprocess import ReprocessReport, Wanted, reprocess
from tests.fakes import FakeReader
from tests.services.test_collect import ARRIVED, NOW, House, agreement, result, source
from tests.services.test_take_deliveries import NOVEMBERS, OCTOBERS
from tests.services.test_take_deliveries import Room as ListedRoom

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
    assert (reading.old.reading, reading.new.reading) == (1, 2)
    assert (reading.new.arrived, report.changed) == (ARRIVED, ("2026-10",))
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


CORRECTION = "NW_2026-10 (2).csv"
LATER = ARRIVED + timedelta(hours=1)
REPORTED = "it came out otherwise, but its rows are settled: The report for 2026-10 went out."


@pytest.mark.parametrize("correction", [False, True])
def test_rows_that_count_in_a_reported_month_stay_as_they_were_read(*, correction: bool) -> None:
    room = Room()
    name = CORRECTION if correction else OCTOBER
    if correction:
        room.drive.put(CORRECTION, b"corrected rows", LATER)
        room.collect(agreement())
    room.report("2026-10")
    before = room.submissions()
    report = room.again(results={name: other_rows(OCTOBER)[OCTOBER]})
    assert report == ReprocessReport(read=len(before), skipped=((name, REPORTED),))
    assert room.submissions() == before


def test_a_reported_month_hinders_no_file_that_comes_out_as_before() -> None:
    room = Room()
    room.report("2026-10")
    assert room.again() == ReprocessReport(read=2)


def test_a_file_that_did_not_count_is_held_when_it_would_change_a_reported_month() -> None:
    room = Room()
    room.drive.put(CORRECTION, b"corrected rows", LATER)
    room.reader = FakeReader({CORRECTION: result(Verdict.QUARANTINED)})
    room.collect(agreement())
    room.report("2026-10")
    report = room.again()
    (reading,) = report.readings
    assert (reading.old.verdict, reading.new.verdict) == (Verdict.QUARANTINED, Verdict.ACCEPTED)
    assert (reading.new.standing, report.changed) == (Standing.HELD, ())
    assert [s.file for s in room.submissions() if s.counts] == [SEPTEMBER, OCTOBER]


def test_a_file_of_which_no_period_is_known_any_more_takes_its_rows_away() -> None:
    room = Room()
    unknown = {OCTOBER: result(Verdict.QUARANTINED, period=None)}
    parties = agreement(source(files=FilePattern(text="NW_*.csv")))
    assert room.again(parties=parties, results=unknown | other_rows(SEPTEMBER)).changed == (
        "2026-09",
        "2026-10",
    )


@pytest.mark.parametrize("kind", [SubmissionEventKind.REJECTED, SubmissionEventKind.ASKED_AGAIN])
def test_what_somebody_refused_stays_refused(kind: SubmissionEventKind) -> None:
    room = Room()
    (_, october) = room.submissions()
    with room.store.transaction() as tx:
        tx.submissions.note(
            SubmissionEvent(
                partner="northwind",
                source="daily",
                sha256=october.sha256,
                reading=1,
                kind=kind,
                by="kim",
                at=NOW,
            )
        )
    report = room.again(results=other_rows(OCTOBER))
    assert (report.read, report.readings) == (1, ())
    assert report.skipped == ((OCTOBER, "it was rejected or asked for again, which stands"),)


def test_a_file_renamed_to_another_period_does_not_count_for_the_first_again() -> None:
    room = ListedRoom()
    room.listed.put("a", OCTOBERS)
    room.collect(agreement())
    room.listed.rename("a", NOVEMBERS)
    room.collect(agreement())
    room.reader = FakeReader(other_rows(OCTOBERS))
    reprocess(agreement(), ALL, room.ports(), NOW)
    assert room.counting() == [(NOVEMBERS, "2026-11")]


def test_a_content_that_came_back_restates_what_had_taken_its_place() -> None:
    room = ListedRoom()
    for hours, content in enumerate((b"first", b"second", b"first")):
        room.listed.put("a", OCTOBERS, content, ARRIVED + timedelta(hours=hours))
        room.collect(agreement())
    (second, first) = room.submissions()
    room.reader = FakeReader(other_rows(OCTOBERS))
    room.observations.asked.clear()
    reprocess(agreement(), Wanted(content=first.sha256), room.ports(), NOW)
    assert room.observations.asked == [(second.sha256, first.sha256)]


def test_what_a_partner_was_never_told_of_is_told_though_it_was_read_again() -> None:
    room = Room()

    def die(step: Step, what: str) -> None:
        if step is Step.PREPARED_ANSWER:
            raise KeyboardInterrupt(what)

    room.drive.put(CORRECTION, b"corrected rows", LATER)
    room.progress = die
    with pytest.raises(KeyboardInterrupt):
        room.collect(agreement())
    room.progress = lambda _step, _what: None
    room.again(results={CORRECTION: other_rows(OCTOBER)[OCTOBER]})
    room.collect(agreement())
    assert len(room.mails()) == 2
