"""Collect what a partner delivered: land, read, judge, store, and answer the partner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.errors import ConcordError
from concord.domain.source import Source
from concord.domain.submission import Submission
from concord.domain.submission_reading import counting_periods
from concord.ports import Drive, Listing, Step
from concord.services.answer_unanswered import answer_unanswered
from concord.services.collection import Collection, CollectReport
from concord.services.new_files import SeenBefore, new_files, seen_before
from concord.services.take_deliveries import take_deliveries


def collect(agreement: Agreement, ports: Collection, now: datetime) -> CollectReport:
    """Collect every source of a partner.  One source that fails stops no other.

    Answers go out last, in one mail for all that came; those that an earlier round could not
    give any more are among them.
    """
    reports = [_collect_source(agreement, source, ports, now) for source in agreement.sources]
    left, periods = _left_over(agreement, reports, ports)
    answer_unanswered(agreement, ports, now)
    changed = {period for report in reports for period in report.changed}
    return CollectReport(
        partner=agreement.partner,
        submissions=(*left, *(s for report in reports for s in report.submissions)),
        changed=tuple(sorted(changed | periods)),
        unmatched=_unmatched(agreement, reports),
        waiting=tuple(name for report in reports for name in report.waiting),
        failures=tuple(failure for report in reports for failure in report.failures),
    )


def _left_over(
    agreement: Agreement, reports: Iterable[CollectReport], ports: Collection
) -> tuple[list[Submission], set[str]]:
    """Return what a round brought that died before it could tell; and all periods owed a word.

    What this round brought is not kept twice: there may be thousands of files.
    """
    told = {(s.source, s.sha256, s.reading) for report in reports for s in report.submissions}
    with ports.store.transaction() as tx:
        owed = tx.submissions.unanswered(agreement.partner)
    left = [s for s in owed if (s.source, s.sha256, s.reading) not in told]
    return left, counting_periods(owed)


def _unmatched(agreement: Agreement, reports: Iterable[CollectReport]) -> tuple[str, ...]:
    """Return the files that no source at all asks for: sources may share a folder."""
    names = {name for report in reports for name in report.unmatched}
    asked = [source.files for source in agreement.sources]
    return tuple(sorted(n for n in names if not any(pattern.matches(n) for pattern in asked)))


def _collect_source(
    agreement: Agreement, source: Source, ports: Collection, now: datetime
) -> CollectReport:
    partner = agreement.partner
    try:
        seen = seen_before(partner, source, ports.store)
        drive = ports.drive_of(source)
        if _is_unchanged(drive, agreement, seen):
            _note_collected(agreement, source, ports, now, seen.mark)
            return CollectReport(partner=partner)
        listing = drive.listing(source.drive.folder)
        ports.progress(Step.LISTED, f"{partner}/{source.id}: {len(listing.files)} files")
        return _take(agreement, source, drive, listing, seen, ports, now)
    except ConcordError as error:
        return CollectReport(partner=partner, failures=(f"{source.id}: {error}",))


def _take(
    agreement: Agreement,
    source: Source,
    drive: Drive,
    listing: Listing,
    seen: SeenBefore,
    ports: Collection,
    now: datetime,
) -> CollectReport:
    found = new_files(listing, source, seen, ports.settle, now)
    taken = take_deliveries(agreement, source, drive, found, seen, ports, now)
    waiting = (*found.young, *taken.waiting)
    if not waiting:
        _note_collected(agreement, source, ports, now, _mark(agreement, listing.mark))
    return CollectReport(
        partner=agreement.partner,
        submissions=taken.submissions,
        changed=taken.changed,
        unmatched=found.unmatched,
        waiting=waiting,
        failures=tuple(f"{source.id}: {failure}" for failure in taken.failures),
    )


def _is_unchanged(drive: Drive, agreement: Agreement, seen: SeenBefore) -> bool:
    """Say whether the drive need not be listed: nothing changed there, and nothing waits."""
    version, _, mark = seen.mark.partition(" ")
    if not mark or version != agreement.version or seen.polls:
        return False
    return drive.unchanged_since(mark)


def _mark(agreement: Agreement, mark: str) -> str:
    # Another text of the agreement may ask for files that lay there all along.
    return f"{agreement.version} {mark}" if mark else ""


def _note_collected(
    agreement: Agreement, source: Source, ports: Collection, now: datetime, mark: str
) -> None:
    with ports.store.transaction() as tx:
        tx.drives.note_collected(agreement.partner, source.id, now, mark)
    ports.progress(Step.COLLECTED, f"{agreement.partner}/{source.id}")
