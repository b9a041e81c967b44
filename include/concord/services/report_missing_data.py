"""Tell the contract's owner that a month cannot be reported: what is missing, from whom."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.data_contacts import client_owners_on
from concord.domain.errors import KeyReusedWithOtherContentError
from concord.domain.letter import Letter, Table, Tone
from concord.domain.message import MessageKind
from concord.domain.notation import NO_FIGURE, counted, moment, period_name
from concord.domain.people import Person, Side, with_role
from concord.domain.period import MeasurementPeriod
from concord.domain.report_gate import Problem
from concord.ports import Transaction
from concord.services.correspondence import Correspondence, Subject


def tell_owner(
    tx: Transaction,
    correspondence: Correspondence,
    agreement: Agreement,
    period: MeasurementPeriod,
    problems: Sequence[Problem],
    now: datetime,
) -> bool:
    """Enqueue the DATA MISSING letter; False when this state was told before, or to nobody."""
    subject = Subject(
        kind=MessageKind.DATA_MISSING,
        about=agreement.partner,
        period=str(period),
        revision=state_of(problems),
    )
    letter = missing_data_letter(agreement, period, problems)
    try:
        return correspondence.send_letter(tx, subject, letter, _owners(agreement, now), now)
    except KeyReusedWithOtherContentError:
        # This state was told: other words for it, as after an upgrade, are no news.
        return False


def state_of(problems: Sequence[Problem]) -> str:
    """Return a short hash of what is missing: the same state is told once."""
    parts = [[p.what, p.state, p.since and p.since.timestamp()] for p in problems]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


def _owners(agreement: Agreement, now: datetime) -> tuple[Person, ...]:
    return client_owners_on(agreement, now.astimezone(agreement.organisation.zone).date())


def missing_data_letter(
    agreement: Agreement, period: MeasurementPeriod, problems: Sequence[Problem]
) -> Letter:
    """Return the letter that lists what keeps the month from being reported."""
    month = period_name(period)
    zone = agreement.zone.key
    rows = tuple(
        (p.what, p.state, moment(p.since, zone) if p.since else NO_FIGURE) for p in problems
    )
    things = counted(len(problems), "thing is", "things are")
    again = (
        "It goes out by itself as soon as the data is there. You are told again only when "
        "something else is missing."
    )
    return Letter(
        title=f"DATA MISSING: {agreement.name}, {month}",
        tone=Tone.WARNING,
        paragraphs=(
            f"The report for {month} was not sent to anybody: {things} missing.",
            again,
        ),
        facts=(
            ("Partner", agreement.name),
            ("Period", month),
            ("To be delivered by", _deliverers(agreement)),
            ("Times are in", zone),
        ),
        tables=(Table(caption="What is missing", header=("What", "State", "Since"), rows=rows),),
        why=f"You get this because you own the contract with {agreement.name}.",
    )


def _deliverers(agreement: Agreement) -> str:
    partner_side = agreement.side(Side.PARTNER)
    people = with_role(partner_side, Side.PARTNER, "operations_manager") or partner_side
    return ", ".join(p.contact for p in people) or agreement.name
