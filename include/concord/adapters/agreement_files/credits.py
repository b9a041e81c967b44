"""Read the credit regimes, of whatever model: what a miss is worth, and since when."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.amendments import check_amendment, report_overlap
from concord.adapters.agreement_files.credit_conditions import AnyRegime, with_conditions
from concord.adapters.agreement_files.credit_scene import Scene
from concord.adapters.agreement_files.level_credits import read_flat, read_shortfall, read_tiers
from concord.adapters.agreement_files.model.credits import REGIMES, REVISIONS
from concord.adapters.agreement_files.model.shapes import Shape
from concord.adapters.agreement_files.nodes import Table
from concord.adapters.agreement_files.points_credits import read_conversion, read_points
from concord.adapters.agreement_files.pool_credits import read_pool
from concord.adapters.agreement_files.related_levels import check_related
from concord.adapters.agreement_files.remarks import Remarks, one_of
from concord.adapters.agreement_files.section import Section
from concord.domain.credit import (
    ConversionRegime,
    CreditModel,
    CreditRegime,
    FlatRegime,
    PointsRegime,
    PoolRegime,
    Regime,
    ShortfallRegime,
    TiersRegime,
)

COUNTING_POINTS = (CreditModel.POINTS, CreditModel.CONVERSION)
_ABOUT_REVISIONS = ("from", "amendment", "revisions")


def read_credits(root: Section, scene: Scene) -> tuple[CreditRegime, ...]:
    """Return the regimes that can be read, in the order of the file."""
    check_related(root)
    found: list[CreditRegime] = []
    covered: set[tuple[CreditModel, str]] = set()
    for table in root.tables("credits"):
        model = _model(Section.unchecked(table, root.remarks))
        if model is None:
            continue
        fitting = _fitting(table, model, REGIMES, root.remarks)
        section = Section(fitting, root.remarks, REGIMES[model])
        regime = _read(section, model, scene)
        if regime is not None:
            _check_only_one(section, model, regime, covered)
            found.append(regime)
    return tuple(found)


def _model(section: Section) -> CreditModel | None:
    section.require("model", one_of(CreditModel))
    return section.word("model", CreditModel)


def _fitting(
    table: Table, model: CreditModel, shapes: Mapping[CreditModel, Shape], remarks: Remarks
) -> Table:
    """Return a regime's mapping without keys of other models, which are reported."""
    own = shapes[model].by_name
    foreign = {
        key: [other.value for other in CreditModel if key in shapes[other].by_name]
        for key in table.entries
        if key not in own
    }
    for key, models in foreign.items():
        if models:
            remarks.error(
                table.key_places[key],
                "does-not-fit",
                found=key,
                expected=f"a key of the model {model}: {', '.join(sorted(own))}",
                advice=f"{key} is a key of the model {' and '.join(models)}",
            )
    kept = [key for key in table.entries if not foreign.get(key)]
    return Table(
        place=table.place,
        entries={key: table.entries[key] for key in kept},
        key_places={key: table.key_places[key] for key in kept},
    )


def _read(section: Section, model: CreditModel, scene: Scene) -> CreditRegime | None:
    """Return a regime with everything that it says, revisions too."""
    match model:
        case CreditModel.POINTS:
            return _whole(section, model, scene, read_points)
        case CreditModel.POOL:
            return _whole(section, model, scene, read_pool)
        case CreditModel.SHORTFALL:
            return _whole(section, model, scene, read_shortfall)
        case CreditModel.TIERS:
            return _whole(section, model, scene, read_tiers)
        case CreditModel.FLAT:
            return _whole(section, model, scene, read_flat)
        case CreditModel.CONVERSION:
            return _whole(section, model, scene, read_conversion)
        case _:  # pragma: no cover
            assert_never(model)


def _whole(
    section: Section,
    model: CreditModel,
    scene: Scene,
    reader: Callable[[Section, Scene], AnyRegime | None],
) -> AnyRegime | None:
    regime = reader(section, scene)
    conditions = None if regime is None else with_conditions(section, regime, scene)
    revisions: list[AnyRegime] = []
    latest = section
    for table in section.tables("revisions"):
        fitting = _fitting(table, model, REVISIONS, section.remarks)
        revision = Section(fitting, section.remarks, REVISIONS[model])
        since = _since(revision, revisions, scene.amendments)
        latest = Section(_amended(latest.table, fitting), section.remarks, REGIMES[model])
        revised = reader(latest, scene)
        if since is not None and revised is not None:
            changed = with_conditions(latest, revised, scene)
            amendment = revision.text("amendment")
            revisions.append(replace(changed, since=since, amendment=amendment))
    return None if conditions is None else replace(conditions, revisions=tuple(revisions))


def _since(
    revision: Section, before: Sequence[Regime], amendments: Collection[str]
) -> date | None:
    """Return from when a revision holds, None where it cannot be put in order."""
    revision.require("from", "the first day of the revised regime")
    check_amendment(revision, amendments)
    if not revision.table.entries.keys() - _ABOUT_REVISIONS:
        revision.remarks.error(
            revision.place,
            "missing-key",
            found="a revision that changes nothing",
            expected="the keys that change, with what they say from then on",
        )
    since = revision.read("from", quantities.day)
    latest = before[-1].since if before else None
    if since is not None and latest is not None and since <= latest:
        report_overlap(revision, latest)
        return None
    return since


def _amended(before: Table, revision: Table) -> Table:
    """Return a regime's mapping as a revision leaves it; what it does not name stays."""
    changes = [key for key in revision.entries if key not in _ABOUT_REVISIONS]
    kept = [key for key in before.entries if key != "revisions"]
    return Table(
        place=before.place,
        entries={key: before.entries[key] for key in kept}
        | {key: revision.entries[key] for key in changes},
        key_places={key: before.key_places[key] for key in kept}
        | {key: revision.key_places[key] for key in changes},
    )


def _check_only_one(
    section: Section,
    model: CreditModel,
    regime: CreditRegime,
    covered: set[tuple[CreditModel, str]],
) -> None:
    """Report what two regimes of one model are about, and points that are priced twice."""
    for name in _covers(regime):
        if (model, name) in covered:
            section.remarks.error(
                section.place,
                "duplicate-regime",
                found=f"a second regime of {model} for {name}",
                expected=f"one regime of {model} for each",
            )
        others = [m for m in COUNTING_POINTS if m is not model and (m, name) in covered]
        if others and model in COUNTING_POINTS:
            section.remarks.warning(
                section.place,
                "counted-twice",
                found=f"{model} beside {others[0]} for {name}",
                expected="one of the two: both turn the same points into money",
            )
        covered.add((model, name))


def _covers(regime: CreditRegime) -> tuple[str, ...]:
    """Return what a regime is about: a service as a whole, or service levels."""
    match regime:
        case PointsRegime() | ConversionRegime():
            return (regime.service,)
        case PoolRegime():
            names = (name for part in regime.categories for name in part.allocations)
            return tuple(dict.fromkeys(names))
        case ShortfallRegime() | TiersRegime() | FlatRegime():
            return (regime.service_level,)
        case _:  # pragma: no cover
            assert_never(regime)
