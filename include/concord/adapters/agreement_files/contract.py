"""Read the contract: its term, notice, renewal, reviews and owners."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.calendar_words import read_calendar
from concord.adapters.agreement_files.model.contract import (
    CONTRACT,
    NOTICE,
    RENEWAL,
    REVIEWS,
)
from concord.adapters.agreement_files.obligations import read_obligations
from concord.adapters.agreement_files.people import A_PERSON
from concord.adapters.agreement_files.section import Section, read_text
from concord.domain.contract import Contract, Notice, NoticeReading, Renewal, Reviews
from concord.domain.period import CALENDAR_YEAR
from concord.domain.period_rule import parse_year_start
from concord.domain.quantity import Span, SpanUnit

REVIEW_LEAD = Span(count=30, unit=SpanUnit.DAY)
NO_TERM = Span(count=0, unit=SpanUnit.DAY)


def read_contract(root: Section, people: Collection[str], zone: ZoneInfo) -> Contract | None:
    """Return the contract, or None where there is none or it cannot be read."""
    if "contract" not in root:
        root.remarks.info(
            root.place_of("contract"),
            "no-contract",
            found="no contract",
            expected="a contract, if notice dates and reviews are to be watched",
        )
    table = root.table_of("contract")
    if table is None:
        return None
    section = Section(table, root.remarks, CONTRACT)
    start, end = _term(section)
    notice = _notice(section, people, zone)
    owners = _owners(section, people)
    renewal, reviews = _renewal(section), _reviews(section)
    obligations = read_obligations(section, people)
    year_start = section.read("year_starts", parse_year_start) or CALENDAR_YEAR
    if start is None or end is None or "reference" not in section:
        return None
    return Contract(
        reference=section.text("reference"),
        start=start,
        end=end,
        owner=owners[0],
        backup_owner=owners[1],
        notice=notice,
        renewal=renewal,
        reviews=reviews,
        year_start=year_start,
        obligations=obligations,
    )


def _term(section: Section) -> tuple[date | None, date | None]:
    section.require("reference", "the contract's reference")
    section.require("start", "the first day of the term")
    section.require("end", "the last day of the term")
    section.written("reference")
    start, end = section.read("start", quantities.day), section.read("end", quantities.day)
    if start is not None and end is not None and end < start:
        section.remarks.error(
            section.place_of("end"),
            "upside-down",
            found=section.text("end"),
            expected="a day on or after the start",
        )
    return start, end


def _owners(section: Section, people: Collection[str]) -> tuple[str | None, str | None]:
    if "owner" not in section:
        section.remarks.warning(
            section.place_of("owner"),
            "no-owner",
            found="no owner",
            expected="somebody who is reminded of the contract's dates",
        )
    return (
        section.reference("owner", people, "unknown-person", A_PERSON),
        section.reference("backup_owner", people, "unknown-person", A_PERSON),
    )


def _notice(section: Section, people: Collection[str], zone: ZoneInfo) -> Notice | None:
    table = section.table_of("notice")
    if table is None:
        return None
    notice = Section(table, section.remarks, NOTICE)
    notice.require("period", "a span such as 90 days or 3 months")
    period = notice.read("period", quantities.span)
    reading = notice.read("reading", _reading) or NoticeReading.ORDINARY
    deemed = notice.read("deemed_receipt", quantities.span)
    calendar = read_calendar(notice, "receipt_calendar", zone)
    to = notice.reference("to", people, "unknown-person", A_PERSON)
    if period is None:
        return None
    return Notice(
        period=period,
        reading=reading,
        deemed_receipt=deemed,
        receipt_calendar=calendar,
        to=to,
        form=notice.text("form"),
    )


def _reading(text: str) -> NoticeReading:
    readings = {
        "ordinary": NoticeReading.ORDINARY,
        "clear days": NoticeReading.CLEAR_DAYS,
        "clear_days": NoticeReading.CLEAR_DAYS,
    }
    if text in readings:
        return readings[text]
    raise quantities.NotThatError(text, "one of ordinary, clear days", rule="unknown-word")


def _renewal(section: Section) -> Renewal | None:
    table = section.table_of("renewal")
    if table is None:
        return None
    renewal = Section(table, section.remarks, RENEWAL)
    automatic = renewal.flag("automatic", default=False)
    if automatic:
        renewal.require("for", "the length of the next term, such as 12 months")
    term = renewal.read("for", quantities.positive_span)
    return Renewal(automatic=automatic and term is not None, term=term or NO_TERM)


def _reviews(section: Section) -> Reviews | None:
    table = section.table_of("reviews")
    if table is None:
        return None
    reviews = Section(table, section.remarks, REVIEWS)
    if "dates" not in reviews:
        reviews.require("every", "a span such as 6 months")
    every = reviews.read("every", quantities.positive_span)
    lead = reviews.read("lead", quantities.span) or REVIEW_LEAD
    days = [read_text(t, quantities.day, section.remarks) for t in reviews.texts("dates")]
    dates = tuple(sorted({day for day in days if day is not None}))
    return Reviews(every=every, lead=lead, dates=dates) if every or dates else None
