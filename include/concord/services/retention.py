"""Retention: find what may go of the delivered files, and remove it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.retention import (
    GRACE,
    FileUse,
    Judgement,
    LegalHold,
    RemovedFile,
    judged,
    judged_unnamed,
)
from concord.domain.submission import Submission
from concord.domain.submission_decision import reading_of, waiting_files
from concord.ports import LandingStore, Leftover, Leftovers, Store, StoredCopy, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPorts:
    """What retention works on."""

    store: Store
    landing: LandingStore
    leftovers: Leftovers


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedCopy:
    """A copy in the landing store, the submissions that name it, and what is to become of it."""

    copy: StoredCopy
    submissions: tuple[Submission, ...]
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPlan:
    """Every copy with its judgement, and what dead processes left, which goes."""

    copies: tuple[JudgedCopy, ...]
    leftovers: tuple[Leftover, ...]

    @property
    def going(self) -> tuple[JudgedCopy, ...]:
        """The copies that may go."""
        return tuple(each for each in self.copies if each.judgement.may_go)

    @property
    def size(self) -> int:
        """How many bytes go in all."""
        sizes = (*(each.copy.size for each in self.going), *(each.size for each in self.leftovers))
        return sum(sizes)


def plan_retention(
    agreements: Mapping[str, Agreement], ports: RetentionPorts, now: datetime
) -> RetentionPlan:
    """Return what would become of every copy; nothing is changed.

    `agreements` are those in force, by partner.  Raises LandingStoreError.
    """
    copies = tuple(ports.landing.stored())
    with ports.store.transaction() as tx:
        return _plan(tx, copies, agreements, ports, now)


def apply_retention(
    agreements: Mapping[str, Agreement], ports: RetentionPorts, by: str, now: datetime
) -> RetentionPlan:
    """Remove what may go, and return what that was.

    Each removal is on record before its copy goes: where this dies in between, the next run
    finds the copy again and removes it.  Raises LandingStoreError.
    """
    copies = tuple(ports.landing.stored())
    with ports.store.transaction() as tx:
        plan = _plan(tx, copies, agreements, ports, now)
        for each in plan.going:
            tx.removed_files.add(_removal(each, by, now))
    for each in plan.going:
        ports.landing.remove(each.copy)
    for leftover in plan.leftovers:
        ports.leftovers.remove(leftover)
    return plan


def _removal(going: JudgedCopy, by: str, now: datetime) -> RemovedFile:
    rule = "; ".join(going.judgement.reasons)
    return RemovedFile(sha256=going.copy.sha256, at=now, by=by, rule=rule)


def _plan(
    tx: Transaction,
    copies: Iterable[StoredCopy],
    agreements: Mapping[str, Agreement],
    ports: RetentionPorts,
    now: datetime,
) -> RetentionPlan:
    uses, holds = _uses(tx), tx.legal_holds.all()
    named = tx.file_references.contents()
    judge = _Judge(uses=uses, named=named, agreements=agreements, holds=holds, now=now)
    left = ports.leftovers.found(tx.file_references.observations())
    return RetentionPlan(
        copies=tuple(map(judge.judged, copies)),
        leftovers=tuple(each for each in left if now - each.since >= GRACE),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """All that is known of all partners, by which each copy is judged."""

    uses: Mapping[str, tuple[FileUse, ...]]
    named: frozenset[str]
    agreements: Mapping[str, Agreement]
    holds: tuple[LegalHold, ...]
    now: datetime

    def judged(self, copy: StoredCopy) -> JudgedCopy:
        uses = self.uses.get(copy.sha256, ())
        if copy.sha256 in self.named:
            found = judged(uses, self.agreements, self.holds, copy.since, self.now)
        else:
            found = judged_unnamed(self.holds, copy.since, self.now)
        submissions = tuple(use.submission for use in uses)
        return JudgedCopy(copy=copy, submissions=submissions, judgement=found)


def _uses(tx: Transaction) -> Mapping[str, tuple[FileUse, ...]]:
    """Return the submissions of every content, by whichever partner, agreement or not."""
    found: dict[str, list[FileUse]] = defaultdict(list)
    for partner in tx.file_references.partners():
        for use in _uses_by(tx, partner):
            found[use.submission.sha256].append(use)
    return {sha256: tuple(uses) for sha256, uses in found.items()}


def _uses_by(tx: Transaction, partner: str) -> Iterator[FileUse]:
    submissions = tx.submissions.of_partner(partner)
    waits = {reading_of(each) for each in waiting_files(submissions)}
    unanswered = {reading_of(each) for each in tx.submissions.unanswered(partner)}
    for each in submissions:
        reading = reading_of(each)
        yield FileUse(
            # All files of all partners are held at once: findings would fill the memory.
            submission=replace(each, findings=()),
            waits=reading in waits,
            answered=reading not in unanswered,
        )
