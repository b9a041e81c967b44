"""People whom mail does not reach: who stands in for them, and the issue that this is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from concord.domain.agreement import Agreement
from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind
from concord.domain.issue import EVERY_SERVICE, IssueKey, IssueKind, IssueSeverity, RaisedIssue
from concord.domain.notation import day as written
from concord.domain.notation import shown
from concord.domain.people import Person

_WORDS = {
    DeliveryEventKind.BOUNCED: "came back",
    DeliveryEventKind.DROPPED: "was not even tried by the mail service",
    DeliveryEventKind.SPAM: "was reported as spam",
}


def with_unreachable(agreement: Agreement, troubles: Mapping[str, DeliveryEvent]) -> Agreement:
    """Return the agreement with each person whom mail does not reach marked so.

    Only where a deputy can be reached instead: mail to an address that may be dead is better
    than mail to nobody.
    """
    people = tuple(
        replace(person, unreachable=_has_deputy(agreement, person, troubles))
        if person.email.casefold() in troubles
        else person
        for person in agreement.people
    )
    return replace(agreement, people=people)


def _has_deputy(
    agreement: Agreement, person: Person, troubles: Mapping[str, DeliveryEvent]
) -> bool:
    """Say whether the line of deputies comes to somebody whom mail reaches."""
    by_id = {each.id: each for each in agreement.people}
    seen = {person.id}
    stand_in = by_id.get(person.deputy or "")
    while stand_in is not None and stand_in.id not in seen:
        if stand_in.email.casefold() not in troubles:
            return True
        seen.add(stand_in.id)
        stand_in = by_id.get(stand_in.deputy or "")
    return False


def unreachable_contacts(
    agreement: Agreement, troubles: Mapping[str, DeliveryEvent]
) -> Iterator[RaisedIssue]:
    """Yield an issue for each person whom mail does not reach, by the month of the bounce."""
    for person in agreement.people:
        event = troubles.get(person.email.casefold())
        if event is not None:
            yield _issue(agreement, person, event)


def _issue(agreement: Agreement, person: Person, event: DeliveryEvent) -> RaisedIssue:
    day = event.at.astimezone(agreement.organisation.zone).date()
    facts = (
        ("Person", person.contact),
        ("Last mail", f"{_WORDS[event.kind]} on {written(day)}"),
        *((("The mail service says", shown(event.detail, 200)),) if event.detail else ()),
        ("Mail goes to", "the deputy" if person.unreachable else "the same address still"),
        ("What to do", "mend the address in the agreement, or say that it works again"),
    )
    return RaisedIssue(
        key=IssueKey(
            partner=agreement.partner,
            service=EVERY_SERVICE,
            kind=IssueKind.UNREACHABLE_CONTACT,
            subject=person.id,
            period=f"{day:%Y-%m}",
        ),
        severity=IssueSeverity.SERIOUS,
        headline=f"Mail does not reach {person.name}",
        facts=facts,
    )
