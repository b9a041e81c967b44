"""Collecting: every file ends in a verdict, once, and nobody's trouble is another's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from concord.domain.agreement import Agreement, Organisation
from concord.domain.business_calendar import BusinessCalendar
from concord.domain.completeness import DeliveredCell
from concord.domain.errors import DriveUnavailableError, FileChangingError
from concord.domain.finding import Finding, Severity
from concord.domain.kpi import Measurement
from concord.domain.people import Person, Side
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import DueRule, Span, SpanUnit
from concord.domain.report import ReportVersion
from concord.domain.source import Column, ColumnType, DriveFolder, FilePattern, Source
from concord.domain.submission import ReadResult, Restatement, Verdict
from concord.ports import Drive, ObservationFile, Progress, ReadJob
from concord.services.collect import collect
from concord.services.collection import SETTLE, Collection, CollectReport, unnoticed
from concord.services.correspondence import Correspondence
from tests.fakes import (
    FakeDrive,
    FakeLandingStore,
    FakeLetters,
    FakeMailWriter,
    FakeReader,
    FakeStore,
)
from tests.fakes_answers import FakeAnnotator, FakeReadFigures
from tests.listed_drive import ListedDrive

MANILA = ZoneInfo("Asia/Manila")
NOW = datetime(2026, 11, 9, 8, tzinfo=UTC)
ARRIVED = datetime(2026, 11, 4, 8, tzinfo=UTC)
OCTOBER = MeasurementPeriod.parse("2026-10")
CALENDAR = BusinessCalendar(name="PH", zone=MANILA)
ANA = Person(
    id="ana",
    name="Ana Reyes",
    side=Side.PARTNER,
    role="operations_manager",
    email="ana@northwind.example",
)
KIM = Person(
    id="kim", name="Kim Lee", side=Side.CLIENT, role="vendor_manager", email="kim@client.example"
)


def source(identity: str = "daily", **changes: object) -> Source:
    given = {
        "id": identity,
        "service": "voice",
        "drive": DriveFolder(connection="ops", folder=""),
        "files": FilePattern(text="NW_{period:%Y-%m}*.csv"),
        "covers": PeriodLength.MONTH,
        "zone": MANILA,
        "calendar": CALENDAR,
        "columns": (Column(name="offered", headers=("Offered",), type=ColumnType.COUNT),),
        "key": ("date",),
        "due": DueRule(after_end=Span(count=3, unit=SpanUnit.BUSINESS_DAY), at=time(17)),
    }
    return Source(**{**given, **changes})  # type: ignore[arg-type] # any field may be overridden


def agreement(*sources: Source, **changes: object) -> Agreement:
    given = {
        "partner": "northwind",
        "name": "Northwind",
        "organisation": Organisation(name="Client", zone=ZoneInfo("UTC"), calendar=CALENDAR),
        "zone": MANILA,
        "calendar": CALENDAR,
        "version": "v1",
        "people": (ANA, KIM),
        "sources": sources or (source(),),
    }
    return Agreement(**{**given, **changes})  # type: ignore[arg-type] # any field may be overridden


@dataclass
class FakeRestatements:
    """Observations of which only the differences between files are asked."""

    asked: list[tuple[str, ...]] = field(default_factory=list)
    added: int = 1

    def restatement(
        self,
        source: Source,
        before: Sequence[ObservationFile],
        newest: ObservationFile,
        partner: str,
    ) -> Restatement:
        self.asked.append((*(file.submission for file in before), newest.submission))
        return Restatement(
            partner=partner,
            source=source.id,
            period=newest.period,
            from_sha256=before[-1].submission,
            to_sha256=newest.submission,
            added=self.added,
            removed=0,
            changed=(),
        )

    def together(self, _: Iterable[str]) -> AbstractContextManager[Self]:
        return nullcontext(self)

    def measure(self, *_: object, **__: object) -> tuple[Measurement, ...]:
        raise AssertionError

    def measure_all(self, *_: object) -> tuple[Measurement, ...]:
        raise AssertionError

    def rows_left_out(
        self, *_: object
    ) -> dict[tuple[MeasurementPeriod, tuple[tuple[str, str], ...]], int]:
        raise AssertionError

    def volumes(
        self, *_: object, **__: object
    ) -> dict[tuple[MeasurementPeriod, tuple[tuple[str, str], ...]], int]:
        raise AssertionError

    def cells(self, *_: object) -> tuple[DeliveredCell, ...]:
        raise AssertionError


class House:
    """A store, a drive and what stands between them, in memory."""

    def __init__(self, **results: ReadResult) -> None:
        self.drive = FakeDrive()
        self.store = FakeStore()
        self.reader = FakeReader(results)
        self.letters = FakeLetters()
        self.observations = FakeRestatements()
        self.landing = FakeLandingStore()
        self.drives: dict[str, Drive] = {}
        self.settle: timedelta | None = SETTLE
        self.progress: Progress = unnoticed

    def collect(self, parties: Agreement, now: datetime = NOW) -> CollectReport:
        return collect(parties, self.ports(), now)

    def ports(self) -> Collection:
        return Collection(
            drive_of=self._drive_of,
            landing=self.landing,
            reader=self.reader,
            observations=self.observations,
            store=self.store,
            correspondence=Correspondence(
                installation="test", letters=self.letters, writer=FakeMailWriter()
            ),
            annotator=FakeAnnotator(),
            figures=FakeReadFigures(),
            settle=self.settle,
            progress=self.progress,
        )

    def _drive_of(self, asked: Source) -> Drive:
        return self.drives.get(asked.id, self.drive)

    def report(self, period: str) -> None:
        """Let the report for a period have gone out."""
        with self.store.transaction() as tx:
            tx.reports.add(
                ReportVersion(
                    partner="northwind",
                    period=MeasurementPeriod.parse(period),
                    version=1,
                    content_sha256="c" * 64,
                    issued=NOW,
                    figures=(),
                )
            )

    def mails(self) -> list[str]:
        with self.store.transaction() as tx:
            return [entry.mail.subject for entry in tx.outbox.entries()]


def result(
    verdict: Verdict, *findings: Finding, period: MeasurementPeriod | None = OCTOBER
) -> ReadResult:
    usable = verdict.is_usable
    return ReadResult(
        verdict=verdict,
        period=period,
        rows_read=62,
        rows_accepted=60 if usable else 0,
        findings=findings,
        observations="stored rows" if usable else None,
    )


NOT_A_NUMBER = Finding(
    severity=Severity.ERROR,
    rule="not-a-number",
    where="Daily!D17",
    found="'9,4'",
    expected="a count",
    message="Write a whole number.",
)


def test_a_file_is_landed_read_stored_and_answered() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"rows", ARRIVED)
    report = house.collect(agreement())
    (submission,) = report.submissions
    assert (submission.file, submission.period, submission.verdict) == (
        "NW_2026-10.csv",
        OCTOBER,
        Verdict.ACCEPTED,
    )
    assert submission.arrived == ARRIVED
    assert submission.due == datetime(2026, 11, 4, 17, tzinfo=MANILA)
    assert submission.agreement == "v1"
    assert house.landing.kept[submission.sha256] == b"rows"
    assert report.changed == ("2026-10",)
    assert house.mails() == ["Northwind: NW_2026-10.csv accepted"]


def test_collecting_again_does_nothing_more() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"rows", ARRIVED)
    house.collect(agreement())
    again = house.collect(agreement())
    assert again == CollectReport(partner="northwind")
    assert len(house.reader.jobs) == len(house.mails()) == 1


def test_the_same_content_under_another_name_counts_once() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"rows", ARRIVED)
    house.drive.put("NW_2026-10 (copy).csv", b"rows", ARRIVED + timedelta(hours=1))
    assert len(house.collect(agreement()).submissions) == 1
    assert house.collect(agreement()).submissions == ()


def test_a_file_still_young_waits_a_poll() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"rows", NOW - timedelta(seconds=59))
    report = house.collect(agreement())
    assert (report.submissions, report.waiting) == ((), ("NW_2026-10.csv",))
    assert len(house.collect(agreement(), NOW + timedelta(seconds=1)).submissions) == 1


def test_a_file_that_changes_while_it_is_copied_waits_and_the_others_go_on() -> None:
    house = House()
    house.drive.put("NW_2026-09.csv", b"changing", ARRIVED)
    house.drive.put("NW_2026-10.csv", b"rows", ARRIVED)
    house.drive.broken = {"NW_2026-09.csv": FileChangingError("It grows.")}
    report = house.collect(agreement())
    assert [s.file for s in report.submissions] == ["NW_2026-10.csv"]
    assert report.waiting == ("NW_2026-09.csv",)


def test_files_nobody_asks_for_are_named() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"rows", ARRIVED)
    house.drive.put("CSAT_2026-10.csv", b"answers", ARRIVED)
    house.drive.put("holiday photo.jpg", b"sea", ARRIVED)
    survey = source("csat", files=FilePattern(text="CSAT_{period:%Y-%m}.csv"))
    assert house.collect(agreement(source(), survey)).unmatched == ("holiday photo.jpg",)


def test_a_drive_that_is_away_stops_only_its_own_source() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"rows", ARRIVED)
    house.drives["csat"] = FakeDrive(away=True)
    report = house.collect(agreement(source("csat"), source()))
    assert [s.source for s in report.submissions] == ["daily"]
    (failure,) = report.failures
    assert failure.startswith("csat: The drive does not answer.")
    assert DriveUnavailableError.remedy in failure


def test_a_file_with_wrong_cells_is_used_and_its_cells_are_told() -> None:
    house = House(**{"NW_2026-10.csv": result(Verdict.ACCEPTED_WITH_WARNINGS, NOT_A_NUMBER)})
    house.drive.put("NW_2026-10.csv", b"rows", ARRIVED)
    assert house.collect(agreement()).changed == ("2026-10",)
    (letter,) = house.letters.rendered
    told = ("'9,4' – expected: a count", "Daily!D17 (Error)", "Write a whole number.")
    assert told in [row for table in letter.tables for row in table.rows]


def test_a_file_that_cannot_be_used_changes_no_figure() -> None:
    house = House(**{"NW_2026-10.csv": result(Verdict.REJECTED, period=None)})
    house.drive.put("NW_2026-10.csv", b"rows", ARRIVED)
    report = house.collect(agreement())
    assert report.changed == ()
    assert report.count(Verdict.REJECTED, Verdict.QUARANTINED) == 1
    (submission,) = report.submissions
    assert submission.period == OCTOBER


def test_a_newer_file_restates_the_period_it_covers() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"first", ARRIVED)
    house.collect(agreement())
    house.drive.put("NW_2026-10 corrected.csv", b"second", ARRIVED + timedelta(days=1))
    report = house.collect(agreement())
    assert report.submissions[0].verdict is Verdict.ACCEPTED
    with house.store.transaction() as tx:
        (restatement,) = tx.submissions.restatements("northwind")
    assert restatement.to_sha256 == report.submissions[0].sha256


def test_two_files_in_one_round_are_taken_in_the_order_they_arrived() -> None:
    house = House()
    house.drive.put("NW_2026-10 b.csv", b"first", ARRIVED)
    house.drive.put("NW_2026-10 a.csv", b"second", ARRIVED + timedelta(hours=1))
    house.collect(agreement())
    first, second = (house.landing.land([c]).sha256 for c in (b"first", b"second"))
    assert house.observations.asked == [(first, second)]


def test_without_a_key_a_second_file_for_a_period_waits_for_a_person() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"first", ARRIVED)
    house.drive.put("NW_2026-10 again.csv", b"second", ARRIVED + timedelta(days=1))
    report = house.collect(agreement(source(key=())))
    first, second = report.submissions
    assert (first.verdict, second.verdict) == (Verdict.ACCEPTED, Verdict.QUARANTINED)
    assert second.findings[0].rule == "period-twice"
    assert not second.counts
    assert report.changed == ("2026-10",)


def test_history_is_read_and_not_answered() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"rows", ARRIVED)
    parties = agreement(effects_from=MeasurementPeriod.parse("2026-11"))
    assert house.collect(parties).changed == ("2026-10",)
    assert house.mails() == []


def test_another_worker_that_was_faster_is_believed() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"rows", ARRIVED)

    class Overtaken(FakeReader):
        def read(self, jobs: Iterable[ReadJob]) -> Iterator[ReadResult]:
            ours = list(jobs)
            other.collect(agreement())
            return super().read(ours)

    other = House()
    other.drive, other.store = house.drive, house.store
    house.reader = Overtaken()
    assert house.collect(agreement()).submissions == ()
    assert len(house.mails()) == 1


def test_a_file_whose_period_nobody_can_tell_has_no_due_time() -> None:
    unreadable = result(Verdict.REJECTED, period=None)
    house = House(**{"NW_all.csv": unreadable})
    house.drive.put("NW_all.csv", b"rows", ARRIVED)
    parties = agreement(source(files=FilePattern(text="NW_*.csv"), day_column="date"))
    (submission,) = house.collect(parties).submissions
    assert (submission.period, submission.due) == (None, None)
    assert replace(submission, due=NOW).is_late is False


def collected(house: House) -> Mapping[str, datetime]:
    with house.store.transaction() as tx:
        return tx.drives.collected("northwind")


def test_a_source_counts_as_collected_once_all_its_files_were_seen() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"rows", NOW)
    house.collect(agreement())
    assert collected(house) == {}
    later = NOW + timedelta(minutes=5)
    house.collect(agreement(), later)
    assert collected(house) == {"daily": later}


def test_a_drive_that_is_away_was_not_looked_at() -> None:
    house = House()
    house.drive.away = True
    house.collect(agreement())
    assert collected(house) == {}


def test_a_file_dated_ahead_by_a_wrong_clock_does_not_wait_for_that_day() -> None:
    house = House()
    house.drive.put("NW_2026-10.csv", b"rows", NOW + timedelta(days=1))
    assert len(house.collect(agreement()).submissions) == 1


def test_a_drive_that_did_not_change_is_not_listed_again() -> None:
    house, listed = House(), ListedDrive(mark="7")
    house.drives["daily"] = listed
    listed.put("a", "NW_2026-10.csv")
    house.collect(agreement())
    later = NOW + timedelta(minutes=15)
    assert house.collect(agreement(), later) == CollectReport(partner="northwind")
    assert listed.listings == 1
    assert collected(house) == {"daily": later}
    listed.mark = "8"
    house.collect(agreement(), later + timedelta(minutes=15))
    assert listed.listings == 2


def test_another_text_of_the_agreement_looks_at_the_drive_again() -> None:
    house, listed = House(), ListedDrive(mark="7")
    house.drives["daily"] = listed
    listed.put("a", "CSAT_2026-10.csv")
    house.collect(agreement())
    asks_for_it = source(files=FilePattern(text="CSAT_{period:%Y-%m}.csv"))
    report = house.collect(agreement(asks_for_it, version="v2"), NOW + timedelta(minutes=15))
    assert report.changed == ("2026-10",)


def test_while_files_wait_an_unchanged_drive_is_listed_again() -> None:
    house, listed = House(), ListedDrive(mark="7")
    house.drives["daily"] = listed
    cut = replace(NOT_A_NUMBER, rule="cut-off")
    house.reader = FakeReader({"NW_2026-10.csv": result(Verdict.REJECTED, cut)})
    listed.put("a", "NW_2026-10.csv")
    for _ in range(3):
        house.collect(agreement())
    assert listed.listings == 3
    house.collect(agreement(), NOW + timedelta(minutes=15))
    house.collect(agreement(), NOW + timedelta(minutes=30))
    assert listed.listings == 3


def test_a_drive_that_keeps_no_marks_is_listed_every_time() -> None:
    house, listed = House(), ListedDrive()
    house.drives["daily"] = listed
    for minutes in range(3):
        house.collect(agreement(), NOW + timedelta(minutes=minutes))
    assert listed.listings == 3
