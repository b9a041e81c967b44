"""The question about a version: who is asked, what they see, and who an answer is from."""

from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import FigureChange, PeriodEffect
from concord.services.ask_approval import (
    MOST_CHANGES,
    approval_request,
    approvers,
    person_of_login,
)
from tests import builders
from tests.builders_report import an_agreement
from tests.builders_versions import FIRST, KIM, LEE, SECOND, candidate

EFFECT = PeriodEffect(
    period=builders.period(),
    figures=(FigureChange(label="Service credit | voice", before="GBP 1.00", after="–"),),
    credits=(("GBP", Decimal(1), Decimal(0)),),
)


def owned(owner: str | None, backup: str | None = None, **deputies: str) -> Agreement:
    """Return an agreement with a contract of these owners, and deputies by person."""
    contract = an_agreement().contract
    assert contract is not None
    people = tuple(
        replace(person, deputy=deputies.get(person.id), login=f"login-{person.id}")
        for person in FIRST.people
    )
    return replace(
        FIRST, people=people, contract=replace(contract, owner=owner, backup_owner=backup)
    )


@pytest.mark.parametrize(
    ("agreement", "asked"),
    [
        (FIRST, []),
        (owned("kim"), ["kim"]),
        (owned("kim", "lee"), ["kim", "lee"]),
        (owned("kim", kim="lee", lee="kim"), ["kim", "lee"]),
        (owned("kim", "lee", kim="lee"), ["kim", "lee"]),
        (owned("ana", "lee"), ["lee"]),
        (owned("gone"), []),
    ],
    ids=[
        "nobody owns it",
        "the owner",
        "and the backup",
        "and the deputy",
        "each once",
        "nobody of the partner",
        "nobody who is not there",
    ],
)
def test_who_is_asked(agreement: Agreement, asked: list[str]) -> None:
    assert [person.id for person in approvers(agreement)] == asked


def test_the_question_names_the_partner_and_shows_what_changes() -> None:
    request = approval_request(owned("kim"), candidate(SECOND), ("target rises",), (EFFECT,))
    assert request.title == (
        "Northwind Support Services: shall version bbbbbbbb of the agreement act?"
    )
    assert "Kim Lee \\(login-kim\\)" in request.body
    assert "| Service credit \\| voice | GBP 1.00 | – |" in request.body
    assert "**October 2026**" in request.body
    assert "- target rises\n" in request.body
    assert "credit of October 2026 GBP 1.00 becomes GBP 0.00" in request.body
    assert [person.id for person in request.people] == ["kim"]


def test_without_changes_and_effects_it_says_so() -> None:
    request = approval_request(FIRST, candidate(SECOND), (), ())
    assert "Nothing that was agreed differs." in request.body
    assert "Nothing that was reported changes." in request.body
    assert "everybody on the client's side" in request.body


def test_of_very_many_changes_the_number_is_said() -> None:
    changes = [f"change {number}" for number in range(MOST_CHANGES + 2)]
    body = approval_request(FIRST, candidate(SECOND), changes, ()).body
    assert f"- change {MOST_CHANGES - 1}\n- and 2 more" in body


def test_a_person_without_a_login_is_named_alone() -> None:
    agreement = replace(owned("kim"), people=(KIM, LEE))
    assert (
        "| Who may answer | Kim Lee |"
        in approval_request(agreement, candidate(SECOND), (), ()).body
    )


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("login-kim", "7"), "kim"),
        (("7", "login-lee"), "lee"),
        (("admin",), "admin"),
        (("login-ana",), "login-ana"),
        (("kim",), "kim"),
    ],
    ids=["name", "id", "nobody", "not the partner's", "no login"],
)
def test_who_an_answer_is_from(names: tuple[str, ...], found: str) -> None:
    assert person_of_login(owned("kim"), *names) == found
