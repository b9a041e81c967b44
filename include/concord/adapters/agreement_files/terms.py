"""Read what a service level asks for: its first terms, and their revisions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.amendments import check_amendment, report_overlap
from concord.adapters.agreement_files.bands import (
    Scale,
    bands_past,
    check_bands,
    check_target,
    read_bands,
)
from concord.adapters.agreement_files.model.service_levels import REVISION
from concord.adapters.agreement_files.own_targets import RatedValues, with_own_targets
from concord.adapters.agreement_files.section import Section
from concord.adapters.agreement_files.thresholds import Asked, read_asked
from concord.domain.quantity import PERCENT
from concord.domain.service_level import Applies, Bands, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsContext:
    """The scale figures are on, the day terms hold from if they do not say, and amendments.

    `rated` are the values that may have targets of their own.
    """

    scale: Scale
    in_force: date
    amendments: Collection[str]
    rated: RatedValues


def read_terms(section: Section, context: TermsContext) -> tuple[Terms, ...]:
    """Return the terms by the day from which they hold; none where the target is unreadable."""
    since = section.read("in_force", quantities.day) or context.in_force
    asked = read_asked(section, context.scale.unit)
    if asked is None:
        read_bands(section, context.scale.unit)
        return ()
    check_target(section, asked.target, context.scale)
    bands = _bands(section, asked, context.scale) or Bands()
    first = Terms(
        since=since,
        target=asked.target,
        bands=bands,
        minimum=asked.minimum,
        share_of_days=asked.share_of_days,
    )
    first = with_own_targets(section, first, context.rated)
    return _with_revisions(section, first, context)


def _with_revisions(section: Section, first: Terms, context: TermsContext) -> tuple[Terms, ...]:
    terms = [first]
    for table in section.tables("revisions"):
        revision = Section(table, section.remarks, REVISION)
        revised = _revised(revision, terms[-1], context)
        if revised is not None:
            terms.append(revised)
    return tuple(terms)


def _revised(revision: Section, previous: Terms, context: TermsContext) -> Terms | None:
    revision.require("from", "the first day of the revised terms")
    since = revision.read("from", quantities.day)
    if since is not None and since <= previous.since:
        report_overlap(revision, previous.since)
        return None
    asked = read_asked(revision, context.scale.unit, previous)
    check_amendment(revision, context.amendments)
    if asked is None:
        read_bands(revision, context.scale.unit)
        return None
    if "target" in revision:
        check_target(revision, asked.target, context.scale)
    bands = _bands(revision, asked, context.scale)
    if bands is None:
        bands = bands_past(previous.bands, asked.rated_target)
    applies = _applies(revision, asked, previous)
    if since is None:
        return None
    revised = Terms(
        since=since,
        target=asked.target,
        bands=bands,
        minimum=asked.minimum,
        share_of_days=asked.share_of_days,
        applies=applies,
        amendment=revision.text("amendment"),
    )
    return with_own_targets(revision, revised, context.rated, previous)


def _bands(section: Section, asked: Asked, scale: Scale) -> Bands | None:
    """Return the bands under `bands`, which of a share of days are shares too."""
    if asked.share_of_days is not None:
        scale = Scale(unit=PERCENT)
    bands = read_bands(section, scale.unit)
    if bands is not None:
        check_bands(section, bands, asked.rated_target, scale)
    return bands


def _applies(revision: Section, asked: Asked, previous: Terms) -> Applies:
    """Return how the revision applies to the period in which it begins."""
    applies = revision.word("applies", Applies) or Applies.LAST_DAY
    if applies is Applies.PRO_RATA and not _has_mean(asked, previous):
        revision.remarks.error(
            revision.place_of("applies"),
            "does-not-fit",
            found=f"{applies}, of targets of different kinds",
            expected="a target on the same side as before, or `applies: last day`",
        )
    return applies


def _has_mean(asked: Asked, previous: Terms) -> bool:
    same_side = asked.target.direction is previous.target.direction
    return same_side and (asked.share_of_days is None) == (previous.share_of_days is None)
