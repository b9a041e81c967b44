"""The reminder's words: what, by when, how, what if not, and how to decide."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.agreement import Agreement
from concord.domain.contract import (
    AgreedObligation,
    Contract,
    EvidenceKind,
    Notice,
    Obligation,
    ObligationKind,
    Reminder,
    Renewal,
)
from concord.domain.letter import Letter, Tone
from concord.domain.quantity import parse_span
from concord.domain.reminder_letter import reminder_letter
from tests.builders import agreement, person

CONTRACT = Contract(
    reference="MSA-1",
    start=date(2024, 4, 1),
    end=date(2027, 3, 31),
    notice=Notice(
        period=parse_span("90 days"),
        deemed_receipt=parse_span("2 business days"),
        to="joel",
        form="registered post",
    ),
    renewal=Renewal(automatic=True, term=parse_span("12 months")),
)
JOEL = person(id="joel", name="Joel Cruz", email="joel@northwind.example")
NORTHWIND = agreement(contract=CONTRACT, people=(JOEL,))


def letter(
    kind: ObligationKind = ObligationKind.NOTICE,
    days: int = 60,
    contract: Contract = CONTRACT,
    about: Agreement = NORTHWIND,
) -> Letter:
    obligation = Obligation(
        kind=kind,
        subject="MSA-1",
        term_end=date(2027, 3, 31),
        latest_date=date(2026, 12, 31),
        act_by=date(2026, 12, 24),
    )
    reminder = Reminder(obligation=obligation, days_before=days, due=date(2026, 11, 1))
    return reminder_letter(about, contract, reminder)


def words(found: Letter) -> str:
    return "\n".join(found.paragraphs)


def test_a_notice_says_everything_that_is_needed_to_act() -> None:
    found = letter()
    assert found.title == (
        "Northwind Support Services: renew or give notice on MSA-1 by 24 Dec 2026"
    )
    assert found.paragraphs == (
        (
            "The current term ends on 31 Mar 2027. The last day for notice is 31 Dec 2026; to be "
            "sure of it, act by 24 Dec 2026."
        ),
        "If nothing is done, the contract renews by itself for 12 months, until 31 Mar 2028.",
        (
            "Notice must be given by registered post to Joel Cruz (joel@northwind.example). It "
            "counts as received 2 business days after it was sent."
        ),
        (
            "Record the decision with: concord decide northwind notice/MSA-1/2026-12-31 "
            "renew|renegotiate|terminate --by PERSON"
        ),
        "The reminders go on until a decision is recorded; an acknowledgement is not one.",
    )
    assert found.facts == (
        ("Partner", "Northwind Support Services"),
        ("Contract", "MSA-1"),
        ("Term end", "31 Mar 2027"),
        ("Last day for notice", "31 Dec 2026"),
        ("Act by", "24 Dec 2026"),
        ("Form of notice", "registered post"),
        ("Notice goes to", "Joel Cruz (joel@northwind.example)"),
    )
    assert "60 days before" in found.why


@pytest.mark.parametrize(
    ("form", "to", "receipt", "expected"),
    [
        ("e-mail", None, None, "Notice must be given by e-mail."),
        ("", "joel", None, "Notice must be given to Joel Cruz (joel@northwind.example)."),
        ("", "legal", None, "Notice must be given to legal."),
        ("", None, None, None),
        ("e-mail", None, "1 day", "It counts as received 1 day after it was sent."),
    ],
)
def test_how_notice_must_be_given_is_said_as_far_as_it_is_agreed(
    form: str, to: str | None, receipt: str | None, expected: str | None
) -> None:
    notice = Notice(
        period=parse_span("90 days"),
        form=form,
        to=to,
        deemed_receipt=parse_span(receipt) if receipt else None,
    )
    said = words(letter(contract=replace(CONTRACT, notice=notice)))
    assert ("must be given" in said) is (expected is not None)
    assert (expected or "") in said


@pytest.mark.parametrize("renewal", [None, Renewal(automatic=False, term=parse_span("12 months"))])
def test_a_contract_that_does_not_renew_ends(renewal: Renewal | None) -> None:
    said = words(letter(contract=replace(CONTRACT, renewal=renewal)))
    assert "If nothing is done, the contract ends on 31 Mar 2027." in said


def test_a_contract_that_names_no_notice_can_be_written_about() -> None:
    assert "must be given" not in words(letter(contract=replace(CONTRACT, notice=None)))


@pytest.mark.parametrize(
    ("kind", "title", "fact", "answers"),
    [
        (
            ObligationKind.TERM_END,
            "decide by 24 Dec 2026 what follows MSA-1",
            "Last day of the contract",
            "term_end/MSA-1/2026-12-31 renew|renegotiate|terminate --by PERSON",
        ),
        (
            ObligationKind.REVIEW,
            "review the contract MSA-1 by 24 Dec 2026",
            "Review date",
            "review/MSA-1/2026-12-31 done --by PERSON",
        ),
    ],
)
def test_other_duties_have_their_own_words(
    kind: ObligationKind, title: str, fact: str, answers: str
) -> None:
    found = letter(kind)
    assert title in found.title
    assert fact in dict(found.facts)
    assert "Form of notice" not in dict(found.facts)
    assert "If nothing is done" in words(found)
    assert answers in words(found)


@pytest.mark.parametrize(
    ("kind", "days", "tone"),
    [
        (ObligationKind.NOTICE, 15, Tone.WARNING),
        (ObligationKind.NOTICE, 14, Tone.BAD),
        (ObligationKind.TERM_END, 1, Tone.BAD),
        (ObligationKind.REVIEW, 1, Tone.NEUTRAL),
    ],
)
def test_the_tone_turns_when_it_gets_urgent(kind: ObligationKind, days: int, tone: Tone) -> None:
    assert letter(kind, days).tone is tone


OWED = AgreedObligation(
    id="insurance",
    what="Insurance certificate",
    due=date(2026, 12, 31),
    owner="joel",
    evidence=EvidenceKind.FILE,
)


def owed_letter(days: int, agreed: AgreedObligation = OWED) -> Letter:
    obligation = Obligation(
        kind=ObligationKind.OBLIGATION,
        subject=agreed.id,
        term_end=date(2027, 3, 31),
        latest_date=date(2026, 12, 31),
        act_by=date(2026, 12, 31),
        agreed=agreed,
    )
    reminder = Reminder(obligation=obligation, days_before=days, due=date(2026, 12, 1))
    return reminder_letter(NORTHWIND, CONTRACT, reminder)


def test_an_obligation_says_what_is_owed_by_whom_and_how_it_is_recorded() -> None:
    found = owed_letter(30)
    assert found.title == "Northwind Support Services: Insurance certificate by 31 Dec 2026"
    assert found.facts == (
        ("Partner", "Northwind Support Services"),
        ("Contract", "MSA-1"),
        ("Obligation", "Insurance certificate"),
        ("Owed by", "Joel Cruz (joel@northwind.example)"),
        ("Evidence", "a file"),
        ("Due", "31 Dec 2026"),
        ("Act by", "31 Dec 2026"),
    )
    assert "concord decide northwind obligation/insurance/2026-12-31 done" in words(found)
    assert found.why == (
        "Sent to those who answer for this obligation under the contract with "
        "Northwind Support Services, 30 days before the last day that counts."
    )


@pytest.mark.parametrize(
    ("days", "tone", "when"),
    [
        (1, Tone.NEUTRAL, "1 day before the last day that counts."),
        (-1, Tone.BAD, "Northwind Support Services, 1 day overdue."),
    ],
)
def test_an_obligation_is_bad_news_once_it_is_overdue(days: int, tone: Tone, when: str) -> None:
    found = owed_letter(days)
    assert found.tone is tone
    assert found.why.endswith(when)


def test_evidence_is_not_spoken_of_where_none_is_asked() -> None:
    without = replace(OWED, evidence=EvidenceKind.NONE)
    assert "Evidence" not in dict(owed_letter(30, without).facts)


def test_the_command_can_be_pasted_whatever_the_names_are() -> None:
    said = words(letter(about=replace(NORTHWIND, partner="north; rm -rf")))
    assert "concord decide 'north; rm -rf' notice/MSA-1/2026-12-31" in said
