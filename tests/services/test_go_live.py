"""Going live: once, by one of ours; what was open in shadow is closed and raised anew."""

from dataclasses import replace

import pytest

from concord.domain.issue import Answer, IssueEventKind, IssueState
from concord.domain.shadow import in_standing, shadowed
from concord.services.go_live import GoLiveRefusedError, WentLive, go_live
from tests.builders import moment, period
from tests.escalations import ANA, KIM, NORTHWIND, Desk, missed

NOON = "2026-11-23T12:00"


def let_go(
    desk: Desk, by: str = "kim", effects_from: str | None = "2026-10", at: str = NOON
) -> WentLive:
    """Let the partner go live, and its agreement act so."""
    result = go_live(
        NORTHWIND,
        by,
        None if effects_from is None else period(effects_from),
        "Agreed.",
        store=desk.store,
        correspondence=desk.correspondence,
        now=moment(at),
    )
    desk.agreement = in_standing(NORTHWIND, result.live)
    return result


def shadow_desk() -> Desk:
    """Return a desk with one issue that was raised and asked in shadow."""
    desk = missed()
    desk.agreement = shadowed(NORTHWIND)
    desk.ask()
    return desk


def test_in_shadow_only_the_owner_is_asked() -> None:
    desk = shadow_desk()
    (mail,) = desk.mails()
    assert mail.to == (KIM.email,)
    assert mail.subject.startswith("[shadow] [minor]")


def test_a_partner_goes_live_once_and_the_first_word_stands() -> None:
    desk = Desk()
    first = let_go(desk)
    assert (first.is_new, first.live.by, first.live.effects_from) == (True, "kim", period())
    again = let_go(desk, by="max", effects_from="2026-11", at="2026-11-24T09:00")
    assert not again.is_new
    assert again.live == first.live
    assert desk.mails() == []


@pytest.mark.parametrize(
    ("at", "month"), [(NOON, "2026-11"), ("2026-11-30T23:30-05:00", "2026-12")]
)
def test_effects_count_from_the_month_that_runs_where_the_partner_is(at: str, month: str) -> None:
    result = let_go(Desk(), effects_from=None, at=at)
    assert result.live.effects_from == period(month)


@pytest.mark.parametrize(
    ("by", "reason"),
    [("ana", "is one of Northwind Support Services's people"), ("eve", "is nobody's id")],
)
def test_only_one_of_ours_lets_a_partner_go_live(by: str, reason: str) -> None:
    desk = Desk()
    with pytest.raises(GoLiveRefusedError, match=f"{reason}; .*kim, max"):
        let_go(desk, by=by)
    with desk.store.transaction() as tx:
        assert tx.live_partners.get("northwind") is None


def test_without_anybody_at_the_client_nobody_can() -> None:
    alone = replace(NORTHWIND, people=(ANA,))
    desk = Desk()
    with pytest.raises(GoLiveRefusedError, match="go live: nobody"):
        go_live(
            alone,
            "kim",
            None,
            "",
            store=desk.store,
            correspondence=desk.correspondence,
            now=moment(NOON),
        )


def test_open_issues_of_the_shadow_time_are_closed_with_a_note_and_told_in_one_mail() -> None:
    desk = shadow_desk()
    result = let_go(desk)
    assert [issue.key for issue in result.closed] == [desk.key]
    assert desk.issue.state is IssueState.RESOLVED
    last = desk.events[-1]
    assert (last.kind, last.note) == (
        IssueEventKind.RESOLVED,
        "Raised in shadow; closed when kim let the partner go live.",
    )
    (mail,) = desk.mails("Northwind Support Services is live: 1 issue of its shadow time closed")
    assert mail.to == (KIM.email,)


def test_what_still_holds_is_raised_anew_for_everybody() -> None:
    desk = shadow_desk()
    let_go(desk)
    (issue,) = desk.raise_issues("2026-11-23T12:05")
    assert issue.opening == 2
    desk.ask(at="2026-11-23T12:10")
    (mail,) = desk.mails("[minor]")
    assert set(mail.to) == {ANA.email, KIM.email}


def test_what_lies_before_the_first_period_stays_closed() -> None:
    desk = shadow_desk()
    let_go(desk, effects_from="2026-11")
    sent = len(desk.mails())
    assert desk.raise_issues("2026-11-23T12:05") == []
    assert desk.issue.state is IssueState.RESOLVED
    assert len(desk.mails()) == sent


def test_what_somebody_answered_in_shadow_stays_answered() -> None:
    desk = shadow_desk()
    desk.answer(Answer.WAIVE, note="Known.")
    assert let_go(desk).closed == ()
    assert desk.raise_issues("2026-11-23T12:05") == []
    assert desk.issue.state is IssueState.WAIVED
