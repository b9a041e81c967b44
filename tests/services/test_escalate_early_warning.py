"""Early warnings on the ladder: raised once, again only when worse, ended by themselves."""

from dataclasses import replace
from fractions import Fraction

import pytest

from concord.domain.early_warning import BACK_ON_TRACK, PERIOD_OVER
from concord.domain.forecast import Forecast, ForecastLabel
from concord.domain.issue import Answer, IssueKind, IssueSeverity, IssueState
from tests.builders import period
from tests.builders_forecast import forecast
from tests.escalations import KEY, NORTHWIND, Desk

ON_TRACK, AT_RISK, LOST = ForecastLabel
OCTOBER_20, OCTOBER_21, OCTOBER_31 = (f"2026-10-{day}T12:00" for day in (20, 21, 31))
NOVEMBER = "2026-11-02T12:00"


class Warned(Desk):
    """A desk at which one early warning lies."""

    def tell(
        self, label: ForecastLabel | None, at: str = OCTOBER_21, **changes: object
    ) -> list[int]:
        """Raise and settle by one forecast, or by none; return the openings to be asked."""
        found: list[Forecast] = [] if label is None else [forecast(label, **changes)]
        return [issue.opening for issue in self.raise_issues(at, found)]


def desk(*labels: ForecastLabel) -> Warned:
    made = Warned(key=replace(KEY, kind=IssueKind.EARLY_WARNING))
    for label in labels:
        made.tell(label, OCTOBER_20)
    return made


def test_a_forecast_at_risk_is_raised_once_and_asked_on_the_usual_ladder() -> None:
    warned = desk()
    assert warned.tell(AT_RISK) == [1]
    assert (warned.issue.severity, warned.issue.policy) == (IssueSeverity.MINOR, "short")
    assert warned.ask() is not None
    assert warned.log == ["raised", "asked"]


def test_a_forecast_on_track_raises_nothing() -> None:
    warned = desk()
    assert warned.tell(ON_TRACK) == []
    assert warned.issues == ()


def test_the_figures_of_another_day_are_no_news_while_the_label_stands() -> None:
    warned = desk(AT_RISK)
    facts = warned.issue.facts
    warned.tell(AT_RISK, days_left=3, value=Fraction(77))
    assert (warned.issue.facts, warned.log) == (facts, ["raised"])


def test_a_worse_label_is_added_to_what_waits_for_an_answer() -> None:
    warned = desk(AT_RISK)
    warned.tell(LOST)
    warned.tell(LOST)
    assert dict(warned.issue.facts)["Forecast"] == "out of reach (estimate)"
    assert warned.log == ["raised", "evidence"]


def test_a_worse_label_asks_again_after_somebody_resolved_it_and_a_better_one_does_not() -> None:
    warned = desk(AT_RISK)
    warned.answer(Answer.RESOLVE, at=OCTOBER_20)
    assert warned.tell(AT_RISK) == []
    assert warned.tell(LOST) == [2]
    warned.answer(Answer.RESOLVE, at=OCTOBER_21)
    assert warned.tell(AT_RISK) == []
    assert warned.issue.state is IssueState.RESOLVED


def test_what_was_waived_stays_waived_however_bad_it_gets() -> None:
    warned = desk(AT_RISK)
    warned.answer(Answer.WAIVE, "Known: the client's system was down.", at=OCTOBER_20)
    assert warned.tell(LOST) == []
    assert warned.issue.state is IssueState.WAIVED


def test_a_warning_ends_by_itself_when_the_forecast_is_good_again() -> None:
    warned = desk(AT_RISK)
    warned.tell(ON_TRACK)
    assert warned.issue.state is IssueState.RESOLVED
    assert warned.events[-1].note == BACK_ON_TRACK
    assert warned.tell(AT_RISK) == [2]


@pytest.mark.parametrize(
    ("at", "state"), [(OCTOBER_31, IssueState.OPEN), (NOVEMBER, IssueState.RESOLVED)]
)
def test_without_a_forecast_a_warning_ends_with_its_period_alone(
    at: str, state: IssueState
) -> None:
    warned = desk(AT_RISK)
    warned.tell(None, at)
    assert warned.issue.state is state
    assert (warned.events[-1].note == PERIOD_OVER) == state.is_final


def test_whoever_was_asked_is_told_of_the_end() -> None:
    warned = desk(AT_RISK)
    warned.ask(at=OCTOBER_20)
    warned.tell(None, NOVEMBER)
    (mail,) = warned.mails("[resolved]")
    assert PERIOD_OVER.encode() in mail.payload


def test_where_nobody_forecast_warnings_stay_as_they_are() -> None:
    warned = desk(AT_RISK)
    warned.raise_issues(NOVEMBER)
    assert warned.log == ["raised"]


def test_history_before_the_first_effects_warns_nobody() -> None:
    warned = Warned(agreement=replace(NORTHWIND, effects_from=period("2026-11")))
    assert warned.tell(LOST) == []
