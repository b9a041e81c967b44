"""The monthly report: headline, scores, copies for both sides, issues."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from concord.domain.charges import ChargeGap, MonthCharges
from concord.domain.escalation_policy import EscalationPolicy
from concord.domain.issue import Issue, IssueEvent, IssueEventKind, IssueKind, IssueState
from concord.domain.kpi import Measurement
from concord.domain.monthly_report import (
    ReportFacts,
    data_as_of,
    monthly_report,
    title_of,
    version_of,
)
from concord.domain.objectives import ObjectiveState
from concord.domain.people import Side
from concord.domain.period import MeasurementPeriod
from concord.domain.relationship import Objective, Relationship
from concord.domain.report import MonthlyReport
from concord.domain.service_level import Outcome
from tests.builders import measurement
from tests.builders_report import (
    NOW,
    OCTOBER,
    a_submission,
    an_agreement,
    an_assessment,
    an_issue,
    an_outcome,
    at_least,
    report_facts,
)


def report_of(facts: ReportFacts | None = None, audience: Side = Side.CLIENT) -> MonthlyReport:
    return monthly_report(facts or report_facts(), OCTOBER, audience, None)


def facts_of(*outcomes: Outcome) -> ReportFacts:
    return ReportFacts(agreement=an_agreement(), assessments=[an_assessment(OCTOBER, [*outcomes])])


@pytest.mark.parametrize(
    ("outcomes", "headline", "title"),
    [
        ((), "No service level could be rated in October 2026.", "nothing rated"),
        (
            (an_outcome("qa", "95"),),
            "The service level was met in October 2026.",
            "1 of 1 service level met",
        ),
        (
            (an_outcome("qa", "95"), an_outcome("csat", "95"), an_outcome("fcr", None)),
            "All 2 service levels were met in October 2026.",
            "2 of 2 service levels met",
        ),
        (
            (an_outcome("qa", "95"), an_outcome("aht", "400"), an_outcome("answered", "76")),
            "1 of 3 service levels met in October 2026; Calls answered in 20 s missed (serious).",
            "1 of 3 service levels met",
        ),
    ],
)
def test_the_month_in_one_sentence(
    outcomes: tuple[Outcome, ...], headline: str, title: str
) -> None:
    report = report_of(facts_of(*outcomes))
    assert report.headline == headline
    assert title_of(report) == f"Northwind Contact, October 2026: {title}"


def test_the_headline_tells_of_a_credit_that_cannot_be_stated() -> None:
    facts = facts_of(an_outcome("answered", "76"))
    unknown = MonthCharges(service="voice", month=OCTOBER, gap=ChargeGap.NOT_KNOWN_YET)
    assessments = tuple(replace(a, unknown_charges=(unknown,)) for a in facts.assessments)
    report = report_of(replace(facts, assessments=assessments))
    assert report.headline.endswith("; a service credit cannot be stated yet.")
    assert report.waiting == ("Charges of voice for 2026-10 are not known yet.",)


def test_the_headline_tells_a_row_of_misses_and_their_price() -> None:
    assert report_of().headline == (
        "4 of 6 service levels met in October 2026; Calls answered in 20 s missed (severe) "
        "for the second time in a row; service credit GBP 5,400.00."
    )


def test_a_version_says_what_changed_since_the_one_before() -> None:
    before = version_of(report_of(facts_of(an_outcome("qa", "80"))), NOW)
    report = monthly_report(facts_of(an_outcome("qa", "95")), OCTOBER, Side.CLIENT, before)
    assert report.version == 2
    [score, quality] = report.changes
    assert score == "Overall score: 100.0 of 100 (was 88.9 of 100)"
    assert quality == (
        "Customer care by phone, Quality score: 95.00 %, at least 90 %, Met "
        "(was 80.00 %, at least 90 %, Missed (minor))"
    )
    assert title_of(report).startswith("Revised (version 2): Northwind Contact, October 2026")


def test_the_score_changes_against_the_month_before() -> None:
    report = report_of()
    assert report.score is not None
    assert report.score_change is not None
    assert report.score_change < 0
    assert report_of(facts_of(an_outcome())).score_change is None


def test_levels_without_data_are_named() -> None:
    assert report_of(facts_of(an_outcome("qa", None))).unscored == ("Quality score",)


def test_the_score_of_the_year_is_the_mean_of_its_months() -> None:
    year = report_of().score_of_year
    assert year is not None
    assert (len(year.months), year.of) == (12, 12)
    short = report_of(facts_of(an_outcome("answered", "40"))).score_of_year
    assert short is not None
    assert (short.value, len(short.months), short.of) == (Fraction(50), 1, 12)


def test_services_have_scores_of_their_own_where_there_are_several() -> None:
    one = an_agreement()
    assert report_of().service_scores == ()
    chat = replace(one.services[0], id="chat", name="Chat")
    first, *others = one.service_levels
    two = replace(
        one,
        services=(*one.services, chat),
        service_levels=(replace(first, service="chat"), *others),
    )
    facts = replace(facts_of(an_outcome("answered", "40")), agreement=two)
    assert report_of(facts).service_scores == (
        ("Customer care by phone", None),
        ("Chat", Fraction(50)),
    )


def test_objectives_stand_in_both_copies_by_figures_up_to_the_month() -> None:
    aim = Objective(
        id="better",
        what="Better calls",
        kpis=("qa",),
        target=at_least("95"),
        start=Decimal(85),
        since=date(2026, 1, 1),
        by=date(2026, 12, 31),
    )
    aiming = replace(an_agreement(), relationship=Relationship(objectives=(aim,)))
    assessed = [
        replace(an_assessment(month, []), measurements=(measured(value, month),))
        for value, month in (("90", OCTOBER), ("99", OCTOBER.next()))
    ]
    facts = ReportFacts(agreement=aiming, assessments=assessed)
    for side in Side:
        (found,) = report_of(facts, side).objectives
        assert (found.progress, found.state) == (Fraction(50), ObjectiveState.BEHIND)


def measured(value: str, month: MeasurementPeriod) -> Measurement:
    return replace(measurement(value), kpi="qa", period=month)


def test_the_figures_of_both_copies_are_the_same() -> None:
    client, partner = report_of(), report_of(audience=Side.PARTNER)
    differing = {
        field.name
        for field in fields(MonthlyReport)
        if getattr(client, field.name) != getattr(partner, field.name)
    }
    assert differing == {"audience", "dates"}


NOTE = IssueEvent(
    key=an_issue().key,
    at=NOW,
    kind=IssueEventKind.ACKNOWLEDGED,
    by="Kim Weber",
    origin="airflow",
    note="Their new roster starts too late.",
)


def test_only_the_clients_copy_holds_notes() -> None:
    events = {NOTE.key: (NOTE, replace(NOTE, note=""))}
    facts = replace(report_facts(), events=events)
    assert report_of(facts).issues[0].notes == ("Kim Weber: Their new roster starts too late.",)
    assert {row.notes for row in report_of(facts, Side.PARTNER).issues} == {()}


@pytest.mark.parametrize(
    ("kind", "copies"),
    [
        (IssueKind.MISSED_SERVICE_LEVEL, {Side.CLIENT, Side.PARTNER}),
        (IssueKind.LATE_FILE, {Side.CLIENT, Side.PARTNER}),
        (IssueKind.UNUSABLE_FILE, {Side.CLIENT, Side.PARTNER}),
        (IssueKind.CONTRACT_DECISION, {Side.CLIENT}),
        (IssueKind.RECURRING_FAILURE, {Side.CLIENT, Side.PARTNER}),
    ],
)
def test_the_partner_never_sees_a_decision_about_its_contract(
    kind: IssueKind, copies: set[Side]
) -> None:
    facts = replace(report_facts(), issues=[an_issue(kind=kind)])
    assert {side for side in Side if report_of(facts, side).issues} == copies


@pytest.mark.parametrize(
    ("issue", "told"),
    [
        (an_issue(period="2026-10", state=IssueState.RESOLVED), True),
        (an_issue(period="2026-W42", state=IssueState.RESOLVED), True),
        (an_issue(period="2026-08", state=IssueState.UNANSWERED), True),
        (an_issue(period="2026-08", state=IssueState.WAIVED), False),
        (an_issue(period="2026-11", state=IssueState.OPEN), False),
        (an_issue(period="2026-10/P3M", state=IssueState.RESOLVED), True),
        (an_issue(period="2026-09/P3M", state=IssueState.OPEN), True),
        (an_issue(period="2026-09/P3M", state=IssueState.RESOLVED), False),
        (an_issue(period="2026-11/P3M", state=IssueState.OPEN), False),
        (an_issue(period="FY2026-Q4", state=IssueState.RESOLVED), True),
        (an_issue(period="FY2026-Q3", state=IssueState.RESOLVED), False),
        (an_issue(period="", state=IssueState.OPEN), True),
        (an_issue(period="", state=IssueState.RESOLVED), False),
    ],
)
def test_issues_of_the_month_and_those_still_open(issue: Issue, told: bool) -> None:  # noqa: FBT001
    report = report_of(replace(report_facts(), issues=[issue]))
    assert bool(report.issues) is told


def test_open_and_grave_issues_stand_first_with_their_level() -> None:
    open_, severe = an_issue("b", state=IssueState.OPEN), an_issue("a", state=IssueState.RESOLVED)
    rows = report_of(replace(report_facts(), issues=[severe, open_])).issues
    assert [(row.state, row.level, row.raised) for row in rows] == [
        ("open", 2, date(2026, 11, 4)),
        ("resolved", 2, date(2026, 11, 4)),
    ]


def test_a_policy_without_levels_asks_at_the_first() -> None:
    agreement = replace(an_agreement(), escalation=EscalationPolicy(name="none", levels=()))
    assert report_of(report_facts(agreement)).issues[0].level == 1


def test_data_is_as_of_the_newest_file_or_the_months_end() -> None:
    agreement = an_agreement()
    newest = datetime(2026, 11, 6, 10, 12, tzinfo=UTC)
    assert data_as_of(agreement, report_facts().submissions, OCTOBER) == newest
    september = a_submission(OCTOBER.previous())
    unknown = replace(a_submission(), period=None)
    over = datetime(2026, 11, 1, tzinfo=UTC)
    assert data_as_of(agreement, [september, unknown], OCTOBER) == over
