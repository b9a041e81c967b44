"""Causes: what an entry was computed from, or what changed it."""

from dataclasses import replace
from decimal import Decimal

from concord.domain.ledger import Changes, Delta, Due, EntryKind, cause_of
from tests.builders import measurement, period
from tests.builders_ledger import VOICE
from tests.ledger_books import assessment

FIRST = Delta(
    line=VOICE,
    period=period("2026-10"),
    posted_to=period("2026-10"),
    kind=EntryKind.ACCRUED,
    number=1,
    amount=Decimal(1),
    due=Due(causes=("phone minor", "cap of 12 %"), earned_causes=("met in 3 months",)),
)
CHANGE = replace(FIRST, kind=EntryKind.ADJUSTED, cites="x")
NOTHING = Changes(before=(), after=(), files={})


def test_a_first_entry_names_what_the_credit_is_made_of() -> None:
    assert cause_of(FIRST, NOTHING) == "phone minor; cap of 12 %"
    earned = replace(FIRST, kind=EntryKind.EARNED_BACK)
    assert cause_of(earned, NOTHING) == "met in 3 months"


def test_many_causes_are_counted() -> None:
    many = replace(FIRST, due=Due(causes=tuple(f"c{n}" for n in range(10))))
    assert cause_of(many, NOTHING).endswith("c7; and 2 more")


def test_without_any_reason_it_was_computed_anew() -> None:
    assert cause_of(replace(FIRST, due=Due()), NOTHING).startswith("computed anew")
    assert cause_of(CHANGE, NOTHING).startswith("computed anew")


def test_a_file_without_a_name_is_named_by_its_content() -> None:
    changes = Changes(before=(), after=(assessment("2026-10"),), files={})
    assert cause_of(CHANGE, changes) == "late data: 'file-2026-10'"


def test_each_file_is_named_once() -> None:
    twice = (measurement(submissions=("new",)), measurement(kpi="aht", submissions=("new",)))
    changes = Changes(
        before=(assessment("2026-10"),),
        after=(assessment("2026-10", measurements=twice),),
        files={"new": "new.xlsx"},
    )
    assert cause_of(CHANGE, changes) == "restated by 'new.xlsx'"


def test_a_later_month_causes_nothing() -> None:
    changes = Changes(before=(), after=(assessment("2026-11"),), files={})
    assert cause_of(CHANGE, changes).startswith("computed anew")


def test_as_many_causes_as_are_shown_leave_none_to_count() -> None:
    whole = replace(FIRST, due=Due(causes=tuple(f"c{n}" for n in range(8))))
    assert cause_of(whole, NOTHING).endswith("; c6; c7")
