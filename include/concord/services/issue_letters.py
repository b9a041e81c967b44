"""Letters about issues: the request to a level, and the end to everybody who was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.escalation_policy import EscalationPolicy
from concord.domain.handover import stood_in
from concord.domain.issue import STEPS, Issue, IssueEvent, IssueEventKind, IssueSeverity
from concord.domain.letter import Letter, Link, Table, Tone
from concord.domain.message import MessageKind
from concord.domain.people import Person
from concord.domain.storm import MOST_WRITTEN_OUT, AskedIssue, told_together
from concord.ports import Transaction
from concord.services.correspondence import Correspondence, Subject

_ENDS = frozenset({IssueEventKind.RESOLVED, IssueEventKind.WAIVED})
_TONES = {
    IssueSeverity.MINOR: Tone.WARNING,
    IssueSeverity.SERIOUS: Tone.WARNING,
    IssueSeverity.SEVERE: Tone.BAD,
    IssueSeverity.CRITICAL: Tone.BAD,
}


def request_letter(
    issue: Issue, level: int, people: Iterable[Person], respond_by: datetime, link: str
) -> Letter:
    """Return the letter that asks one level for an answer."""
    asked = ", ".join(person.name for person in people)
    return Letter(
        title=f"[{issue.severity}] {issue.headline}",
        tone=_TONES[issue.severity],
        paragraphs=(
            f"{issue.headline}.",
            (
                f"Please answer by {moment_text(respond_by)}: acknowledge it, resolve it, or "
                "waive it with a reason. Without an answer it goes to the next level."
            ),
        ),
        facts=(
            *issue.facts,
            ("Severity", issue.severity),
            ("Raised", moment_text(issue.raised_at.astimezone(respond_by.tzinfo))),
            ("Asked", f"level {level}: {asked}"),
        ),
        links=(Link(label="Answer in Airflow", url=link),) if link else (),
        why=f"You get this because you are named on level {level} for {issue.key.partner}.",
    )


def storm_letter(
    agreement: Agreement, asked: Sequence[AskedIssue], level: int, people: Iterable[Person]
) -> Letter:
    """Return the letter that asks one level about many issues, given with the gravest first."""
    gravest = asked[0].issue.severity
    written_out, beyond = asked[:MOST_WRITTEN_OUT], asked[MOST_WRITTEN_OUT:]
    names = ", ".join(person.name for person in people)
    rest = f"The {len(written_out)} gravest are below, and {_by_severity(beyond)} beside them."
    return Letter(
        title=f"[{gravest}] {agreement.name}: {len(asked):,} issues ask for an answer",
        tone=_TONES[gravest],
        paragraphs=(
            f"{len(asked):,} issues ask for your answer at once, so they come in one mail.",
            (
                "Each has its own place under Required Actions: acknowledge it, resolve it, or "
                "waive it with a reason. Without an answer in time it goes to the next level."
            ),
            *((rest,) if beyond else ()),
        ),
        facts=(("Severity", _by_severity(asked)), ("Asked", f"level {level}: {names}")),
        tables=(
            Table(
                caption="What is to be answered",
                header=("Issue", "Severity", "Answer by"),
                rows=tuple(_row(each) for each in written_out),
            ),
        ),
        why=f"You get this because you are named on level {level} for {agreement.partner}.",
    )


def _row(asked: AskedIssue) -> tuple[str, str, str]:
    issue = asked.issue
    return (issue.headline, str(issue.severity), moment_text(asked.respond_by))


def _by_severity(asked: Sequence[AskedIssue]) -> str:
    counts = Counter(each.issue.severity for each in asked)
    return ", ".join(f"{number:,} {severity}" for severity, number in counts.items())


def tell_the_end(
    tx: Transaction,
    agreement: Agreement,
    correspondence: Correspondence,
    issue: Issue,
    how: str,
    now: datetime,
) -> bool:
    """Tell everybody who was asked that nothing more is to be answered; False if nobody was."""
    day = now.astimezone(agreement.organisation.zone).date()
    events = tx.issues.events(issue.key)
    told: dict[str, Person] = {}
    policy = agreement.escalation.of(issue.severity)
    for number in _levels_asked(policy, events):
        level = policy.level(number)
        told.update((p.id, p) for p in level.people(agreement.people, agreement.owner, day))
    taken = stood_in(events)
    told.update((p.id, p) for p in agreement.people if p.id in taken and p.is_reachable(day))
    letter = Letter(
        title=f"[{issue.state}] {issue.headline}",
        tone=Tone.GOOD,
        paragraphs=(how, "Nothing is left for you to do."),
        facts=issue.facts,
        why="You get this because you were asked about it.",
    )
    subject = letter_subject(issue, "end")
    return correspondence.send_letter(tx, subject, letter, told.values(), now)


def _levels_asked(policy: EscalationPolicy, events: Iterable[IssueEvent]) -> tuple[int, ...]:
    """Return the levels that were asked or told and have not been told of an end before.

    An opening that a higher severity broke off had no end: its levels still wait for one.
    """
    steps = policy.steps()
    ahead, levels, ended = iter(steps), dict[int, None](), False
    for event in events:
        if event.kind is IssueEventKind.RAISED:
            levels = {} if ended else levels
            ahead, ended = iter(steps), False
        elif event.kind is IssueEventKind.TOLD_TOGETHER:
            levels[told_together(event).level] = None
        elif event.kind in STEPS:
            number = next(ahead, steps[-1])
            if event.kind is IssueEventKind.ASKED:
                levels[number] = None
        ended = ended or event.kind in _ENDS
    return tuple(levels)


def letter_subject(issue: Issue, step: int | str) -> Subject:
    """Return what makes a letter of one opening and step the same one."""
    return Subject(
        kind=MessageKind.ESCALATION,
        about=str(issue.key),
        period=issue.key.period,
        revision=f"{issue.opening}.{step}",
    )


def moment_text(moment: datetime) -> str:
    """Return a moment for people, in its own zone."""
    return f"{moment:%a %d %b %Y %H:%M %Z}"
