"""A trial runs the whole chain, bounds what it shows, and still looks back where a rule does."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from concord.domain.agreement import Agreement
from concord.domain.contract import Contract, Notice, Reminder
from concord.domain.message import MessageKind
from concord.domain.period import MeasurementPeriod, RollingMonths
from concord.domain.quantity import parse_due_rule, parse_span
from concord.domain.service_level import OutcomeKind
from concord.domain.source import FilePattern
from concord.domain.submission import ReadResult, Verdict
from concord.services.collection import Collection
from concord.services.correspondence import Correspondence
from concord.services.try_agreement import Range, Trial, TrialPorts, try_agreement
from tests import builders
from tests.fakes import (
    FakeDrive,
    FakeLandingStore,
    FakeLetters,
    FakeMailWriter,
    FakeReader,
    FakeStore,
)
from tests.fakes_answers import FakeAnnotator, FakeReadFigures
from tests.fakes_observations import FakeObservations
from tests.services.test_compile_report import FakeFormats

AT = datetime(2026, 10, 20, 9, tzinfo=UTC)
ARRIVED = datetime(2026, 10, 2, tzinfo=UTC)
SOURCE = builders.source(
    files=FilePattern(text="NW_{period:%Y-%m}.csv"),
    due=parse_due_rule("3 business days after period end at 17:00"),
)
CONTRACT = Contract(
    reference="MSA-1",
    start=date(2024, 4, 1),
    end=date(2027, 1, 31),
    owner="kim",
    notice=Notice(period=parse_span("90 days")),
)


class FakeCalendar:
    """Writes a reminder's rung where a calendar entry would be."""

    def reminder(self, partner: str, reminder: Reminder, at: datetime) -> bytes:
        return f"{partner} {reminder.rung} {at}".encode()


def agreement(**changes: object) -> Agreement:
    return builders.agreement(sources=(SOURCE,), contract=CONTRACT, **changes)


@dataclass
class Desk:
    """Files on a desk, each with its month's calls: offered and answered."""

    drive: FakeDrive = field(default_factory=FakeDrive)
    observations: FakeObservations = field(default_factory=FakeObservations)
    results: dict[str, ReadResult] = field(default_factory=dict)

    def put(self, month: str, offered: int, answered: int) -> None:
        period, name = MeasurementPeriod.parse(month), f"NW_{month}.csv"
        row: Mapping[str, object] = {
            "date": period.start,
            "site": "manila",
            "offered": offered,
            "answered": answered,
        }
        file = self.observations.add(SOURCE, period, [row])  # type: ignore[list-item] # typed cells
        self.drive.put(name, month.encode(), ARRIVED)
        self.results[name] = ReadResult(
            verdict=Verdict.ACCEPTED,
            period=period,
            rows_read=1,
            rows_accepted=1,
            findings=(),
            observations=file.observations,
        )

    def try_(self, tried: Agreement, asked: Range | None = None) -> Trial:
        collection = Collection(
            drive_of=lambda _: self.drive,
            landing=FakeLandingStore(),
            reader=FakeReader(self.results),
            observations=self.observations,
            store=FakeStore(),
            correspondence=Correspondence(
                installation="trial", letters=FakeLetters(), writer=FakeMailWriter()
            ),
            annotator=FakeAnnotator(),
            figures=FakeReadFigures(),
            settle=None,
        )
        ports = TrialPorts(collection=collection, reports=FakeFormats(), calendar=FakeCalendar())
        return try_agreement(tried, ports, AT, asked or Range())


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.put("2026-07", 1000, 700)
    made.put("2026-09", 1000, 700)
    return made


def kinds(trial: Trial) -> dict[str, OutcomeKind]:
    return {str(o.period): o.kind for a in trial.assessments for o in a.outcomes}


def test_the_whole_chain_from_files_to_mails(desk: Desk) -> None:
    trial = desk.try_(agreement())
    assert [s.file for s in trial.submissions] == ["NW_2026-07.csv", "NW_2026-09.csv"]
    assert [str(m.period) for m in trial.missing] == ["2026-08"]
    assert kinds(trial) == {
        "2026-07": OutcomeKind.MISSED,
        "2026-08": OutcomeKind.INCOMPLETE,
        "2026-09": OutcomeKind.MISSED,
    }
    assert {(i.issue.key.kind.value, i.issue.key.period) for i in trial.issues} == {
        ("missed-service-level", "2026-07"),
        ("late-file", "2026-08"),
        ("missed-service-level", "2026-09"),
        ("contract-decision", "2026-11-02"),
    }
    assert {i.level for i in trial.issues} == {1}
    assert next((r.reminder.rung, [p.id for p in r.people]) for r in trial.reminders) == (
        "14 days",
        ["kim"],
    )
    # In a trial nobody decides anything, nobody's ledger is kept, and a folder at hand is no
    # drive to be late on: nobody is written to about any of it.
    assert {m.mail.kind for m in trial.messages} == {*MessageKind} - {
        MessageKind.AGREEMENT_VERSION,
        MessageKind.SUBMISSION_DECISION,
        MessageKind.DELIVERY_REMINDER,
        MessageKind.DELIVERY_CHASE,
        MessageKind.CREDIT_STATEMENT,
    }


