"""Contract dates, at their edges."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.business_calendar import BusinessCalendar
from concord.domain.contract import (
    AgreedObligation,
    Contract,
    Notice,
    NoticeReading,
    Obligation,
    ObligationKind,
    Renewal,
    Reviews,
    act_by,
    current_term_end,
    notice_date,
    obligations,
    overdue,
)
from concord.domain.quantity import parse_span

UTC = ZoneInfo("UTC")
EVERY_DAY = BusinessCalendar(name="none", zone=UTC, days_off=frozenset())
WEEKENDS = BusinessCalendar(name="weekends", zone=UTC)
ENGLAND = replace(WEEKENDS, holidays=frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
PHILIPPINES = replace(
    WEEKENDS, holidays=frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 30)})
)


def notice(period: str, reading: NoticeReading = NoticeReading.ORDINARY) -> Notice:
    return Notice(period=parse_span(period), reading=reading)


def contract(**changes: object) -> Contract:
    default = Contract(
        reference="MSA-1",
        start=date(2024, 4, 1),
        end=date(2027, 3, 31),
        notice=notice("90 days"),
        renewal=Renewal(automatic=True, term=parse_span("12 months")),
    )
    return replace(default, **changes)  # type: ignore[arg-type] # each test names its own fields


def an_obligation(latest: str, kind: ObligationKind = ObligationKind.NOTICE) -> Obligation:
    day = date.fromisoformat(latest)
    return Obligation(kind=kind, subject="MSA-1", term_end=day, latest_date=day, act_by=day)


@pytest.mark.parametrize(
    ("term_end", "period", "reading", "calendar", "latest", "act"),
    [
        ("2026-12-01", "90d", "ordinary", EVERY_DAY, "2026-09-02", "2026-09-02"),
        ("2026-12-31", "90d", "ordinary", WEEKENDS, "2026-10-02", "2026-10-02"),
        ("2027-01-31", "90d", "clear_days", WEEKENDS, "2026-11-01", "2026-10-30"),
        ("2027-03-31", "60d", "ordinary", WEEKENDS, "2027-01-30", "2027-01-29"),
        # Three months before the 31st end with February; ninety days do not.
        ("2027-05-31", "3 months", "ordinary", WEEKENDS, "2027-02-28", "2027-02-26"),
        ("2027-05-31", "90d", "ordinary", WEEKENDS, "2027-03-02", "2027-03-02"),
        ("2027-01-01", "90d", "ordinary", WEEKENDS, "2026-10-03", "2026-10-02"),
        ("2027-03-31", "P2W", "ordinary", WEEKENDS, "2027-03-17", "2027-03-17"),
        ("2027-03-31", "1 year", "ordinary", WEEKENDS, "2026-03-31", "2026-03-31"),
        ("2027-03-31", "5 business days", "ordinary", WEEKENDS, "2027-03-24", "2027-03-24"),
        ("2028-05-31", "3 months", "ordinary", WEEKENDS, "2028-02-29", "2028-02-29"),
    ],
)
def test_the_last_day_for_notice_and_the_day_to_act(
    term_end: str, period: str, reading: str, calendar: BusinessCalendar, latest: str, act: str
) -> None:
    given_notice = notice(period, NoticeReading(reading))
    day = notice_date(date.fromisoformat(term_end), given_notice, calendar)
    assert day == date.fromisoformat(latest)
    assert act_by(day, given_notice, calendar) == date.fromisoformat(act)


@pytest.mark.parametrize(
    ("receipt", "receipt_calendar", "act"),
    [
        (None, None, "2026-12-31"),
        ("2 business days", None, "2026-12-29"),
        # In Manila the 30th is a holiday, so two days before the 31st are the 28th; in London
        # that is one, and so is Friday the 25th.
        ("2 business days", PHILIPPINES, "2026-12-24"),
        ("6 days", None, "2026-12-24"),
    ],
)
def test_receipt_is_deemed_where_the_recipient_is_and_acted_on_where_we_are(
    receipt: str | None, receipt_calendar: BusinessCalendar | None, act: str
) -> None:
    given_notice = replace(
        notice("90 days"),
        deemed_receipt=parse_span(receipt) if receipt else None,
        receipt_calendar=receipt_calendar,
    )
    assert act_by(date(2026, 12, 31), given_notice, ENGLAND) == date.fromisoformat(act)


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(0, 400),
    st.sampled_from(NoticeReading),
)
def test_the_day_to_act_is_a_business_day_not_after_the_last_one(
    end: date, days: int, reading: NoticeReading
) -> None:
    given_notice = notice(f"{days} days", reading)
    latest = notice_date(end, given_notice, WEEKENDS)
    act = act_by(latest, given_notice, WEEKENDS)
    assert act <= latest <= end
    assert WEEKENDS.is_business_day(act)
    assert latest - act < timedelta(days=3)


@pytest.mark.parametrize(
    ("today", "end"),
    [
        ("2026-12-31", "2027-03-31"),
        ("2027-01-01", "2028-03-31"),
        ("2029-06-01", "2030-03-31"),
    ],
)
def test_a_term_rolls_forward_once_its_last_day_for_notice_has_passed(
    today: str, end: str
) -> None:
    ends = current_term_end(contract(), EVERY_DAY, date.fromisoformat(today))
    assert ends == date.fromisoformat(end)


@pytest.mark.parametrize(
    "changes",
    [
        {"renewal": None},
        {"renewal": Renewal(automatic=False, term=parse_span("12 months"))},
        {"renewal": Renewal(automatic=True, term=parse_span("0 months"))},
        {"notice": None},
    ],
)
def test_a_term_that_does_not_renew_by_itself_keeps_its_end(changes: dict[str, object]) -> None:
    end = current_term_end(contract(**changes), EVERY_DAY, date(2035, 1, 1))
    assert end == date(2027, 3, 31)


def test_a_term_by_the_month_ends_with_each_month() -> None:
    monthly = contract(
        end=date(2027, 1, 31),
        notice=notice("1 day"),
        renewal=Renewal(automatic=True, term=parse_span("1 month")),
    )
    ends = [
        current_term_end(monthly, EVERY_DAY, day)
        for day in (date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31))
    ]
    assert ends == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def kinds_and_dates(found: tuple[Obligation, ...]) -> list[tuple[str, str]]:
    return [(obligation.kind, obligation.latest_date.isoformat()) for obligation in found]


@pytest.mark.parametrize(
    ("changes", "today", "expected"),
    [
        ({}, "2026-12-31", [("notice", "2026-12-31")]),
        ({}, "2027-01-01", [("notice", "2028-01-01")]),
        (
            {"renewal": None},
            "2026-12-31",
            [("notice", "2026-12-31"), ("term_end", "2027-03-31")],
        ),
        ({"renewal": None}, "2027-01-01", [("term_end", "2027-03-31")]),
        ({"renewal": None}, "2027-03-31", [("term_end", "2027-03-31")]),
        ({"renewal": None}, "2027-04-01", []),
        ({"renewal": None, "notice": None}, "2026-12-31", [("term_end", "2027-03-31")]),
        ({"notice": None}, "2026-12-31", []),
    ],
)
def test_what_lies_ahead(
    changes: dict[str, object], today: str, expected: list[tuple[str, str]]
) -> None:
    found = obligations(contract(**changes), EVERY_DAY, date.fromisoformat(today))
    assert kinds_and_dates(found) == expected


@pytest.mark.parametrize(
    ("every", "today", "expected"),
    [
        ("6 months", "2024-04-01", "2024-10-01"),
        ("6 months", "2024-10-01", "2024-10-01"),
        ("6 months", "2024-10-02", "2025-04-01"),
        ("6 months", "2020-01-01", "2024-10-01"),
        ("6 months", "2026-10-02", None),
        ("0 months", "2026-10-02", None),
    ],
)
def test_the_next_review_lies_within_the_term(
    every: str, today: str, expected: str | None
) -> None:
    reviewed = contract(
        renewal=None,
        notice=None,
        reviews=Reviews(every=parse_span(every), lead=parse_span("30 days")),
    )
    found = obligations(reviewed, WEEKENDS, date.fromisoformat(today))
    reviews = [o for o in found if o.kind is ObligationKind.REVIEW]
    assert [o.latest_date.isoformat() for o in reviews] == ([expected] if expected else [])


def test_reviews_by_the_month_keep_their_day() -> None:
    reviewed = contract(
        start=date(2024, 1, 31),
        reviews=Reviews(every=parse_span("1 month"), lead=parse_span("1 day")),
    )
    found = obligations(reviewed, EVERY_DAY, date(2024, 3, 1))
    assert ("review", "2024-03-31") in kinds_and_dates(found)


def test_a_duty_is_known_by_kind_contract_and_day() -> None:
    assert an_obligation("2026-12-31").key == "notice/MSA-1/2026-12-31"


@pytest.mark.parametrize(
    ("every", "today", "expected"),
    [
        (None, "2026-06-30", ["2026-06-30", "2026-09-30"]),
        (None, "2026-07-01", ["2026-09-30"]),
        # A date on which the rhythm has a review as well is one review.
        ("6 months", "2026-09-30", ["2026-09-30", "2026-10-01"]),
        ("3 months", "2026-05-01", ["2026-06-30", "2026-07-01", "2026-09-30"]),
    ],
)
def test_reviews_may_have_dates_of_their_own(
    every: str | None, today: str, expected: list[str]
) -> None:
    reviews = Reviews(
        every=parse_span(every) if every else None,
        lead=parse_span("30 days"),
        dates=(date(2026, 9, 30), date(2026, 6, 30), date(2027, 3, 31)),
    )
    reviewed = contract(renewal=None, notice=None, reviews=reviews)
    found = obligations(reviewed, WEEKENDS, date.fromisoformat(today))
    days = [o.latest_date.isoformat() for o in found if o.kind is ObligationKind.REVIEW]
    assert days == expected


def insured(every: str | None, due: str = "2026-01-31") -> Contract:
    certificate = AgreedObligation(
        id="insurance",
        what="Insurance certificate",
        due=date.fromisoformat(due),
        owner="joel",
        every=parse_span(every) if every else None,
    )
    return contract(renewal=None, notice=None, obligations=(certificate,))


@pytest.mark.parametrize(
    ("every", "today", "late", "ahead"),
    [
        (None, "2026-01-31", [], ["2026-01-31"]),
        (None, "2026-02-01", ["2026-01-31"], []),
        ("1 month", "2026-01-31", [], ["2026-01-31"]),
        # Months count from the first day: a short one in between does not pull them forward.
        ("1 month", "2026-03-01", ["2026-02-28"], ["2026-03-31"]),
        ("1 year", "2026-02-01", ["2026-01-31"], ["2027-01-31"]),
        # The contract ends before it would come again.
        ("1 year", "2027-02-01", ["2027-01-31"], []),
    ],
)
def test_an_obligation_is_owed_by_its_day_and_again_until_the_contract_ends(
    every: str | None, today: str, late: list[str], ahead: list[str]
) -> None:
    day = date.fromisoformat(today)
    owed = [o for o in obligations(insured(every), WEEKENDS, day) if o.agreed is not None]
    assert [o.latest_date.isoformat() for o in overdue(insured(every), WEEKENDS, day)] == late
    assert [o.latest_date.isoformat() for o in owed] == ahead


def test_what_is_owed_once_may_be_owed_after_the_end() -> None:
    late = insured(None, due="2027-04-30")
    (owed,) = obligations(late, WEEKENDS, date(2027, 4, 15))
    assert owed.key == "obligation/insurance/2027-04-30"


def test_the_day_to_act_on_an_obligation_is_a_business_day() -> None:
    (owed, _) = obligations(insured(None), WEEKENDS, date(2026, 1, 1))
    assert (owed.latest_date, owed.act_by) == (date(2026, 1, 31), date(2026, 1, 30))
