"""Contract dates of the plan: each with its day to act by, its rungs and its readers."""

from datetime import date

from concord.domain.agreement import Agreement
from concord.domain.contract import AgreedObligation, Contract, Notice, Renewal, Reviews
from concord.domain.message import MessageKind
from concord.domain.plan import PlanKind, PlannedMail, planned
from concord.domain.quantity import parse_span
from tests.builders import agreement, period

CONTRACT = Contract(
    reference="MSA-1",
    start=date(2024, 4, 1),
    end=date(2027, 3, 31),
    owner="kim",
    backup_owner="lee",
    notice=Notice(period=parse_span("90 days"), deemed_receipt=parse_span("2 business days")),
    renewal=Renewal(automatic=True, term=parse_span("12 months")),
    reviews=Reviews(every=parse_span("6 months"), lead=parse_span("30 days")),
)


def plan(about: Agreement, first: str, last: str) -> list[tuple[str, str]]:
    found = planned(about, date.fromisoformat(first), date.fromisoformat(last))
    return [(entry.day.isoformat(), entry.what) for entry in found]


def test_contract_dates_come_with_all_their_rungs() -> None:
    ours = agreement(sources=(), contract=CONTRACT)
    assert plan(ours, "2026-11-30", "2027-01-31") == [
        ("2026-12-01", "reminder, 30 days before last day for notice: MSA-1"),
        ("2026-12-17", "reminder, 14 days before last day for notice: MSA-1"),
        ("2026-12-24", "reminder, 7 days before last day for notice: MSA-1"),
        ("2026-12-29", "act by, last day for notice: MSA-1"),
        ("2026-12-30", "reminder, 1 day before last day for notice: MSA-1"),
        ("2026-12-31", "last day for notice: MSA-1"),
    ]


def test_every_review_of_the_range_is_there_and_falls_to_the_owners() -> None:
    ours = agreement(sources=(), contract=CONTRACT)
    found = planned(ours, date(2024, 4, 1), date(2026, 4, 1))
    reviews = [entry for entry in found if entry.what == "contract review: MSA-1"]
    assert [entry.day.isoformat() for entry in reviews] == [
        "2024-10-01",
        "2025-04-01",
        "2025-10-01",
        "2026-04-01",
    ]
    assert {entry.who for entry in found} == {("kim", "lee")}


def test_a_contract_that_ends_ends() -> None:
    ending = Contract(reference="MSA-1", start=date(2024, 4, 1), end=date(2026, 12, 31))
    found = plan(agreement(sources=(), contract=ending), "2026-12-30", "2030-01-01")
    assert found[-1] == ("2026-12-31", "end of the contract: MSA-1")


def test_an_obligation_falls_to_the_one_who_owes_it() -> None:
    owed = AgreedObligation(
        id="insurance", what="Insurance certificate", due=date(2026, 12, 31), owner="ana"
    )
    owing = Contract(
        reference="MSA-1", start=date(2024, 4, 1), end=date(2028, 3, 31), obligations=(owed,)
    )
    found = planned(agreement(sources=(), contract=owing), date(2026, 12, 30), date(2026, 12, 31))
    last = "last day of an obligation: Insurance certificate"
    assert [(entry.kind, entry.what, entry.who) for entry in found] == [
        (PlanKind.REMINDER, f"reminder, 1 day before {last}", ("ana",)),
        (PlanKind.OBLIGATION, last, ("ana",)),
    ]
    assert found[0].mail == PlannedMail(kind=MessageKind.REMINDER, readers=("ana",))


def test_the_day_to_act_by_bears_the_identity_of_the_duty_itself() -> None:
    found = planned(
        agreement(sources=(), contract=CONTRACT), date(2026, 12, 29), date(2026, 12, 31)
    )
    assert [(entry.kind, entry.identity) for entry in found] == [
        (PlanKind.ACT_BY, "notice/MSA-1/2026-12-31"),
        (PlanKind.REMINDER, "reminder/notice/MSA-1/2026-12-31/1 day"),
        (PlanKind.NOTICE, "latest/notice/MSA-1/2026-12-31"),
    ]


def test_a_reminder_is_a_mail_once_the_agreement_has_effects() -> None:
    ours = agreement(sources=(), contract=CONTRACT, effects_from=period("2026-12"))
    found = planned(ours, date(2026, 11, 1), date(2026, 12, 1))
    mail = PlannedMail(kind=MessageKind.REMINDER, readers=("kim",))
    assert [(entry.day.isoformat(), entry.mail) for entry in found] == [
        ("2026-11-01", None),
        ("2026-12-01", mail),
    ]
