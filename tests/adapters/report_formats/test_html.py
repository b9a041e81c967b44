"""The monthly report as a mail: complete in both twins, small, safe."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from concord.adapters.report_formats.html import report_mail
from concord.domain.monthly_report import monthly_report
from concord.domain.people import Side
from concord.domain.report import MonthlyReport
from tests.builders_report import NOW, OCTOBER, report_facts

CLIPPED_BY_GMAIL = 102_000


def a_report(audience: Side = Side.CLIENT) -> MonthlyReport:
    return monthly_report(report_facts(), OCTOBER, audience, None)


def plain(text: str) -> str:
    """Return text without line breaks, as it is read."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    "said",
    [
        "4 of 6 service levels met in October 2026; Calls answered in 20 s missed (severe)",
        "87.5 of 100",
        "Missed (minor)",
        "73.41 %",
        "at least 80 %",
        "within 330 to 390 s",
        "Sep 2026 (second in a row)",
        "Total GBP 5,400.00.",
        "answered 2026-10 severe",
        "site manila",
        "found '1,204', expected at most the 1,180 calls offered",
        "Acknowledged",
        "31 Dec 2026",
        "worsening",
        "Data as of 6 Nov 2026 10:12. Times are in Europe/London.",
        "Version 1, under agreement 5f0c9d2e.",
        "9be1772c",
        "92 of 93",
        "This is the copy for Harbour Bank, version 1.",
    ],
)
def test_both_twins_say_it(said: str) -> None:
    body = report_mail(a_report())
    html = re.sub(r"<[^>]*>", " ", body.html).replace("&#39;", "'")
    assert said in plain(body.text)
    assert said in plain(html)


def test_it_is_not_clipped_and_has_no_images_or_scripts() -> None:
    html = report_mail(a_report()).html
    assert len(html.encode()) < CLIPPED_BY_GMAIL
    assert not re.search(r"<(img|script|link|iframe|svg)\b|url\(", html)
    assert "prefers-color-scheme:dark" in html


def test_equal_reports_give_equal_bytes() -> None:
    assert report_mail(a_report()) == report_mail(a_report())


def test_the_partners_copy_says_so_and_holds_no_notice_date() -> None:
    body = report_mail(a_report(Side.PARTNER))
    assert "copy for Northwind Contact" in plain(body.text)
    assert "Last day for notice" not in body.text + body.html


def test_names_are_escaped() -> None:
    evil = "<img src=x onerror=alert(1)>{{ 7*7 }}"
    report = a_report()
    row = replace(report.service_levels[0], name=evil, service=evil, dimension=evil)
    report = replace(
        report, partner_name=evil, headline=evil, service_levels=(row,), breakdown=(row,)
    )
    html = report_mail(report).html
    assert "<img" not in html
    assert "{{ 7*7 }}" in html


def test_a_long_breakdown_is_cut_and_the_rest_counted() -> None:
    report = a_report()
    report = replace(report, breakdown=report.breakdown[:1] * 14)
    assert "Worst first, and 4 more in the workbook." in report_mail(report).text


def test_many_remarks_are_cut_and_the_rest_counted() -> None:
    report = a_report()
    noisy = replace(report.deliveries[0], findings=("Daily!A1: found nothing",) * 9)
    report = replace(report, deliveries=(noisy,))
    assert "And 4 more remarks in the workbook." in report_mail(report).text


def test_a_revised_report_says_what_changed() -> None:
    report = replace(a_report(), version=2, changes=("Overall score: 98 (was 97)",))
    body = report_mail(report)
    assert "What changed since version 1" in body.text
    assert "Revised, version 2" in body.html


def test_an_empty_month_reads_well() -> None:
    report = replace(
        a_report(),
        score=None,
        score_change=None,
        service_levels=(),
        breakdown=(),
        credits=(),
        deliveries=(),
        issues=(),
        dates=(),
        unscored=("Quality score",),
    )
    text = report_mail(report).text
    assert "Overall score:       –" in text
    assert "stands without Quality score" in plain(text)
    assert "Service credits\n" not in text


def test_a_credit_of_nothing_is_said_to_be_none() -> None:
    report = a_report()
    nothing = replace(report.credits[0], amount=Decimal(0), points=Decimal(0), lines=())
    report = replace(report, credits=(nothing,))
    assert "No service credit is due." in report_mail(report).text


def test_a_credit_that_waits_for_its_charges_is_never_said_to_be_none() -> None:
    why = "Charges of voice for 2026-10 are not known yet."
    report = replace(a_report(), waiting=(why,))
    assert why in report_mail(report).text
    nothing = replace(report, credits=())
    told = report_mail(nothing)
    assert "No service credit is due." not in told.text
    assert why in told.text
    assert "not known yet" in told.html


def test_a_file_that_never_came_stands_in_the_appendix() -> None:
    report = a_report()
    absent = replace(
        report.deliveries[0], file="", sha256="", arrived=None, verdict="missing", due=NOW
    )
    text = plain(report_mail(replace(report, deliveries=(absent,))).text)
    assert "No file (daily ops)" in text


def test_services_are_named_where_there_are_several() -> None:
    report = a_report()
    other = replace(report.service_levels[0], service="Chats", target="")
    html = report_mail(replace(report, service_levels=(*report.service_levels, other))).html
    assert "&middot; Chats" in html
    assert "no target in force" in html
