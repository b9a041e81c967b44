"""The letters about deliveries: what is due soon, what has not come, and the owner's copy."""

from __future__ import annotations

from collections.abc import Sequence

from concord.domain.agreement import Agreement
from concord.domain.delivery_reminders import DeliveryNotice
from concord.domain.letter import Letter, Table, Tone
from concord.domain.notation import counted, moment, named, period_name, shown
from concord.domain.submission import Submission

_HEADER = ("Delivery", "Period", "Due", "So far")


def reminder_letter(agreement: Agreement, soon: Sequence[DeliveryNotice]) -> Letter:
    """Return the letter that reminds of deliveries before they are due."""
    files = counted(len(soon), "file is", "files are")
    return Letter(
        title=f"{agreement.name}: {files} due soon, {_subjects(soon)}",
        tone=Tone.NEUTRAL,
        paragraphs=(
            f"{files} due as listed below. Please drop each one on the drive as usual.",
            "Once a file is there, you are told what became of it, and reminded no more.",
        ),
        facts=_facts(agreement),
        tables=(_listed(agreement, "What is due", soon),),
        why=f"You get this because you answer for the files of {agreement.name}.",
    )


def chase_letter(
    agreement: Agreement, late: Sequence[DeliveryNotice], waiting: Sequence[Submission]
) -> Letter:
    """Return the letter that asks for deliveries that were due and have not come."""
    files = counted(len(late), "file has", "files have")
    tables = [_listed(agreement, "What is missing", late)]
    if waiting:
        tables.append(_waiting(agreement, waiting))
    return Letter(
        title=f"{agreement.name}: {files} not arrived, {_subjects(late)}",
        tone=Tone.WARNING,
        paragraphs=(
            f"{files} not arrived in a form that can be used. Please send what is listed below.",
            (
                "Until then the period shows as missing everywhere. If a file needs longer, "
                "answer its issue with the day by which it will be there."
            ),
        ),
        facts=_facts(agreement),
        tables=tuple(tables),
        why=f"You get this because you answer for the files of {agreement.name}.",
    )


def owner_letter(agreement: Agreement, late: Sequence[DeliveryNotice]) -> Letter:
    """Return the letter that tells the client's owner what was asked for more than once."""
    files = counted(len(late), "file was", "files were")
    return Letter(
        title=f"{agreement.name}: {files} asked for again, {_subjects(late)}",
        tone=Tone.WARNING,
        paragraphs=(
            f"{files} asked for more than once, and nothing usable has arrived.",
            "The partner is told again by its own letters; its issues wait for an answer.",
        ),
        facts=_facts(agreement),
        tables=(_listed(agreement, "What is missing", late),),
        why=f"You get this because you own the contract with {agreement.name}.",
    )


def _subjects(notices: Sequence[DeliveryNotice]) -> str:
    first = notices[0]
    more = f" and {len(notices) - 1} more" if len(notices) > 1 else ""
    return f"{named(first.source)} for {period_name(first.period)}{more}"


def _facts(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    return (("Partner", agreement.name), ("Times are in", agreement.zone.key))


def _listed(agreement: Agreement, caption: str, notices: Sequence[DeliveryNotice]) -> Table:
    zone = agreement.zone.key
    rows = tuple(
        (
            named(notice.source),
            period_name(notice.period),
            moment(notice.due, zone),
            _so_far(notice, zone),
        )
        for notice in notices
    )
    return Table(caption=caption, header=_HEADER, rows=rows)


def _so_far(notice: DeliveryNotice, zone: str) -> str:
    if notice.came is not None:
        arrived = moment(notice.came.arrived, zone)
        return f"{shown(notice.came.file)} came on {arrived} and cannot be used"
    if notice.promised is not None:
        return f"nothing came; it was promised for {moment(notice.promised, zone)}"
    return "nothing came"


def _waiting(agreement: Agreement, submissions: Sequence[Submission]) -> Table:
    rows = tuple(
        (
            named(submission.source),
            "" if submission.period is None else period_name(submission.period),
            moment(submission.arrived, agreement.zone.key),
            shown(submission.file),
        )
        for submission in submissions
    )
    header = ("Delivery", "Period", "Arrived", "File")
    return Table(
        caption="What came and waits for a decision or a correction", header=header, rows=rows
    )
