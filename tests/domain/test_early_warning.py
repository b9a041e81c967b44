"""Early warnings: one issue for a level and period, news only when the forecast gets worse."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.early_warning import (
    BACK_ON_TRACK,
    PERIOD_OVER,
    early_warnings,
    is_news,
    why_it_ended,
)
from concord.domain.forecast import Forecast, ForecastLabel
from concord.domain.issue import (
    Issue,
    IssueKey,
    IssueKind,
    IssueSeverity,
    IssueState,
    RaisedIssue,
)
from tests.builders import agreement, at_site, moment, period
from tests.builders_forecast import forecast

ON_TRACK, AT_RISK, LOST = ForecastLabel
KEY = IssueKey(
    partner="northwind",
    service="voice",
    kind=IssueKind.EARLY_WARNING,
    subject="phone",
    period="2026-10",
)


def raised(*found: Forecast) -> RaisedIssue:
    (issue,) = early_warnings(agreement(), found)
    return issue


def kept(issue: RaisedIssue, state: IssueState = IssueState.OPEN) -> Issue:
    return Issue(
        key=issue.key,
        severity=issue.severity,
        headline=issue.headline,
        facts=issue.facts,
        state=state,
        raised_at=moment("2026-10-21"),
        policy="standard",
    )


def test_a_level_at_risk_is_one_mild_issue_with_its_forecast() -> None:
    issue = raised(forecast(AT_RISK))
    assert (issue.key, issue.severity) == (KEY, IssueSeverity.MINOR)
    assert issue.headline == (
        "Northwind Support Services: Answer rate in 2026-10 is at risk (estimate)"
    )
    assert dict(issue.facts) == {
        "Service level": "phone",
        "Period": "2026-10",
        "Agreed": "at least 80 %",
        "Forecast": "at risk (estimate)",
        "Total": "at risk (estimate): 78.00 % up to 20 Oct 2026",
    }


def test_all_parts_at_risk_are_one_issue_with_the_worst_label() -> None:
    parts = (
        forecast(AT_RISK),
        forecast(LOST, dimension=at_site("cebu")),
        forecast(ON_TRACK, dimension=at_site("manila")),
    )
    facts = dict(raised(*parts).facts)
    assert facts["Forecast"] == "out of reach (estimate)"
    assert "site cebu" in facts
    assert "site manila" not in facts


def test_of_many_parts_the_worst_are_told_and_the_others_counted() -> None:
    parts = [forecast(AT_RISK, dimension=at_site(f"site {n:02d}")) for n in range(12)]
    lost = forecast(LOST, dimension=at_site("worst"))
    told = list(dict(raised(*parts, lost).facts))[4:]
    assert (told[0], told[-1], len(told)) == ("site worst", "Others", 11)
    assert dict(raised(*parts, lost).facts)["Others"] == "3 more at risk or out of reach"


@pytest.mark.parametrize(
    ("found", "since"),
    [
        (forecast(ON_TRACK), None),
        (forecast(LOST, lacks_volume=True), None),
        (forecast(AT_RISK, value=None), None),
        (forecast(LOST), "2026-11"),
    ],
    ids=["on track", "too little volume to be rated", "no data yet", "history"],
)
def test_what_heads_for_no_miss_or_has_no_effects_warns_nobody(
    found: Forecast, since: str | None
) -> None:
    agreed = agreement(effects_from=period(since) if since else None)
    assert list(early_warnings(agreed, [found])) == []


@pytest.mark.parametrize(
    ("before", "now", "state", "news"),
    [
        (AT_RISK, LOST, IssueState.OPEN, True),
        (AT_RISK, LOST, IssueState.RESOLVED, True),
        (AT_RISK, AT_RISK, IssueState.OPEN, False),
        (LOST, LOST, IssueState.RESOLVED, False),
        (LOST, AT_RISK, IssueState.OPEN, True),
        (LOST, AT_RISK, IssueState.ACKNOWLEDGED, True),
        (LOST, AT_RISK, IssueState.RESOLVED, False),
        (LOST, AT_RISK, IssueState.WAIVED, False),
    ],
)
def test_only_another_label_is_news_and_a_better_one_only_to_whom_still_waits(
    before: ForecastLabel, now: ForecastLabel, state: IssueState, *, news: bool
) -> None:
    known = kept(raised(forecast(before)), state)
    assert is_news(raised(forecast(now, days_left=3)), known) == news


def test_of_any_other_issue_every_new_fact_is_news() -> None:
    other = replace(raised(forecast()), key=replace(KEY, kind=IssueKind.LATE_FILE))
    assert not is_news(other, kept(other))
    assert is_news(replace(other, facts=(("File", "a.xlsx"),)), kept(other))


@pytest.mark.parametrize(
    ("found", "today", "reason"),
    [
        ([forecast(ON_TRACK)], "2026-10-21", BACK_ON_TRACK),
        ([forecast(ON_TRACK)], "2026-10-31", BACK_ON_TRACK),
        ([], "2026-10-31", None),
        ([forecast(ON_TRACK, service_level="mail")], "2026-10-31", None),
        ([], "2026-11-01", PERIOD_OVER),
    ],
)
def test_a_warning_ends_on_track_or_with_its_period_and_never_for_want_of_data(
    found: list[Forecast], today: str, reason: str | None
) -> None:
    assert why_it_ended(KEY, agreement(), found, date.fromisoformat(today)) == reason
