"""The sample company: the same for the same day, free of mistakes but for those it shows."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from concord.adapters.agreement_files import load_folder
from concord.domain.agreement import Agreement
from concord.domain.contract import ObligationKind, obligations
from concord.domain.people import Side, with_role
from concord.sample_company import SampleCompany, castellan, generate
from concord.sample_company.agreements import write_agreements
from concord.sample_company.delivery import Delivery, deliver
from concord.sample_company.northwind import deliveries
from concord.sample_company.timeline import MONTHS, Timeline

TODAY = date(2026, 11, 23)
PARTNERS = ("brightline", "castellan", "northwind")
AWKWARD_DAYS = [
    date(2026, 11, 1),
    date(2026, 11, 9),
    date(2026, 11, 10),
    date(2027, 1, 1),
    date(2027, 1, 31),
    date(2028, 2, 29),
    date(2028, 12, 31),
]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> SampleCompany:
    return generate(tmp_path_factory.mktemp("company"), TODAY)


def agreements_on(today: date, folder: Path) -> dict[str, Agreement]:
    write_agreements(folder, Timeline(today=today))
    loaded = load_folder(folder).agreements
    return {a.agreement.partner: a.agreement for a in loaded if a.agreement is not None}


def prints(folder: Path) -> dict[str, tuple[str, float]]:
    """Return the content hash and the time of every file below a folder."""
    return {
        str(file.relative_to(folder)): (
            hashlib.sha256(file.read_bytes()).hexdigest(),
            file.stat().st_mtime,
        )
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_same_day_and_seed_give_the_same_files_and_times(
    company: SampleCompany, tmp_path: Path
) -> None:
    again = generate(tmp_path, TODAY)
    assert prints(again.drive) == prints(company.drive)
    for name in ("organisation", *PARTNERS):
        first, second = company.agreements / f"{name}.yaml", again.agreements / f"{name}.yaml"
        assert first.read_bytes() == second.read_bytes()


def test_another_seed_gives_other_figures() -> None:
    timeline = Timeline(today=TODAY)
    first, other = (next(iter(deliveries(timeline, seed))).content for seed in (1, 2))
    assert first != other


@pytest.mark.parametrize("today", [TODAY, *AWKWARD_DAYS])
def test_nobody_could_find_a_mistake_in_the_agreements(today: date, tmp_path: Path) -> None:
    write_agreements(tmp_path, Timeline(today=today))
    folder = load_folder(tmp_path)
    assert folder.findings == ()
    assert [(a.path.stem, a.findings) for a in folder.agreements] == [(p, ()) for p in PARTNERS]


@pytest.mark.parametrize("today", [TODAY, *AWKWARD_DAYS])
def test_one_contract_is_inside_its_notice_window_and_one_review_is_near(
    today: date, tmp_path: Path
) -> None:
    agreements = agreements_on(today, tmp_path)
    days_ahead = {}
    for partner, agreement in agreements.items():
        assert agreement.contract is not None
        calendar = agreement.organisation.calendar
        for duty in obligations(agreement.contract, calendar, today):
            days_ahead[partner, duty.kind] = (duty.latest_date - today).days
    assert days_ahead.pop(("northwind", ObligationKind.NOTICE)) == 25
    assert 18 <= days_ahead.pop(("brightline", ObligationKind.REVIEW)) <= 21
    notices = [days for (_, kind), days in days_ahead.items() if kind is ObligationKind.NOTICE]
    assert len(notices) == 2
    assert min(days_ahead.values()) > 90


def test_every_level_of_the_escalation_finds_people_on_both_sides(tmp_path: Path) -> None:
    for agreement in agreements_on(TODAY, tmp_path).values():
        for number in agreement.escalation.steps():
            people = agreement.escalation.level(number).people(
                agreement.people, agreement.owner, TODAY
            )
            assert {person.side for person in people} == set(Side)
        assert len(with_role(agreement.people, Side.PARTNER, "sponsor")) == 1


@pytest.mark.parametrize("today", [TODAY, *AWKWARD_DAYS])
def test_the_last_month_is_over_and_its_deliveries_and_reports_are_due(
    today: date, tmp_path: Path
) -> None:
    timeline = Timeline(today=today)
    for agreement in agreements_on(today, tmp_path).values():
        assert agreement.effects_from == timeline.last_month
        assert agreement.monthly_report is not None
        month = timeline.last_month
        assert agreement.monthly_report.day.day(month.end, agreement.calendar) < today
        for source in agreement.sources:
            due = source.due_at(month)
            assert due is not None
            assert due < datetime.combine(today, datetime.min.time(), UTC)


@pytest.mark.parametrize("today", [TODAY, *AWKWARD_DAYS])
def test_the_last_months_broken_workbook_came_late_but_came(today: date, tmp_path: Path) -> None:
    timeline = Timeline(today=today)
    source = agreements_on(today, tmp_path)["castellan"].source("quality_checks")
    due = source.due_at(timeline.last_month)
    (arrived,) = (
        delivery.arrived
        for delivery in castellan.deliveries(timeline, seed=1)
        if delivery.path.endswith(f"{timeline.last_month}.xlsx")
    )
    assert due is not None
    assert due < arrived <= timeline.now


@pytest.mark.parametrize("today", [TODAY, *AWKWARD_DAYS])
def test_there_are_fourteen_months_without_a_gap(today: date) -> None:
    months = Timeline(today=today).months
    assert len(months) == MONTHS
    assert [month.next() for month in months[:-1]] == list(months[1:])


def test_a_month_that_has_just_ended_follows_the_last_one() -> None:
    young = Timeline(today=date(2026, 11, 9))
    assert [str(month) for month in (young.last_month, *young.ended_since)] == [
        "2026-09",
        "2026-10",
    ]
    assert Timeline(today=date(2026, 11, 10)).ended_since == ()


def test_what_has_not_arrived_yet_is_not_there(tmp_path: Path) -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    files = [
        Delivery(path="a/there.csv", content=b"1", arrived=now),
        Delivery(path="a/later.csv", content=b"2", arrived=now + timedelta(seconds=1)),
    ]
    deliver(files, tmp_path, now)
    assert list(prints(tmp_path)) == ["a/there.csv"]


def test_every_file_arrived_before_the_day_began_anywhere_on_earth(company: SampleCompany) -> None:
    earliest_midnight = datetime(2026, 11, 23, tzinfo=UTC) - timedelta(hours=14)
    newest = max(time for _, time in prints(company.drive).values())
    assert newest <= (earliest_midnight - timedelta(minutes=10)).timestamp()
