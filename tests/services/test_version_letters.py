"""The letter about a version: whom it binds, what it says, and the text that comes with it."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.agreement import Agreement
from concord.domain.agreement_version import VersionEventKind
from concord.domain.message import MessageKind, OnUncertain
from concord.domain.people import Person, Side
from concord.services.correspondence import Correspondence
from concord.services.version_letters import bound_people, tell_partner, version_letter
from tests import builders
from tests.builders_versions import KIM, NOON, SECOND, candidate, event
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

APPROVAL = event(SECOND, VersionEventKind.APPROVED)
MANAGER = builders.person(id="ana", deputy="ben")
DIRECTOR = builders.person(id="joel", role="account_director", deputy="ana")
ANALYST = builders.person(id="ben", role="analyst")
GONE = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("people", "bound"),
    [
        ([KIM, MANAGER, DIRECTOR], ["joel"]),
        ([KIM, MANAGER, ANALYST], ["ana"]),
        ([KIM, ANALYST], ["ben"]),
        ([MANAGER, replace(DIRECTOR, until=GONE)], ["ana"]),
        ([replace(MANAGER, until=GONE), replace(DIRECTOR, deputy=None, until=GONE)], []),
        ([ANALYST, replace(MANAGER, until=GONE), replace(DIRECTOR, until=GONE)], ["ben"]),
        ([replace(MANAGER, deputy="kim", until=GONE), KIM], []),
        ([KIM], []),
    ],
    ids=[
        "the account director",
        "else the operations manager",
        "else everybody there is",
        "a deputy for who has left",
        "nobody",
        "the deputy's deputy",
        "never the client",
        "nobody on that side",
    ],
)
def test_who_is_told(people: list[Person], bound: list[str]) -> None:
    agreement = replace(SECOND, people=tuple(people))
    assert [person.id for person in bound_people(agreement, NOON)] == bound


def test_the_letter_says_what_binds_since_when_and_whom_to_tell() -> None:
    letter = version_letter(SECOND, candidate(SECOND).version, APPROVAL)
    assert "version bbbbbbbb" in letter.title
    assert dict(letter.facts) == {
        "Version": "b" * 64,
        "Approved by": "Kim Lee",
        "Binds since": "2 Nov 2026 12:00 (Europe/London)",
    }
    assert letter.paragraphs[1] == "Please read it, and acknowledge it to Client."


def test_it_is_acknowledged_to_the_contracts_owner() -> None:
    owned = replace(SECOND, services=(builders.service(owner="kim"),))
    letter = version_letter(owned, candidate(owned).version, APPROVAL)
    assert "acknowledge it to Kim Lee (kim@client.example)" in letter.paragraphs[1]


def test_what_is_held_is_said() -> None:
    held = replace(APPROVAL, kind=VersionEventKind.APPROVED_HELD, by="upgrade")
    letter = version_letter(SECOND, candidate(SECOND).version, held)
    assert "keep their figures until" in letter.paragraphs[0]
    assert dict(letter.facts)["Approved by"] == "upgrade"


def sent(agreement: Agreement, *approvals: int) -> list[tuple[str, tuple[str, ...]]]:
    """Return subject and files of the letters, each approval after so many earlier events."""
    store, writer = FakeStore(), FakeMailWriter()
    correspondence = Correspondence(installation="test", letters=FakeLetters(), writer=writer)
    for before in approvals:
        with store.transaction() as tx:
            version = candidate(agreement).version
            tell_partner(tx, correspondence, agreement, version, APPROVAL, [APPROVAL] * before)
    with store.transaction() as tx:
        entries = [entry.mail for entry in tx.outbox.entries()]
    assert {mail.kind for mail in entries} <= {MessageKind.AGREEMENT_VERSION}
    assert {mail.on_uncertain for mail in entries} <= {OnUncertain.RESEND}
    return [(mail.subject, mail.attachments) for mail in entries]


def test_the_text_is_attached_and_an_equal_letter_goes_out_once() -> None:
    ((_, files),) = sent(SECOND, 1, 1)
    assert files == ("northwind-bbbbbbbb.yaml",)


def test_an_approval_after_others_is_a_letter_of_its_own() -> None:
    assert len(sent(SECOND, 1, 3)) == 2


def test_with_nobody_to_tell_none_is_written() -> None:
    assert sent(replace(SECOND, people=SECOND.side(Side.CLIENT)), 1) == []
