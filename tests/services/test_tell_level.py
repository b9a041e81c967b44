"""Storms: beyond a handful, issues that ask the same people at once come in one mail."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.domain.agreement import Agreement
from concord.domain.escalation_policy import EscalationLevel
from concord.domain.issue import Issue, IssueSeverity, IssueState
from concord.domain.people import Side
from concord.services.issue_letters import tell_the_end
from tests.builders import person
from tests.escalations import ANA, KIM, MAX, NORTHWIND, POLICY
from tests.storms import AT_NINE, AT_ONE, Storm, issue

LATER = AT_NINE + timedelta(minutes=20)
LEE = person(id="lee", name="Lee", role="operations_manager", email="lee@northwind.example")
TO_THE_SPONSOR = EscalationLevel(
    roles=((Side.CLIENT, "sponsor"),), respond_within=timedelta(hours=2)
)
GRAVE_TO_THE_SPONSOR = replace(
    NORTHWIND,
    escalation=replace(POLICY, by_severity=((IssueSeverity.CRITICAL, (TO_THE_SPONSOR,)),)),
)


def issues(count: int, agreement: Agreement = NORTHWIND) -> list[Issue]:
    return [issue(number, agreement=agreement) for number in range(1, count + 1)]


def asked(count: int) -> tuple[Storm, list[Issue]]:
    """Raise so many issues in one round, and let each one's run ask."""
    found = issues(count)
    storm = Storm().raised(*found)
    storm.ask_all(found)
    return storm, found


@pytest.mark.parametrize(
    ("count", "mails"), [(1, 1), (2, 2), (5, 5), (6, 1), (7, 1), (50, 1), (51, 1), (500, 1)]
)
def test_more_than_five_issues_come_in_one_mail(count: int, mails: int) -> None:
    storm, _ = asked(count)
    assert len(storm.mails) == mails
    assert {mail.to for mail in storm.mails} == {(ANA.email, KIM.email)}


def test_each_issue_keeps_its_own_required_action_and_clock() -> None:
    found = issues(6)
    storm = Storm().raised(*found)
    requests = [storm.ask(each) for each in found]
    assert [request and request.issue.key for request in requests] == [e.key for e in found]
    assert {request.people for request in requests if request} == {(ANA, KIM)}
    assert storm.log(found[0]) == ["raised", "asked"]
    assert storm.log(found[5]) == ["raised", "told_together", "asked"]


def test_a_storm_over_many_partners_is_a_mail_for_each_of_their_owners() -> None:
    storm = Storm()
    agreements = [_partner(number) for number in range(10)]
    for agreement in agreements:
        storm.raised(*issues(50, agreement))
    for agreement in agreements:
        storm.ask_all(issues(50, agreement), agreement=agreement)
    assert sorted(mail.to for mail in storm.mails) == [
        (f"owner{number}@client.example",) for number in range(10)
    ]


def _partner(number: int) -> Agreement:
    owner = replace(KIM, id=f"owner{number}", email=f"owner{number}@client.example")
    return replace(NORTHWIND, partner=f"partner{number}", people=(owner,))


def test_a_repeat_tells_nobody_anything_twice() -> None:
    storm, found = asked(6)
    before = storm.mails
    storm.ask_all(found)
    storm.ask_all(reversed(found), at=LATER)
    assert storm.mails == before


def test_what_a_later_round_raises_is_told_by_itself() -> None:
    storm, found = asked(6)
    more = [issue(number) for number in (7, 8)]
    storm.raised(*more).ask_all([*found, *more], at=LATER)
    assert len(storm.mails) == 3
    assert all(storm.told(each, KIM.email) == 1 for each in (*found, *more))


def test_a_run_that_starts_late_keeps_the_time_that_the_letter_named() -> None:
    found = issues(7)
    storm = Storm().raised(*found)
    storm.ask(found[0])
    late = storm.ask(found[5], at=LATER)
    assert late is not None
    assert late.respond_by == AT_ONE
    too_late = storm.ask(found[6], at=AT_ONE)
    assert too_late is not None
    assert too_late.respond_by > AT_ONE
    assert len(storm.mails) == 1


def test_the_next_level_is_told_in_one_mail_too() -> None:
    storm, found = asked(6)
    storm.time_out(found[3])
    storm.ask(found[3], 1, AT_ONE)
    for each in found:
        storm.time_out(each)
        storm.ask(each, 1, AT_ONE)
    assert [mail.to for mail in storm.mails].count((MAX.email,)) == 1
    assert all(storm.told(each, MAX.email) == 1 for each in found)
    assert storm.log(found[0]) == [
        *("raised", "asked", "told_together", "timed_out", "asked"),
    ]


