"""What matching raises: differences, credit notes that do not come, lines nobody expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concord.domain.agreement import Agreement
from concord.domain.finding import quoted
from concord.domain.invoicing.line import InvoiceKind
from concord.domain.invoicing.matching import Match, MatchState
from concord.domain.issue import IssueKey, IssueKind, IssueSeverity, RaisedIssue
from concord.domain.notation import day, money, period_name

_MOST_LINES = 8


def settlement_issues(agreement: Agreement, found: Iterable[Match]) -> Iterator[RaisedIssue]:
    """Yield one issue for each service, month and kind on which both sides' books differ."""
    for match in found:
        if match.state.must_be_answered and agreement.has_effects(match.month):
            yield _issue(agreement, match)


def _issue(agreement: Agreement, match: Match) -> RaisedIssue:
    expected = None if match.expected is None else money(match.expected, match.currency)
    return RaisedIssue(
        key=IssueKey(
            partner=agreement.partner,
            service=match.service,
            kind=_kind(match),
            subject=f"{match.kind.replace(' ', '-')}/{match.currency}",
            period=str(match.month),
        ),
        severity=IssueSeverity.SERIOUS,
        headline=f"{agreement.name}: {_headline(match)}",
        facts=(
            ("Service", match.service),
            ("Month", str(match.month)),
            ("Expected", expected or "nothing"),
            ("Came", money(match.billed, match.currency)),
            *((("Due by", day(match.by)),) if match.by else ()),
            *(
                (quoted(line.invoice), f"{money(line.net, line.currency)} of {day(line.day)}")
                for line in match.lines[:_MOST_LINES]
            ),
        ),
    )


def _kind(match: Match) -> IssueKind:
    if match.state is MatchState.OVERDUE:
        return IssueKind.CREDIT_NOTE_OVERDUE
    return IssueKind.SETTLEMENT_DIFFERENCE


def _headline(match: Match) -> str:
    month = period_name(match.month)
    noun = "charges" if match.kind is InvoiceKind.CHARGE else "credit note"
    if match.state is MatchState.OVERDUE:
        return f"the {noun} for {month} is overdue"
    if match.expected is None:
        return f"{noun} in {match.currency} for {month} that nothing was agreed for"
    verb = "differ" if match.kind is InvoiceKind.CHARGE else "differs"
    return f"the {noun} for {month} {verb} by {money(match.difference, match.currency)}"