def test_a_range_bounds_what_is_shown_and_written_about(desk: Desk) -> None:
    trial = desk.try_(agreement(), Range(first=date(2026, 9, 1), last=date(2026, 9, 30)))
    assert list(kinds(trial)) == ["2026-09"]
    assert [s.file for s in trial.submissions] == ["NW_2026-09.csv"]
    assert trial.missing == ()
    assert {i.issue.key.period for i in trial.issues} == {"2026-09", "2026-11-02"}
    (outcome,) = (o for a in trial.assessments for o in a.outcomes)
    assert outcome.repeat


def test_a_range_may_reach_beyond_the_files(desk: Desk) -> None:
    trial = desk.try_(agreement(), Range(first=date(2026, 6, 1)))
    assert [str(m.period) for m in trial.missing] == ["2026-06", "2026-08"]


def test_an_empty_desk_shows_nothing_and_still_knows_the_contract() -> None:
    trial = Desk().try_(agreement())
    assert (trial.submissions, trial.missing, trial.assessments) == ((), (), ())
    assert next(r.reminder.obligation.kind.value for r in trial.reminders) == "notice"


def test_with_nobody_to_ask_an_issue_stands_at_level_1_with_nobody(desk: Desk) -> None:
    nobody = replace(agreement(), people=())
    assert {(i.level, i.people) for i in desk.try_(nobody).issues} == {(1, ())}


def test_a_level_without_people_is_passed_over(desk: Desk) -> None:
    joel = builders.person(id="joel", role="account_director")
    trial = desk.try_(replace(agreement(), people=(joel,)))
    assert {(i.level, tuple(p.id for p in i.people)) for i in trial.issues} == {(2, ("joel",))}


def test_a_file_of_which_not_even_the_period_is_known_is_always_shown(desk: Desk) -> None:
    source = replace(SOURCE, files=FilePattern(text="NW_*.csv"))
    desk.drive.put("NW_whenever.csv", b"?", ARRIVED)
    desk.results["NW_whenever.csv"] = ReadResult(
        verdict=Verdict.REJECTED,
        period=None,
        rows_read=0,
        rows_accepted=0,
        findings=(),
    )
    trial = desk.try_(replace(agreement(), sources=(source,)), Range(last=date(2026, 7, 31)))
    assert "NW_whenever.csv" in {s.file for s in trial.submissions}
    assert "unusable-file" in {i.issue.key.kind.value for i in trial.issues}


def test_a_rolling_period_is_shown_with_its_last_month(desk: Desk) -> None:
    level = builders.service_level(period=RollingMonths(months=2))
    asked = Range(first=date(2026, 8, 1), last=date(2026, 8, 31))
    trial = desk.try_(agreement(service_levels=(level,), credits=()), asked)
    assert list(kinds(trial)) == ["2026-08/P2M"]
    assert {(i.issue.key.kind.value, i.issue.key.period) for i in trial.issues} == {
        ("missed-service-level", "2026-08/P2M"),
        ("late-file", "2026-08"),
        ("contract-decision", "2026-11-02"),
    }


@pytest.mark.parametrize(
    ("asked", "is_there"),
    [
        (Range(first=date(2026, 9, 1)), True),
        (Range(last=date(2026, 7, 31)), True),
        (Range(last=date(2026, 6, 30)), False),
    ],
)
def test_what_fails_again_and_again_is_shown_from_its_beginning_on(
    desk: Desk,
    asked: Range,
    is_there: bool,  # noqa: FBT001 - a column of the table
) -> None:
    desk.put("2026-05", 1000, 700)
    desk.put("2026-06", 1000, 700)
    keys = {str(each.issue.key) for each in desk.try_(agreement(), asked).issues}
    assert ("northwind/voice/recurring-failure/phone/2026-07" in keys) == is_there
