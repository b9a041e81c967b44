"""Change lists: what differs between two versions."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from concord.domain.report import MonthlyReport
from concord.domain.report_changes import (
    NOTHING_VISIBLE,
    changes_between,
    content_sha256,
    figures_of,
)
from tests.builders_report import OCTOBER, report_facts

OLD = (("Score", "98 of 100"), ("Calls", "79 %, Missed"), ("Chats", "90 %, Met"))
NEW = (("Score", "98 of 100"), ("Calls", "81 %, Met"), ("Mails", "70 %, Missed"))


def a_report() -> MonthlyReport:
    return monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)


def test_a_change_list_tells_what_differs_what_is_new_and_what_is_gone() -> None:
    assert changes_between(OLD, NEW) == (
        "Calls: 81 %, Met (was 79 %, Missed)",
        "Mails: 70 %, Missed (new)",
        "Chats: no longer reported (was 90 %, Met)",
    )


def test_a_difference_beyond_the_digits_shown_is_said_to_be_one() -> None:
    assert changes_between(OLD, OLD) == (NOTHING_VISIBLE,)
    assert changes_between((), NEW) == (NOTHING_VISIBLE,)


def test_figures_name_results_and_credits() -> None:
    figures = dict(figures_of(a_report()))
    assert figures["Overall score"] == "87.5 of 100"
    assert figures["Customer care by phone, Calls answered in 20 s"] == (
        "73.41 %, at least 80 %, Missed (severe)"
    )
    assert "Customer care by phone, Calls answered in 20 s, site manila" in figures
    assert figures["Service credit, Customer care by phone"] == "GBP 5,400.00"
    assert dict(figures_of(replace(a_report(), score=None)))["Overall score"] == "none"


def test_the_content_hash_follows_figures_to_the_last_digit() -> None:
    report = a_report()
    row = report.service_levels[0]
    nearly = replace(row, value=Fraction("73.410000000001"))
    credit = replace(report.credits[0], amount=Decimal("5400.01"))
    variants = [
        report,
        replace(report, service_levels=(nearly, *report.service_levels[1:])),
        replace(report, breakdown=()),
        replace(report, credits=(credit,)),
    ]
    assert len({content_sha256(variant) for variant in variants}) == len(variants)


def test_the_content_hash_ignores_what_lives_on_after_the_month() -> None:
    report = a_report()
    later = replace(report, version=4, changes=("x",), issues=(), dates=(), deliveries=())
    assert content_sha256(later) == content_sha256(report)


def test_a_further_regime_and_a_bonus_are_told_apart() -> None:
    report = a_report()
    pool = replace(report.credits[0], regime="pool", points=None)
    bonus = replace(report.credits[0], regime="bonus:points", is_bonus=True)
    labels = dict(figures_of(replace(report, credits=(pool, bonus))))
    assert "Service credit, Customer care by phone, pool" in labels
    assert "Bonus, Customer care by phone, bonus:points" in labels
    assert content_sha256(replace(report, credits=(pool,))) != content_sha256(report)
