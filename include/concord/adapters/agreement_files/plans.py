"""Read the plans of a relationship: changes to come, continuity and exit."""

from __future__ import annotations

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.day_range import read_day_range
from concord.adapters.agreement_files.known_names import KnownNames
from concord.adapters.agreement_files.listed import read_listed, require_all
from concord.adapters.agreement_files.model.plans import CHANGE, CHANGE_STEP, CONTINUITY, EXIT
from concord.adapters.agreement_files.people import person_of, persons_of
from concord.adapters.agreement_files.section import Section
from concord.domain.people import Side
from concord.domain.quantity import parse_duration
from concord.domain.relationship import (
    ChangeKind,
    ChangeStep,
    ContinuityPlan,
    ExitPlan,
    PlannedChange,
)


def read_changes(root: Section, known: KnownNames) -> tuple[PlannedChange, ...]:
    """Return the changes that either side has announced."""
    return read_listed(root, "changes", CHANGE, lambda s: _change(s, known))


def _change(section: Section, known: KnownNames) -> PlannedChange | None:
    name, what = section.read("id", quantities.identifier), section.text("what")
    since, until = read_day_range(section, "from", "until")
    announced, _ = read_day_range(section, "announced", "from")
    kind, side = section.word("kind", ChangeKind), section.word("side", Side)
    notice = section.read("notice", quantities.positive_span)
    owner = person_of(section, "owner", known.people)
    audience, levels = persons_of(section, "audience", known.people), known.levels_of(section)
    steps = [
        _step(Section(table, section.remarks, CHANGE_STEP), known)
        for table in section.tables("steps")
    ]
    if name is None or not what or since is None:
        return None
    return PlannedChange(
        id=name,
        what=what,
        since=since,
        side=side or Side.PARTNER,
        kind=kind or ChangeKind.OTHER,
        until=until,
        announced=None if announced is not None and announced > since else announced,
        notice=notice,
        owner=owner,
        audience=audience,
        service_levels=levels,
        steps=tuple(step for step in steps if step.what),
    )


def _step(section: Section, known: KnownNames) -> ChangeStep:
    require_all(section, CHANGE_STEP)
    return ChangeStep(
        what=section.text("what"),
        owner=person_of(section, "owner", known.people),
        by=section.read("by", quantities.day),
    )


def read_continuity(root: Section, known: KnownNames) -> ContinuityPlan | None:
    """Return how work goes on after a disaster, None where nothing is said."""
    table = root.table_of("continuity")
    if table is None:
        return None
    section = Section(table, root.remarks, CONTINUITY)
    return ContinuityPlan(
        owner=person_of(section, "owner", known.people),
        plan=section.text("plan"),
        recovery_time=section.read("recovery_time", parse_duration),
        recovery_point=section.read("recovery_point", parse_duration),
        tested=section.read("tested", quantities.day),
        test_every=section.read("test_every", quantities.positive_span),
        call=persons_of(section, "call", known.people),
    )


def read_exit(root: Section, known: KnownNames) -> ExitPlan | None:
    """Return how the work is handed over at the end, None where nothing is said."""
    table = root.table_of("exit")
    if table is None:
        return None
    section = Section(table, root.remarks, EXIT)
    return ExitPlan(
        owner=person_of(section, "owner", known.people),
        plan=section.text("plan"),
        tested=section.read("tested", quantities.day),
        test_every=section.read("test_every", quantities.positive_span),
        help_for=section.read("help_for", quantities.span),
        hand_over=section.words("hand_over"),
        access_removed_within=section.read("access_removed_within", quantities.span),
        data_returned_within=section.read("data_returned_within", quantities.span),
        destruction_certificate=section.flag("destruction_certificate", default=False),
    )
