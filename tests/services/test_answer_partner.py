"""Answering: the right people, the verdict in words, every cell, and nothing raw."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from concord.domain.contract import Contract
from concord.domain.finding import Severity
from concord.domain.letter import Tone
from concord.domain.people import Side
from concord.domain.submission import Submission, Verdict
from concord.services.answer_partner import data_contacts, verdict_letter
from tests.services.test_collect import ANA, KIM, NOT_A_NUMBER, NOW, OCTOBER, agreement

CONTRACT = Contract(reference="MSA-1", start=date(2024, 4, 1), end=date(2027, 3, 31), owner="kim")


def submission(**changes: object) -> Submission:
    given = {
        "partner": "northwind",
        "source": "daily",
        "service": "voice",
        "file": "NW_2026-10.csv",
        "sha256": "ab" * 32,
        "size": 4,
        "arrived": datetime(2026, 11, 4, 8, tzinfo=UTC),
        "period": OCTOBER,
        "due": datetime(2026, 11, 4, 9, tzinfo=UTC),
        "verdict": Verdict.ACCEPTED,
        "rows_read": 1062,
        "rows_accepted": 1060,
        "findings": (),
        "observations": "rows",
        "agreement": "v1",
    }
    return Submission(**{**given, **changes})  # type: ignore[arg-type] # any field may be overridden


def test_the_operations_manager_answers_for_the_files() -> None:
    assert data_contacts(agreement(), NOW) == (ANA,)


def test_a_deputy_stands_in_for_who_left() -> None:
    joel = replace(ANA, id="joel", role="account_director", email="joel@northwind.example")
    left = replace(ANA, until=date(2026, 10, 31), deputy="joel")
    assert data_contacts(agreement(people=(left, joel, KIM)), NOW) == (joel,)


def test_without_operations_managers_everybody_on_the_partners_side_is_told() -> None:
    joel = replace(ANA, id="joel", role="account_director")
    assert data_contacts(agreement(people=(joel, KIM)), NOW) == (joel,)


def test_without_anybody_at_the_partner_the_contracts_owner_is_told() -> None:
    assert data_contacts(agreement(people=(KIM,), contract=CONTRACT), NOW) == (KIM,)


@pytest.mark.parametrize("people", [(), (replace(KIM, until=date(2026, 1, 1)),)])
def test_with_nobody_at_all_nobody_is_told(people: tuple[object, ...]) -> None:
    assert data_contacts(agreement(people=people, contract=CONTRACT), NOW) == ()
    assert data_contacts(agreement(people=people), NOW) == ()


@pytest.mark.parametrize(
    ("verdict", "title", "tone"),
    [
        (Verdict.ACCEPTED, "Northwind: NW_2026-10.csv accepted", Tone.GOOD),
        (
            Verdict.ACCEPTED_WITH_WARNINGS,
            "Northwind: NW_2026-10.csv accepted, with remarks",
            Tone.WARNING,
        ),
        (Verdict.QUARANTINED, "Northwind: NW_2026-10.csv cannot be used yet", Tone.BAD),
        (Verdict.REJECTED, "Northwind: NW_2026-10.csv could not be read", Tone.BAD),
    ],
)
def test_the_verdict_is_the_subject(verdict: Verdict, title: str, tone: Tone) -> None:
    letter = verdict_letter(agreement(), submission(verdict=verdict))
    assert (letter.title, letter.tone) == (title, tone)


def test_the_figures_are_told_as_they_were_read_in_the_partners_own_time() -> None:
    facts = dict(verdict_letter(agreement(), submission()).facts)
    assert facts["File"] == "NW_2026-10.csv (abababab)"
    assert facts["Received"] == "04 Nov 2026 16:00 Asia/Manila"
    assert facts["Due"] == "04 Nov 2026 17:00"
    assert (facts["Rows read"], facts["Rows accepted"]) == ("1,062", "1,060")


def test_a_late_file_is_called_late() -> None:
    late = submission(arrived=datetime(2026, 11, 4, 9, 1, tzinfo=UTC))
    assert dict(verdict_letter(agreement(), late).facts)["Due"] == "04 Nov 2026 17:00 (late)"


def test_where_nothing_is_agreed_nothing_is_due() -> None:
    facts = dict(verdict_letter(agreement(), submission(due=None, period=None)).facts)
    assert facts["Period"] == "not known"
    assert "Due" not in facts


def test_every_finding_stands_in_the_letter_with_its_place() -> None:
    whole = replace(NOT_A_NUMBER, where="", severity=Severity.WARNING)
    letter = verdict_letter(agreement(), submission(findings=(NOT_A_NUMBER, whole)))
    assert [row[:2] for row in letter.tables[0].rows] == [
        ("Error", "Daily!D17"),
        ("Remark", "the file"),
    ]


def test_a_forged_file_name_is_shown_for_what_it_is() -> None:
    letter = verdict_letter(agreement(), submission(file="NW\u202exslx.2026-10\r\nBcc: all.csv"))
    assert "\u202e" not in letter.title
    assert "\\r\\n" in letter.title


def test_people_of_the_client_are_not_asked_for_the_partners_files() -> None:
    assert all(person.side is Side.PARTNER for person in data_contacts(agreement(), NOW))
