"""Compiling monthly reports: the gate, the versions, the two copies, the days they are due."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from concord.domain.agreement import Agreement, MonthlyReportRule
from concord.domain.assessment import Assessment
from concord.domain.forecast import Forecast, ForecastLabel
from concord.domain.message import MessageKind
from concord.domain.people import Person, Side
from concord.domain.period import MeasurementPeriod
from concord.domain.quantity import DayOfPeriod
from concord.domain.report import MonthlyReport
from concord.domain.report_rule import report_rule
from concord.domain.service_level import OutcomeKind
from concord.domain.submission import Submission, Verdict
from concord.ports import Body, Decision
from concord.services.compile_report import ReportResult, compile_monthly, due_reports
from concord.services.correspondence import Correspondence
from tests.builders_forecast import forecast
from tests.builders_report import (
    ANA,
    KIM,
    LEVELS,
    NOW,
    OCTOBER,
    a_submission,
    a_year,
    an_agreement,
    an_assessment,
    an_issue,
    an_outcome,
)
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

AGREEMENT = an_agreement()
JOEL = Person(
    id="joel", name="Joel Cruz", side=Side.PARTNER, role="account_director", email="joel@n.example"
)
TENTH = DayOfPeriod(number=10, business=False)


@dataclass
class FakeFormats:
    """Renders a report as its headline, and keeps every model it was given."""

    rendered: list[MonthlyReport] = field(default_factory=list)

    def mail(self, report: MonthlyReport) -> Body:
        self.rendered.append(report)
        return Body(text=report.headline, html=f"<p>{report.headline}</p>")

    def workbook(self, report: MonthlyReport) -> bytes:
        return f"{report.audience} {report.version}".encode()


class Office:
    """A store with its outbox and everything that writes into it."""

    def __init__(
        self,
        submissions: tuple[Submission, ...] = (a_submission(),),
        assessments: tuple[Assessment, ...] = a_year(),
    ) -> None:
        self.store = FakeStore()
        self.formats = FakeFormats()
        self.letters = FakeLetters()
        self.writer = FakeMailWriter()
        self.correspondence = Correspondence(
            installation="test", letters=self.letters, writer=self.writer
        )
        with self.store.transaction() as tx:
            for submission in submissions:
                tx.submissions.add(submission)
            for assessment in assessments:
                tx.assessments.save(assessment)

    def compile(
        self,
        agreement: Agreement = AGREEMENT,
        period: MeasurementPeriod = OCTOBER,
        now: datetime = NOW,
        forecasts: tuple[Forecast, ...] = (),
    ) -> ReportResult:
        return compile_monthly(
            agreement,
            period,
            store=self.store,
            correspondence=self.correspondence,
            renderer=self.formats,
            now=now,
            forecasts=forecasts,
        )

    def mails(self) -> list[tuple[str, tuple[str, ...]]]:
        with self.store.transaction() as tx:
            return [(entry.mail.subject, entry.mail.to) for entry in tx.outbox.entries()]

    def restate(self) -> None:
        changed = [
            replace(a, outcomes=(an_outcome("answered", "81.5"), *a.outcomes[1:]))
            for a in a_year()
            if a.period == OCTOBER
        ]
        with self.store.transaction() as tx:
            tx.assessments.save(changed[0])


def test_each_side_gets_its_own_copy_with_the_workbook() -> None:
    office = Office()
    assert office.compile() is ReportResult.ISSUED
    title = "Northwind Contact, October 2026: 4 of 6 service levels met, GBP 5,400.00 credit"
    assert sorted(office.mails()) == [(title, (ANA.email,)), (title, (KIM.email,))]
    assert [report.audience for report in office.formats.rendered] == [Side.CLIENT, Side.PARTNER]
    names = {a.name for message in office.writer.written for a in message.attachments}
    assert names == {"northwind-2026-10-v1.xlsx"}
    assert {m.identity.kind for m in office.writer.written} == {MessageKind.MONTHLY_REPORT}


def test_the_version_and_its_figures_are_recorded() -> None:
    office = Office()
    office.compile()
    with office.store.transaction() as tx:
        version = tx.reports.latest("northwind", OCTOBER)
    assert version is not None
    assert (version.version, version.issued) == (1, NOW)
    assert dict(version.figures)["Overall score"] == "87.5 of 100"


def test_nobody_gets_the_same_version_twice() -> None:
    office = Office()
    office.compile()
    assert office.compile(now=NOW + timedelta(days=3)) is ReportResult.UNCHANGED
    assert len(office.mails()) == 2


def test_what_lives_on_after_the_month_makes_no_new_version() -> None:
    office = Office()
    office.compile()
    decision = Decision(
        partner="northwind", obligation="notice", decision="renew", by="kim", at=NOW
    )
    with office.store.transaction() as tx:
        tx.issues.save(an_issue())
        tx.decisions.record(decision)
        tx.submissions.add(replace(a_submission(), sha256="ff" * 32))
    assert office.compile() is ReportResult.UNCHANGED


def test_a_restatement_issues_the_next_version_and_says_what_changed() -> None:
    office = Office()
    office.compile()
    office.restate()
    assert office.compile(now=NOW + timedelta(days=9)) is ReportResult.ISSUED
    [client, _] = [report for report in office.formats.rendered if report.version == 2]
    assert (
        "Customer care by phone, Calls answered in 20 s: 81.50 %, at least 80 %, Met "
        "(was 73.41 %, at least 80 %, Missed (severe))"
    ) in client.changes
    revised = [s for s, _ in office.mails() if s.startswith("Revised (version 2): Northwind")]
    assert len(revised) == 2
    assert office.compile(now=NOW + timedelta(days=10)) is ReportResult.UNCHANGED


def test_the_workbook_may_be_left_out() -> None:
    office = Office()
    rule = MonthlyReportRule(to=("kim",), day=TENTH, xlsx=False)
    assert office.compile(replace(AGREEMENT, monthly_report=rule)) is ReportResult.ISSUED
    [message] = office.writer.written
    assert (message.to, message.attachments) == ((KIM.email,), ())


def test_people_of_one_side_share_a_mail_and_deputies_stand_in() -> None:
    office = Office()
    away = replace(ANA, until=date(2026, 10, 31), deputy="joel")
    rule = MonthlyReportRule(to=("kim", "ana", "joel", "nobody"), day=TENTH)
    agreement = replace(AGREEMENT, people=(KIM, away, JOEL), monthly_report=rule)
    office.compile(agreement)
    assert sorted(to for _, to in office.mails()) == [(JOEL.email,), (KIM.email,)]


def test_without_anybody_to_read_it_nothing_is_issued() -> None:
    office = Office()
    rule = MonthlyReportRule(to=(), day=TENTH)
    assert office.compile(replace(AGREEMENT, monthly_report=rule)) is ReportResult.NO_RECIPIENTS
    with office.store.transaction() as tx:
        assert tx.reports.latest("northwind", OCTOBER) is None


def test_without_a_rule_owner_and_operations_managers_read_it() -> None:
    assert report_rule(AGREEMENT).to == ("kim", "ana")
    orphan = replace(AGREEMENT, contract=None, services=())
    assert report_rule(orphan).to == ("ana",)


@pytest.mark.parametrize(
    "office",
    [
        Office(submissions=()),
        Office(submissions=(a_submission(verdict=Verdict.QUARANTINED),)),
        Office(assessments=()),
        Office(
            assessments=(
                an_assessment(
                    OCTOBER,
                    [an_outcome(lv.id, "90", kind=OutcomeKind.INCOMPLETE) for lv in LEVELS],
                ),
            )
        ),
    ],
    ids=["nothing came", "quarantined", "not assessed", "incomplete"],
)
def test_a_month_with_missing_data_goes_to_the_owner_alone(office: Office) -> None:
    assert office.compile() is ReportResult.DATA_MISSING
    assert office.mails() == [("DATA MISSING: Northwind Contact, October 2026", (KIM.email,))]
    assert office.formats.rendered == []
    assert office.compile(now=NOW + timedelta(days=1)) is ReportResult.DATA_MISSING
    assert len(office.mails()) == 1


@pytest.mark.parametrize(
    ("period", "now"),
    [
        ("2026-11", NOW),
        ("2026-10", datetime(2026, 10, 31, 23, tzinfo=UTC)),
        ("2026-08", NOW),
        ("2024-03", NOW),
    ],
    ids=["running", "on its last day", "before the effects", "before the contract"],
)
def test_months_without_a_report(period: str, now: datetime) -> None:
    office = Office()
    agreement = replace(AGREEMENT, effects_from=OCTOBER.previous())
    if period == "2024-03":
        agreement = AGREEMENT
    compiled = office.compile(agreement, MeasurementPeriod.parse(period), now)
    assert compiled is ReportResult.NOT_DUE
    assert office.mails() == []


def test_without_a_contract_every_month_that_is_over_may_be_reported() -> None:
    rule = MonthlyReportRule(to=("kim",), day=TENTH)
    agreement = replace(AGREEMENT, contract=None, monthly_report=rule)
    assert Office().compile(agreement) is ReportResult.ISSUED


def due(agreement: Agreement, office: Office, now: datetime = NOW) -> list[str]:
    return [str(period) for period in due_reports(agreement, store=office.store, now=now)]


@pytest.mark.parametrize(
    ("day", "months"),
    [(9, ["2026-08", "2026-09"]), (10, ["2026-08", "2026-09", "2026-10"])],
)
def test_a_report_is_due_from_its_day_on_and_stays_so(day: int, months: list[str]) -> None:
    office = Office((a_submission(MeasurementPeriod.parse("2026-08")),))
    rule = replace(AGREEMENT, monthly_report=MonthlyReportRule(to=("kim",), day=TENTH))
    assert due(rule, office, datetime(2026, 11, day, tzinfo=UTC)) == months


def test_by_default_the_sixth_business_day_counts() -> None:
    office = Office()
    # November 2026 begins on a Sunday: its sixth business day is Monday the 9th.
    assert due(AGREEMENT, office, datetime(2026, 11, 8, 12, tzinfo=UTC)) == []
    assert due(AGREEMENT, office, datetime(2026, 11, 9, tzinfo=UTC)) == ["2026-10"]


def test_reports_begin_with_the_first_effects_even_without_any_file() -> None:
    agreement = replace(AGREEMENT, effects_from=OCTOBER.previous())
    assert due(agreement, Office(submissions=())) == ["2026-09", "2026-10"]


def test_a_partner_of_which_nothing_is_known_has_no_reports_due() -> None:
    assert due(AGREEMENT, Office(submissions=())) == []


def test_no_report_is_due_outside_the_contract() -> None:
    assert AGREEMENT.contract is not None
    ended = replace(AGREEMENT.contract, end=date(2026, 9, 15), renewal=None)
    office = Office((a_submission(MeasurementPeriod.parse("2026-08")),))
    assert due(replace(AGREEMENT, contract=ended), office) == ["2026-08", "2026-09"]


def test_where_the_running_month_heads_for_is_shown_and_makes_no_new_version() -> None:
    office = Office()
    running = forecast(
        service_level="answered", kpi="answered", period=OCTOBER.next(), as_of=date(2026, 11, 3)
    )
    assert office.compile(forecasts=(running,)) is ReportResult.ISSUED
    assert [row.forecast for row in office.formats.rendered[0].running] == [running]
    lost = replace(running, label=ForecastLabel.LOST)
    assert office.compile(forecasts=(lost,)) is ReportResult.UNCHANGED
    assert office.compile() is ReportResult.UNCHANGED
