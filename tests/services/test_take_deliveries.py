"""Taking deliveries in: unfinished files wait, copies count once, what comes back is current."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from operator import attrgetter

import pytest

from concord.domain.errors import (
    DriveUnavailableError,
    FileChangingError,
    FileRefusedError,
    LandingStoreError,
)
from concord.domain.finding import Finding, Severity
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import ReadResult, Standing, Submission, Verdict
from concord.ports import LandedFile, ReadJob
from concord.services.collection import CollectReport, unnoticed
from tests.fakes import FakeLandingStore, FakeReader
from tests.listed_drive import ARRIVED, ListedDrive
from tests.services.test_collect import NOW, OCTOBER, House, agreement, result

OCTOBERS = "NW_2026-10.csv"
NOVEMBERS = "NW_2026-11.csv"
DAY = timedelta(days=1)
NOVEMBER = MeasurementPeriod.parse("2026-11")


class Room(House):
    """A house whose drive lists files by ids of their own."""

    def __init__(self, **results: ReadResult) -> None:
        super().__init__(**results)
        self.listed = ListedDrive()
        self.drives["daily"] = self.listed

    def submissions(self) -> tuple[Submission, ...]:
        with self.store.transaction() as tx:
            return tx.submissions.of_partner("northwind")

    def counting(self) -> list[tuple[str, str]]:
        return [(s.file, str(s.period)) for s in self.submissions() if s.counts]


def finding(rule: str) -> Finding:
    return Finding(
        severity=Severity.ERROR, rule=rule, where="", found="", expected="", message="Mend it."
    )


@pytest.mark.parametrize(("rule", "polls"), [("cut-off", 3), ("empty-file", 2), ("macros", 1)])
def test_a_file_that_looks_unfinished_is_given_time(rule: str, polls: int) -> None:
    room = Room(**{OCTOBERS: result(Verdict.REJECTED, finding(rule))})
    room.listed.put("a", OCTOBERS)
    for _ in range(polls - 1):
        report = room.collect(agreement())
        assert (report.submissions, report.waiting) == ((), (OCTOBERS,))
    (submission,) = room.collect(agreement()).submissions
    assert submission.verdict is Verdict.REJECTED
    assert room.collect(agreement()) == CollectReport(partner="northwind")
    assert len(room.mails()) == 1


def test_a_file_that_changed_meanwhile_is_given_its_time_anew() -> None:
    room = Room(**{OCTOBERS: result(Verdict.REJECTED, finding("empty-file"))})
    for content in (b"", b"a", b"ab"):
        room.listed.put("a", OCTOBERS, content)
        assert room.collect(agreement()).submissions == ()
    assert len(room.collect(agreement()).submissions) == 1


def test_a_file_that_was_finished_is_read_like_any_other() -> None:
    room = Room()
    room.reader = FakeReader({OCTOBERS: result(Verdict.REJECTED, finding("cut-off"))})
    room.listed.put("a", OCTOBERS, b"half")
    room.collect(agreement())
    room.reader = FakeReader()
    room.listed.put("a", OCTOBERS, b"whole")
    assert room.collect(agreement()).changed == ("2026-10",)


def test_where_nobody_waits_what_looks_unfinished_is_the_verdict_at_once() -> None:
    room = Room(**{OCTOBERS: result(Verdict.REJECTED, finding("cut-off"))})
    room.settle = None
    room.listed.put("a", OCTOBERS, modified=NOW)
    assert len(room.collect(agreement()).submissions) == 1


def test_a_file_renamed_to_another_period_is_read_anew_and_moves_there() -> None:
    room = Room()
    room.listed.put("a", NOVEMBERS)
    room.collect(agreement())
    room.listed.rename("a", OCTOBERS)
    report = room.collect(agreement())
    assert report.changed == ("2026-10", "2026-11")
    assert room.counting() == [(OCTOBERS, "2026-10")]
    assert [s.standing for s in room.submissions()] == [Standing.REJECTED, Standing.AS_READ]


def test_a_file_renamed_within_its_period_stays_what_it_is() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS)
    room.collect(agreement())
    room.listed.rename("a", "NW_2026-10 final.csv")
    assert room.collect(agreement()) == CollectReport(partner="northwind")
    assert room.counting() == [(OCTOBERS, "2026-10")]


def test_an_unusable_copy_for_another_period_takes_nothing_from_the_first() -> None:
    room = Room(
        **{NOVEMBERS: result(Verdict.QUARANTINED, finding("outside-period"), period=NOVEMBER)}
    )
    room.listed.put("a", OCTOBERS)
    room.collect(agreement())
    room.listed.put("b", NOVEMBERS)
    report = room.collect(agreement())
    assert report.changed == ()
    assert room.counting() == [(OCTOBERS, "2026-10")]
    assert [s.verdict for s in room.submissions()] == [Verdict.ACCEPTED, Verdict.QUARANTINED]


def test_equal_contents_may_be_right_for_two_periods() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS, b"complaints,0")
    room.collect(agreement())
    room.listed.put("b", NOVEMBERS, b"complaints,0")
    assert room.collect(agreement()).changed == ("2026-11",)
    assert room.counting() == [(OCTOBERS, "2026-10"), (NOVEMBERS, "2026-11")]


def test_a_renamed_file_leaves_a_reported_period_as_it_was() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS)
    room.collect(agreement())
    room.report("2026-10")
    room.listed.rename("a", NOVEMBERS)
    assert room.collect(agreement()).changed == ("2026-11",)
    assert (OCTOBERS, "2026-10") in room.counting()


def test_a_file_that_states_its_period_only_by_its_new_name_is_known_by_that() -> None:
    room = Room(**{"NW_2026-13.csv": result(Verdict.REJECTED, finding("x"), period=None)})
    room.listed.put("a", "NW_2026-13.csv")
    pattern = replace(agreement().sources[0].files, text="NW_*.csv")
    loose = replace(agreement().sources[0], files=pattern)
    room.collect(agreement(loose))
    room.listed.rename("a", OCTOBERS)
    report = room.collect(agreement())
    assert report.changed == ("2026-10",)
    assert [s.file for s in room.submissions() if s.counts] == [OCTOBERS]


def test_a_content_put_back_in_place_is_current_again() -> None:
    room = Room()
    for content in (b"first", b"second"):
        room.listed.put("a", OCTOBERS, content)
        room.collect(agreement())
    room.listed.put("a", OCTOBERS, b"first", ARRIVED + DAY)
    report = room.collect(agreement())
    assert (report.submissions, report.changed) == ((), ("2026-10",))
    assert [s.restored is None for s in room.submissions()] == [True, False]
    assert len(room.reader.jobs) == 2


def test_a_content_that_comes_under_a_name_it_never_had_is_current_again() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS, b"first")
    room.collect(agreement())
    room.listed.put("a", OCTOBERS, b"second", ARRIVED + DAY)
    room.collect(agreement())
    room.listed.put("b", "NW_2026-10 as before.csv", b"first", ARRIVED + 2 * DAY)
    assert room.collect(agreement()).changed == ("2026-10",)
    assert room.submissions()[-1].restored == ARRIVED + 2 * DAY


def test_a_copy_in_an_archive_folder_changes_nothing() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS, b"first")
    room.collect(agreement())
    room.listed.put("a", OCTOBERS, b"second", ARRIVED + DAY)
    room.collect(agreement())
    room.listed.put("b", OCTOBERS, b"first", ARRIVED + 2 * DAY, folder="archive/")
    assert room.collect(agreement()).changed == ()


def test_what_replaces_a_file_is_newer_though_its_own_time_is_older() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS, b"first", ARRIVED)
    room.collect(agreement())
    room.listed.put("a", OCTOBERS, b"second", ARRIVED - 30 * DAY)
    room.collect(agreement())
    assert [s.reading for s in room.submissions()] == [1, 1]
    assert room.submissions()[-1].arrived > ARRIVED
    assert len(room.observations.asked) == 1


REFUSED = finding("no-download")


@pytest.mark.parametrize("how", ["listed so", "when asked", "too large"])
def test_a_file_that_is_refused_is_recorded_and_answered_once(how: str) -> None:
    room = Room()
    refusal = REFUSED if how == "listed so" else None
    size = 10**12 if how == "too large" else None
    room.listed.put("a", OCTOBERS, refusal=refusal, size=size)
    if how == "when asked":
        room.listed.broken["a"] = FileRefusedError("No.", REFUSED)
    (submission,) = room.collect(agreement()).submissions
    rule = "too-large" if how == "too large" else "no-download"
    assert [each.rule for each in submission.findings] == [rule]
    assert submission.verdict is Verdict.REJECTED
    assert room.collect(agreement()) == CollectReport(partner="northwind")
    assert len(room.mails()) == 1
    assert room.reader.jobs == []
    assert room.landing.kept == {}


def test_a_file_refused_before_is_read_once_it_is_handed_out() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS, b"bound", refusal=REFUSED)
    room.collect(agreement())
    room.listed.put("a", OCTOBERS, b"free")
    assert room.collect(agreement()).changed == ("2026-10",)


def test_of_two_files_with_one_name_neither_is_used() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS, b"first")
    room.listed.put("b", OCTOBERS, b"second")
    report = room.collect(agreement())
    assert report.changed == ()
    assert [s.verdict for s in report.submissions] == [Verdict.QUARANTINED] * 2
    assert {f.rule for s in report.submissions for f in s.findings} == {"equal-names"}


def test_a_rejected_file_with_a_shared_name_stays_rejected() -> None:
    room = Room(**{OCTOBERS: result(Verdict.REJECTED, finding("damaged"))})
    room.listed.put("a", OCTOBERS, b"first")
    room.listed.put("b", OCTOBERS, b"second")
    verdicts = {s.verdict for s in room.collect(agreement()).submissions}
    assert verdicts == {Verdict.REJECTED}


def test_a_file_that_changes_under_our_hands_waits_and_the_others_go_on() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS, b"growing")
    room.listed.put("b", NOVEMBERS, b"whole")
    room.listed.broken["a"] = FileChangingError("It grows.")
    report = room.collect(agreement())
    assert report.waiting == (OCTOBERS,)
    assert [s.file for s in report.submissions] == [NOVEMBERS]


def test_a_file_that_cannot_be_had_is_named_and_the_others_go_on() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS, b"locked")
    room.listed.put("b", NOVEMBERS, b"whole")
    room.listed.broken["a"] = DriveUnavailableError("Permission denied.")
    report = room.collect(agreement())
    assert [s.file for s in report.submissions] == [NOVEMBERS]
    assert report.waiting == (OCTOBERS,)
    (failure,) = report.failures
    assert failure.startswith("daily: NW_2026-10.csv: Permission denied.")


def test_a_drive_that_hands_out_nothing_any_more_is_not_asked_for_each_file() -> None:
    room = Room()
    for number in range(9):
        room.listed.put(str(number), f"NW_2026-10 {number}.csv")
        room.listed.broken[str(number)] = DriveUnavailableError("It went away.")
    report = room.collect(agreement())
    assert room.listed.handed_out == ["0", "1", "2"]
    assert report.failures == (f"daily: It went away. What to do: {DriveUnavailableError.remedy}",)


class EagerReader(FakeReader):
    """Asks for three jobs ahead, as one with a child at work does."""

    def read(self, jobs: Iterable[ReadJob]) -> Iterator[ReadResult]:
        yield from super().read(list(jobs))


def test_equal_contents_in_one_round_are_read_once() -> None:
    room = Room()
    room.reader = EagerReader()
    room.listed.put("a", OCTOBERS, b"same")
    room.listed.put("b", "NW_2026-10 copy.csv", b"same")
    room.listed.put("c", NOVEMBERS, b"same")
    report = room.collect(agreement())
    assert [job.period for job in room.reader.jobs] == [OCTOBER, NOVEMBER]
    assert len(report.submissions) == 2
    assert room.collect(agreement()).submissions == ()


class CountingLanding(FakeLandingStore):
    """Counts how many landed files no reader has asked for yet."""

    ahead = 0
    most = 0

    def land(self, chunks: Iterable[bytes]) -> LandedFile:
        self.ahead += 1
        self.most = max(self.most, self.ahead)
        return super().land(chunks)


def test_a_file_is_landed_only_when_the_reader_asks_for_it() -> None:
    room = Room()
    landing = room.landing = CountingLanding()

    class OneByOne(FakeReader):
        def read(self, jobs: Iterable[ReadJob]) -> Iterator[ReadResult]:
            for read in super().read(jobs):
                landing.ahead -= 1
                yield read

    room.reader = OneByOne()
    for number in range(300):
        room.listed.put(f"{number:03}", f"NW_2026-10 {number:03}.csv", str(number).encode())
    assert len(room.collect(agreement()).submissions) == 300
    assert landing.most == 1


def test_what_was_recorded_before_a_drive_went_away_is_told() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS, b"first", ARRIVED)
    room.listed.put("b", NOVEMBERS, b"second", ARRIVED + DAY)
    room.listed.broken["b"] = DriveUnavailableError("It went away.")
    report = room.collect(agreement())
    assert (report.changed, len(report.failures)) == (("2026-10",), 1)
    assert [s.file for s in report.submissions] == [OCTOBERS]
    room.listed.broken = {}
    assert room.collect(agreement()).changed == ("2026-11",)


def test_a_round_that_died_before_its_answers_is_made_up_for() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS)

    class Dying(Exception):  # noqa: N818 - not an error, an end
        """The process ends here."""

    def end(step: object, what: str) -> None:
        del what
        if str(step) == "answering":
            raise Dying

    room.progress = end
    with pytest.raises(Dying):
        room.collect(agreement())
    assert room.mails() == []
    room.progress = unnoticed
    report = room.collect(agreement())
    assert (report.changed, len(report.submissions)) == (("2026-10",), 1)
    assert len(room.mails()) == 1
    assert room.collect(agreement()) == CollectReport(partner="northwind")


def test_a_landing_store_that_breaks_off_leaves_the_rest_for_the_next_round() -> None:
    room = Room()
    room.listed.put("a", OCTOBERS)
    landing = room.landing

    class Full(FakeLandingStore):
        def land(self, chunks: Iterable[bytes]) -> LandedFile:
            del chunks
            message = "No space left."
            raise LandingStoreError(message)

    room.landing = Full()
    assert len(room.collect(agreement()).failures) == 1
    room.landing = landing
    report = room.collect(agreement())
    assert list(map(attrgetter("period"), report.submissions)) == [OCTOBER]
