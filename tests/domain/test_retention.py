"""Retention: a delivered file goes when everything allows it, and stays for any reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from concord.domain.privacy import Privacy
from concord.domain.quantity import parse_span
from concord.domain.retention import (
    FileUse,
    Judgement,
    LegalHold,
    RemovedFile,
    judged,
    judged_unnamed,
    removed_words,
)
from tests.builders import agreement, moment, period, submission

NOW = moment("2026-11-23T09:00")
LONG_AGO = moment("2024-01-02")
KEPT = Privacy(keep_files=parse_span("24 months"))
NORTHWIND = agreement(privacy=KEPT)
HOLD = LegalHold(
    id=7, partner="northwind", reason="Claim 12", set_by="kim", set_at=moment("2026-01-01")
)


def use(
    month: str = "2024-01", *, waits: bool = False, answered: bool = True, **changes: object
) -> FileUse:
    return FileUse(submission=submission(month, **changes), waits=waits, answered=answered)


def judge(
    *uses: FileUse,
    holds: tuple[LegalHold, ...] = (),
    now: str = "2026-11-23T09:00",
    landed: str = "2024-01-02",
) -> Judgement:
    contoso = replace(NORTHWIND, partner="contoso", privacy=Privacy())
    known = {"northwind": NORTHWIND, "contoso": contoso}
    return judged(uses, known, holds, moment(landed), moment(now))


@pytest.mark.parametrize(
    ("now", "may_go"),
    [
        ("2026-10-30T12:00", False),
        ("2026-10-31T12:00", False),
        ("2026-10-31T23:59", False),
        ("2026-11-01T00:00", True),
        ("2027-11-01T00:00", True),
    ],
)
def test_a_file_is_kept_to_the_end_of_the_last_day(now: str, *, may_go: bool) -> None:
    found = judge(use("2024-10"), now=now)
    assert found.may_go == may_go
    assert found.reasons == (
        "northwind's daily_ops of 2024-10 is kept for 24 months, to 31 Oct 2026",
    )


def test_the_day_is_that_of_the_partner() -> None:
    assert not judge(use("2024-09"), now="2026-09-30T22:59").may_go
    assert judge(use("2024-09"), now="2026-09-30T23:00").may_go


@pytest.mark.parametrize(
    ("arrived", "may_go"), [("2024-11-22T10:00", True), ("2024-11-23", False)]
)
def test_a_file_without_a_period_is_kept_from_its_arrival(arrived: str, *, may_go: bool) -> None:
    found = judge(use(period=None, arrived=moment(arrived)))
    assert found.may_go == may_go
    assert "of no known period" in found.reasons[0]


@pytest.mark.parametrize(("landed", "may_go"), [("2026-11-16T09:00", True), ("2026-11-17", False)])
def test_what_came_just_now_stays_a_week(landed: str, *, may_go: bool) -> None:
    assert judge(use(), landed=landed).may_go == may_go


@pytest.mark.parametrize(
    ("changes", "keeps"),
    [
        ({}, True),
        ({"source": "daily_ops"}, True),
        ({"source": "weekly_ops"}, False),
        ({"period": period("2024-01")}, True),
        ({"period": period("2024")}, True),
        ({"period": period("2024-02")}, False),
        ({"source": "daily_ops", "period": period("2024-02")}, False),
        ({"partner": "contoso"}, False),
        ({"lifted_at": NOW, "lifted_by": "kim"}, False),
    ],
)
def test_a_hold_keeps_what_it_covers(changes: dict[str, object], *, keeps: bool) -> None:
    found = judge(use(), holds=(replace(HOLD, **changes),))  # type: ignore[arg-type] # any field
    assert found.may_go != keeps
    if keeps:
        assert found.reasons == ("legal hold 7 of northwind: Claim 12",)


def test_a_hold_on_a_period_keeps_what_has_no_known_one() -> None:
    hold = replace(HOLD, period=period("2026-01"))
    assert not judge(use(period=None, arrived=LONG_AGO), holds=(hold,)).may_go


def test_what_waits_or_was_not_answered_stays_with_both_reasons() -> None:
    assert judge(use(waits=True, answered=False)).reasons == (
        "it waits for a decision about northwind's daily_ops of 2024-01",
        "northwind was not answered yet",
    )


def test_a_content_of_two_partners_stays_while_either_keeps_it() -> None:
    found = judge(use(), use(partner="contoso"))
    assert not found.may_go
    assert found.reasons == ("the agreement of contoso keeps files for ever",)


def test_a_partner_without_an_agreement_keeps_everything() -> None:
    assert judge(use(partner="gone")).reasons == ("gone has no agreement in force",)


def test_a_content_of_two_periods_stays_while_one_is_not_over() -> None:
    assert not judge(use(), use("2026-01")).may_go
    assert len(judge(use(), use("2024-02")).reasons) == 2


def test_what_nobody_submitted_stays() -> None:
    assert judge() == Judgement(may_go=False, reasons=("no submission names it",))


def test_what_no_record_names_goes_after_a_week() -> None:
    week = moment("2026-11-16T09:00")
    assert judged_unnamed((), week, NOW).may_go
    assert judged_unnamed((), week, NOW).reasons == ("no record has named it for 7 days",)
    assert not judged_unnamed((), week + timedelta(seconds=1), NOW).may_go


def test_what_no_record_names_stays_while_any_hold_may_mean_it() -> None:
    found = judged_unnamed((HOLD,), LONG_AGO, NOW)
    assert found.reasons == ("legal hold 7 of northwind may mean it",)
    assert judged_unnamed((replace(HOLD, lifted_at=NOW),), LONG_AGO, NOW).may_go


def test_an_equal_reason_is_given_once() -> None:
    assert len(judge(use(), use(file="copy.xlsx")).reasons) == 1


def test_a_removal_says_when_by_whom_and_under_which_rule() -> None:
    removed = RemovedFile(sha256="ab", at=NOW + timedelta(minutes=3), by="kim", rule="24 months")
    assert removed_words(removed, "Europe/London") == (
        "Removed on 23 Nov 2026 09:03 (Europe/London) by kim, under the rule: 24 months."
    )
