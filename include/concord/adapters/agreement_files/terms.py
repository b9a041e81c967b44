"""Read what a service level asks for: its first terms, and their revisions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.amendments import check_amendment, report_overlap
from concord.adapters.agreement_files.bands import (
    bands_past,
    check_bands,
    read_bands,
    read_target,
)
from concord.adapters.agreement_files.model.service_levels import REVISION
from concord.adapters.agreement_files.section import Section
from concord.domain.quantity import Target
from concord.domain.service_level import Bands, Terms


def read_terms(
    section: Section, unit: str, in_force: date, amendments: Collection[str]
) -> tuple[Terms, ...]:
    """Return the terms by the day from which they hold; none where the target is unreadable."""
    section.require("target", "a target such as at least 80 %")
    since = section.read("in_force", quantities.day) or in_force
    written = section.written("target")
    target = None if written is None else read_target(written, unit, section.remarks)
    bands = read_bands(section, unit) or Bands()
    if target is None:
        return ()
    check_bands(section, bands, target)
    terms = [Terms(since=since, target=target, bands=bands)]
    for table in section.tables("revisions"):
        revision = Section(table, section.remarks, REVISION)
        revised = _revised(revision, unit, terms[-1], amendments)
        if revised is not None:
            terms.append(revised)
    return tuple(terms)


def _revised(
    revision: Section, unit: str, previous: Terms, amendments: Collection[str]
) -> Terms | None:
    revision.require("from", "the first day of the revised terms")
    since = revision.read("from", quantities.day)
    if since is not None and since <= previous.since:
        report_overlap(revision, previous.since)
        return None
    target = _revised_target(revision, unit, previous)
    check_amendment(revision, amendments)
    bands = read_bands(revision, unit)
    if bands is None:
        bands = bands_past(previous.bands, target)
    else:
        check_bands(revision, bands, target)
    if since is None:
        return None
    return Terms(since=since, target=target, bands=bands, amendment=revision.text("amendment"))


def _revised_target(revision: Section, unit: str, previous: Terms) -> Target:
    if "bands" not in revision:
        revision.require("target", "what is revised: a target, bands, or both")
    written = revision.written("target")
    target = None if written is None else read_target(written, unit, revision.remarks)
    return target or previous.target
