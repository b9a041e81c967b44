"""Decisions: what they settle, and what they make superfluous."""

from dataclasses import replace
from datetime import date

import pytest

from concord.domain.contract import (
    AgreedObligation,
    Contract,
    Notice,
    ObligationKind,
    Renewal,
    Reviews,
)
from concord.domain.decision import Choice, NotDecidableError, choices, open_obligations
from concord.domain.quantity import parse_span
from tests.builders import CALENDAR

CONTRACT = Contract(
    reference="MSA-1",
    start=date(2024, 4, 1),
    end=date(2027, 3, 31),
    notice=Notice(period=parse_span("90 days")),
    renewal=Renewal(automatic=True, term=parse_span("12 months")),
    reviews=Reviews(every=parse_span("6 months"), lead=parse_span("30 days")),
)
DONE = {ObligationKind.REVIEW, ObligationKind.OBLIGATION}
NOTICE = "notice/MSA-1/2026-12-31"
REVIEW = "review/MSA-1/2026-10-01"
NEXT_NOTICE = "notice/MSA-1/2028-01-01"


def keys(today: str, decided: dict[str, str]) -> list[str]:
    found = open_obligations(CONTRACT, CALENDAR, date.fromisoformat(today), decided)
    return [obligation.key for obligation in found]


@pytest.mark.parametrize(
    ("today", "decided", "expected"),
    [
        ("2026-09-01", {}, [REVIEW, NOTICE]),
        ("2026-09-01", {REVIEW: "done"}, [NOTICE]),
        ("2026-09-01", {NOTICE: "renew"}, [REVIEW]),
        ("2026-09-01", {NOTICE: "terminate"}, [REVIEW]),
        # A renewed contract asks again for its next term, a terminated one never.
        ("2027-01-01", {NOTICE: "renew"}, ["review/MSA-1/2027-04-01", NEXT_NOTICE]),
        ("2027-01-01", {NOTICE: "renegotiate"}, ["review/MSA-1/2027-04-01", NEXT_NOTICE]),
        ("2027-01-01", {NOTICE: "terminate"}, []),
        ("2029-01-01", {NOTICE: "terminate"}, []),
        # The first term that was terminated counts; other contracts do not.
        ("2027-01-01", {NEXT_NOTICE: "terminate", NOTICE: "terminate"}, []),
        (
            "2027-01-01",
            {"notice/MSA-2/2026-12-31": "terminate"},
            ["review/MSA-1/2027-04-01", NEXT_NOTICE],
        ),
    ],
)
def test_what_is_still_open(today: str, decided: dict[str, str], expected: list[str]) -> None:
    assert keys(today, decided) == expected


def test_a_long_notice_of_a_later_term_is_not_asked_for_before_the_end() -> None:
    long = replace(
        CONTRACT,
        notice=Notice(period=parse_span("18 months")),
        renewal=Renewal(automatic=True, term=parse_span("12 months")),
        reviews=None,
    )
    decided = {"notice/MSA-1/2025-09-30": "terminate"}
    assert open_obligations(long, CALENDAR, date(2025, 10, 1), {})
    assert open_obligations(long, CALENDAR, date(2025, 10, 1), decided) == ()


@pytest.mark.parametrize("kind", ObligationKind)
def test_reviews_and_obligations_are_done_and_all_else_is_chosen(kind: ObligationKind) -> None:
    chosen = (Choice.RENEW, Choice.RENEGOTIATE, Choice.TERMINATE)
    assert choices(kind) == ((Choice.DONE,) if kind in DONE else chosen)


def owing(due: str, every: str | None) -> Contract:
    owed = AgreedObligation(
        id="insurance",
        what="Certificate",
        due=date.fromisoformat(due),
        owner="joel",
        every=parse_span(every) if every else None,
    )
    return replace(CONTRACT, reviews=None, obligations=(owed,))


@pytest.mark.parametrize(
    ("contract", "decided", "expected"),
    [
        (
            owing("2026-02-28", "1 year"),
            {},
            ["obligation/insurance/2026-02-28", NOTICE, "obligation/insurance/2027-02-28"],
        ),
        (
            owing("2026-02-28", "1 year"),
            {"obligation/insurance/2026-02-28": "done"},
            [NOTICE, "obligation/insurance/2027-02-28"],
        ),
        # Data is handed back after a contract that was terminated; no certificate is.
        (owing("2027-04-30", None), {NOTICE: "terminate"}, ["obligation/insurance/2027-04-30"]),
        (owing("2027-04-30", "1 year"), {NOTICE: "terminate"}, []),
    ],
)
def test_an_obligation_is_open_until_it_is_done(
    contract: Contract, decided: dict[str, str], expected: list[str]
) -> None:
    found = open_obligations(contract, CALENDAR, date(2026, 9, 1), decided)
    assert [obligation.key for obligation in found] == expected


def test_what_cannot_be_decided_says_what_to_do() -> None:
    assert "concord plan" in str(NotDecidableError("No such duty."))
