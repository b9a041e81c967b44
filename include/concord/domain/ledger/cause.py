"""Why a credit changed: which files, which version of the agreement, or which other month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concord.domain.agreement_version import SHORT
from concord.domain.assessment import Assessment
from concord.domain.finding import quoted
from concord.domain.ledger.entry import EntryKind
from concord.domain.ledger.posting import Delta
from concord.domain.notation import period_name
from concord.domain.period import MeasurementPeriod

RECOMPUTED = "computed anew from the same deliveries"
_MOST_CAUSES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What assessments were before and are now, and the names of files by content hash."""

    before: Sequence[Assessment]
    after: Sequence[Assessment]
    files: Mapping[str, str]


def cause_of(delta: Delta, changes: Changes) -> str:
    """Return why a delta is owed: what it was computed from, or what changed it."""
    if not delta.is_change:
        of_kind = delta.due.earned_causes if delta.kind is EntryKind.EARNED_BACK else None
        return _listed(delta.due.causes if of_kind is None else of_kind) or RECOMPUTED
    parts = (_of_files(delta.period, changes), _of_versions(delta, changes))
    return "; ".join(part for part in parts if part) or RECOMPUTED


def _listed(causes: Sequence[str]) -> str:
    shown = "; ".join(causes[:_MOST_CAUSES])
    more = len(causes) - _MOST_CAUSES
    return f"{shown}; and {more} more" if more > 0 else shown


def _of_versions(delta: Delta, changes: Changes) -> str:
    """Return under which other version of the agreement a month was assessed, if it was."""
    now = delta.due.agreement
    before = {a.agreement for a in changes.before if a.period == delta.period}
    if not now or not before or now in before:
        return ""
    return f"version {now[:SHORT]} of the agreement"


def _of_files(period: MeasurementPeriod, changes: Changes) -> str:
    """Return which files came for the month, or for an earlier one on which it depends."""
    before = {a.period: _files_behind(a) for a in changes.before}
    new = {
        a.period: [file for file in _files_behind(a) if file not in before.get(a.period, ())]
        for a in changes.after
    }
    own = [p for p in new if new[p] and p.overlaps(period)]
    if own:
        restated = any(before.get(p) for p in own)
        word = "restated by" if restated else "late data:"
        return f"{word} {_names((f for p in own for f in new[p]), changes.files)}"
    earlier = sorted(p for p in new if new[p] and p.start < period.start)
    if not earlier:
        return ""
    last = earlier[-1]
    return f"follows from {period_name(last)}: {_names(new[last], changes.files)}"


def _files_behind(assessment: Assessment) -> tuple[str, ...]:
    found = (file for each in assessment.measurements for file in each.submissions)
    return tuple(dict.fromkeys(found))


def _names(hashes: Iterable[str], files: Mapping[str, str]) -> str:
    return _listed([quoted(files.get(each, each)) for each in dict.fromkeys(hashes)])
