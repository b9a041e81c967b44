"""Recurring failures: one issue a streak, grown by failures, ended by figures that hold."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.escalation_policy import STANDARD, Recurrence
from concord.domain.issue import IssueSeverity, RaisedIssue
from concord.domain.recurring_failure import (
    doubtful_recurrences,
    recurring_failures,
    streak,
)
from concord.domain.service_level import Outcome, OutcomeKind
from tests.builders import agreement, at_site, outcome, period, service_level

KINDS = {
    "+": OutcomeKind.MET,
    "-": OutcomeKind.MISSED,
    "!": OutcomeKind.DEFAULTED,
    "?": OutcomeKind.INSUFFICIENT_DATA,
    "i": OutcomeKind.INCOMPLETE,
    "r": OutcomeKind.RELIEVED,
    "o": OutcomeKind.OPEN,
}
NORTHWIND = agreement()


def spelt(kinds: str, band: str = "minor", **changes: object) -> list[Outcome]:
    """Return the months of 2026 by sign: + met, - missed, ! defaulted, and the unrated ones."""
    return [
        outcome(
            f"2026-{month:02d}",
            KINDS[sign],
            band if KINDS[sign].is_failure else None,
            **changes,
        )
        for month, sign in enumerate(kinds, start=1)
    ]


def assessed(outcomes: Iterable[Outcome]) -> list[Assessment]:
    return [
        Assessment(
            partner="northwind",
            period=each.period,
            inputs="inputs",
            agreement="a" * 64,
            measurements=(),
            outcomes=(each,),
        )
        for each in outcomes
    ]


def raised_by(outcomes: Iterable[Outcome], of: Agreement = NORTHWIND) -> list[RaisedIssue]:
    return list(recurring_failures(of, assessed(outcomes)))


@pytest.mark.parametrize(
    ("kinds", "since"),
    [
        ("--", None),
        ("--+", None),
        ("---", "2026-03"),
        ("-!-", "2026-03"),
        ("-+-+-", "2026-05"),
        ("-++-+-", "2026-06"),
        ("-+++-+-", None),
        ("---+++", "2026-03"),
        ("---++++", None),
        ("---++++---", "2026-10"),
        ("----------", "2026-03"),
        ("-?-r-i", "2026-05"),
        ("--i", None),
        ("--o", None),
        ("", None),
    ],
)
def test_three_failures_of_the_last_six_rated_periods_are_too_many(
    kinds: str, since: str | None
) -> None:
    found = streak(NORTHWIND, spelt(kinds))
    assert (None if found is None else str(found.since)) == since


@pytest.mark.parametrize(
    ("failed", "of", "kinds", "since"),
    [
        (2, 2, "-+-", None),
        (2, 2, "+--", "2026-03"),
        (4, 12, "-+-+-+", None),
        (4, 12, "-+-+-+-", "2026-07"),
    ],
)
def test_how_many_are_too_many_is_the_policys_word(
    failed: int, of: int, kinds: str, since: str | None
) -> None:
    policy = replace(STANDARD, recurring=Recurrence(failed=failed, of=of))
    found = streak(agreement(escalation=policy), spelt(kinds))
    assert (None if found is None else str(found.since)) == since


def test_it_is_one_issue_that_names_every_failure() -> None:
    (issue,) = raised_by(spelt("-+!?-"))
    assert str(issue.key) == "northwind/voice/recurring-failure/phone/2026-05"
    assert issue.headline == (
        "Northwind Support Services: Answer rate missed again and again: "
        "3 of 6 periods up to 2026-05"
    )
    assert issue.facts == (
        ("Service level", "phone"),
        ("Rule", "3 of 6 periods"),
        ("Since", "2026-05"),
        ("Total", "2026-01 (minor), 2026-03 (minor), 2026-05 (minor)"),
    )


def test_a_level_of_its_own_name_is_called_by_it_and_misses_need_no_band() -> None:
    named = agreement(service_levels=(service_level(name="Phone answered"),))
    (issue,) = raised_by([replace(each, band=None) for each in spelt("---")], named)
    assert "Phone answered missed again" in issue.headline
    assert issue.facts[-1] == ("Total", "2026-01, 2026-02, 2026-03")


@pytest.mark.parametrize(
    ("band", "severity"),
    [
        ("minor", IssueSeverity.SERIOUS),
        ("serious", IssueSeverity.SEVERE),
        ("severe", IssueSeverity.CRITICAL),
        ("threshold", IssueSeverity.CRITICAL),
        ("gold", IssueSeverity.SERIOUS),
    ],
)
def test_coming_back_is_one_step_graver_than_the_worst_failure(
    band: str, severity: IssueSeverity
) -> None:
    first, *others = spelt("---")
    (issue,) = raised_by([replace(first, band=band), *others])
    assert issue.severity is severity


def test_a_default_is_serious_before_it_comes_back() -> None:
    (issue,) = raised_by([replace(each, band=None) for each in spelt("-!-")])
    assert issue.severity is IssueSeverity.SEVERE


def test_a_period_that_was_met_is_no_new_evidence() -> None:
    assert raised_by(spelt("---")) == raised_by(spelt("---++"))
    assert raised_by(spelt("---")) != raised_by(spelt("---+-"))


def test_sites_that_fail_in_turn_are_nobodys_habit() -> None:
    manila = spelt("-++-++", dimension=at_site("manila"))
    cebu = spelt("+-++-+", dimension=at_site("cebu"))
    assert raised_by([*manila, *cebu]) == []


def test_sites_that_fail_too_often_are_one_issue() -> None:
    manila = spelt("---+++++", dimension=at_site("manila"))
    cebu = spelt("++---+++", dimension=at_site("cebu"))
    (issue,) = raised_by([*manila, *cebu])
    assert issue.key.period == "2026-03"
    assert [label for label, _ in issue.facts[3:]] == ["site cebu"]
    (both,) = raised_by([*manila[:5], *cebu[:5]])
    assert (both.key, [label for label, _ in both.facts[3:]]) == (
        issue.key,
        ["site cebu", "site manila"],
    )


def test_failures_before_the_first_effects_count_and_raise_nothing_alone() -> None:
    fresh = agreement(effects_from=period("2026-04"))
    assert raised_by(spelt("---"), fresh) == []
    assert raised_by(spelt("---+"), fresh) == []
    (issue,) = raised_by(spelt("---+-"), fresh)
    assert issue.key.period == "2026-05"


def test_periods_that_are_cut_otherwise_today_are_another_matter() -> None:
    quarters = [outcome(f"2026-Q{part}", OutcomeKind.MISSED, "minor") for part in (1, 2, 3)]
    assert raised_by([*quarters, *spelt("--")]) == []


def test_a_level_that_the_agreement_no_longer_names_raises_nothing() -> None:
    assert raised_by(spelt("---", service_level="gone")) == []


@pytest.mark.parametrize(
    ("kinds", "doubtful"),
    [
        ("--i", True),
        ("--o", False),
        ("--?", False),
        ("---", True),
        ("-ii++", True),
        ("+++", False),
    ],
)
def test_incomplete_periods_leave_doubt(kinds: str, doubtful: bool) -> None:  # noqa: FBT001 - a column of the table
    found = doubtful_recurrences(NORTHWIND, assessed(spelt(kinds)))
    assert found == (frozenset({"phone"}) if doubtful else frozenset())


signs = st.text(alphabet="+-!?ir", max_size=12)


@given(kinds=signs, order=st.randoms(use_true_random=False))
def test_the_order_of_the_outcomes_changes_nothing(kinds: str, order: Random) -> None:
    outcomes = spelt(kinds)
    shuffled = list(outcomes)
    order.shuffle(shuffled)
    assert streak(NORTHWIND, shuffled) == streak(NORTHWIND, outcomes)


@given(kinds=signs)
def test_a_streak_stands_just_while_three_of_the_last_six_rated_failed(kinds: str) -> None:
    rated = [sign for sign in kinds if sign in "+-!"][-6:]
    found = streak(NORTHWIND, spelt(kinds))
    assert (found is not None) == (sum(sign != "+" for sign in rated) >= 3)


@given(kinds=signs)
def test_unrated_periods_change_neither_the_severity_nor_the_failures(kinds: str) -> None:
    rated = [each for each in spelt(kinds) if each.kind.is_rated]
    assert raised_by(spelt(kinds)) == raised_by(rated)