def test_the_last_level_is_asked_again_in_one_mail() -> None:
    storm, found = asked(6)
    for step in (1, 2):
        storm.ask_all(found, step, AT_NINE + timedelta(days=7 * step))
    assert [mail.to for mail in storm.mails].count((MAX.email,)) == 2


def test_who_was_answered_is_not_in_the_mail_to_the_next_level() -> None:
    storm, found = asked(8)
    with storm.store.transaction() as tx:
        answered = tx.issues.get(found[0].key)
        assert answered is not None
        tx.issues.save(replace(answered, state=IssueState.ACKNOWLEDGED))
    storm.ask_all(found, 1, AT_ONE)
    assert storm.told(found[0], MAX.email) == 0
    assert storm.told(found[1], MAX.email) == 1


def test_one_that_is_escalated_at_once_takes_no_other_along() -> None:
    storm, found = asked(8)
    storm.time_out(found[0], at=LATER)
    storm.ask(found[0], 1, LATER)
    assert [storm.told(each, MAX.email) for each in found] == [1, *[0] * 7]


def test_where_the_first_level_reaches_nobody_the_storm_goes_to_the_next() -> None:
    alone = replace(NORTHWIND, people=(MAX,))
    found = issues(6)
    storm = Storm().raised(*found)
    for each in found:
        storm.ask(each, 0, agreement=alone)
        storm.ask(each, 1, agreement=alone)
    assert [mail.to for mail in storm.mails] == [(MAX.email,)]
    assert storm.log(found[5]) == ["raised", "told_together", "level_skipped", "asked"]


def test_a_level_from_which_all_have_gone_since_is_skipped() -> None:
    found = issues(6)
    storm = Storm().raised(*found)
    storm.ask(found[0])
    storm.ask(found[1], agreement=replace(NORTHWIND, people=(MAX,)))
    assert storm.log(found[1]) == ["raised", "told_together", "level_skipped"]


def test_who_came_to_the_level_since_is_told_in_one_mail_as_well() -> None:
    found = issues(7)
    storm = Storm().raised(*found)
    storm.ask(found[0])
    joined = replace(NORTHWIND, people=(*NORTHWIND.people, LEE))
    storm.ask_all(found[1:], at=LATER, agreement=joined)
    assert [mail.to for mail in storm.mails] == [(ANA.email, KIM.email), (LEE.email,)]
    assert [storm.told(each, LEE.email) for each in found] == [0, *[1] * 6]


def test_other_people_get_a_mail_of_their_own() -> None:
    minor = issues(6)
    grave = [issue(number, IssueSeverity.CRITICAL) for number in range(11, 17)]
    storm = Storm().raised(*minor, *grave)
    storm.ask_all((*minor, *grave), agreement=GRAVE_TO_THE_SPONSOR)
    assert [mail.to for mail in storm.mails] == [(ANA.email, KIM.email), (MAX.email,)]


def test_an_issue_that_is_opened_anew_is_told_anew() -> None:
    storm, found = asked(6)
    again = [replace(each, opening=2) for each in found]
    storm.raised(*again).ask_all(again, at=AT_ONE)
    assert len(storm.mails) == 2


def test_the_end_is_told_to_those_who_were_told_before_the_run_asked() -> None:
    found = issues(6)
    storm = Storm().raised(*found)
    storm.ask(found[0])
    with storm.store.transaction() as tx:
        assert tell_the_end(tx, NORTHWIND, storm.correspondence, found[5], "Settled.", LATER)
    assert storm.mails[-1].to == (ANA.email, KIM.email)


SEVERITIES = st.lists(st.sampled_from(IssueSeverity), max_size=9)


@settings(max_examples=60, deadline=None)
@given(rounds=st.lists(SEVERITIES, min_size=1, max_size=4), data=st.data())
def test_every_issue_is_told_exactly_once_to_each_of_its_people(
    rounds: list[list[IssueSeverity]], data: st.DataObject
) -> None:
    storm, everything = Storm(), list[Issue]()
    for severities in rounds:
        count = len(everything)
        new = [issue(1000 + count + n, severity) for n, severity in enumerate(severities)]
        everything += new
        storm.raised(*new)
        # Runs start in any order, some of them only after the next round has raised more.
        started = data.draw(st.lists(st.sampled_from(everything))) if everything else []
        storm.ask_all(started, at=LATER, agreement=GRAVE_TO_THE_SPONSOR)
    storm.ask_all(everything, at=LATER, agreement=GRAVE_TO_THE_SPONSOR)
    for each in everything:
        grave = each.severity is IssueSeverity.CRITICAL
        told = [storm.told(each, reader.email) for reader in (ANA, KIM, MAX)]
        assert told == ([0, 0, 1] if grave else [1, 1, 0])
