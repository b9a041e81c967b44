"""`concord explain`: how one figure came about, from the agreement down to the cells."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from concord.adapters.agreement_files import load_agreement
from concord.cli.explain_json import document, without_figure
from concord.cli.explain_text import print_derivation, print_no_figure
from concord.cli.output import complain, console, counted, print_findings, progress
from concord.domain.agreement import Agreement
from concord.domain.derivation import Derivation, NoFigure
from concord.domain.kpi import Dimension
from concord.domain.period import MeasurementPeriod
from concord.services.assess import assess
from concord.services.collect import collect
from concord.services.explain import Asked, explain
from concord.wiring import deployment, trial_ports
from concord.wiring.explaining import explain_ports, trial_explain_ports

EXPLAINED, NO_FIGURE, COULD_NOT_RUN = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainOptions:
    """What a person asked for; without a `kpi` it is the one of the `service_level`.

    `trial` is an agreement and a folder to explain from, in place of the installation.
    """

    partner: str
    kpi: str | None
    period: str
    dimension: tuple[str, ...]
    service_level: str | None
    all_rows: bool
    as_json: bool
    trial: tuple[Path, Path] | None


def explain_figure(options: ExplainOptions, now: datetime) -> int:
    """Print the derivation; 0 explained, 1 there is no such figure, 2 it could not run."""
    agreement = _agreement(options)
    if agreement is None:
        return COULD_NOT_RUN
    try:
        asked = _asked(options, agreement)
    except ValueError as error:
        complain(str(error))
        return COULD_NOT_RUN
    found = _explained(options, agreement, asked, now)
    _print(options, agreement, asked, found)
    return EXPLAINED if isinstance(found, Derivation) else NO_FIGURE


def _agreement(options: ExplainOptions) -> Agreement | None:
    """Return the agreement, or None after having said why there is none."""
    if options.trial is None:
        return deployment().agreement(options.partner)
    file, folder = options.trial
    if not file.is_file() or not folder.is_dir():
        complain(f"There is no file {file} or no folder {folder}.")
        return None
    loaded = load_agreement(file)
    if loaded.agreement is None:
        print_findings(console(), loaded.findings)
        complain(f"{file} cannot be tried: mend its {counted(loaded.findings)}.")
        return None
    if loaded.agreement.partner != options.partner:
        complain(f"{file} is the agreement of {loaded.agreement.partner!r}.")
        return None
    return loaded.agreement


def _asked(options: ExplainOptions, agreement: Agreement) -> Asked:
    """Return what is asked for.  Raises ValueError with a sentence."""
    return Asked(
        kpi=_kpi(options, agreement),
        period=MeasurementPeriod.parse(options.period, agreement.year_start),
        dimension=_dimension(options.dimension),
        service_level=options.service_level,
    )


def _kpi(options: ExplainOptions, agreement: Agreement) -> str:
    wanted = options.service_level
    if wanted is None:
        if options.kpi is None:
            message = "Name the KPI before the period, or a service level (--service-level)."
            raise ValueError(message)
        return options.kpi
    level = next((level for level in agreement.service_levels if level.id == wanted), None)
    if level is None:
        known = ", ".join(level.id for level in agreement.service_levels) or "none"
        message = f"There is no service level {wanted!r}; known are {known}."
        raise ValueError(message)
    if options.kpi not in {None, level.kpi}:
        message = f"The service level {wanted} is on the KPI {level.kpi}."
        raise ValueError(message)
    return level.kpi


def _dimension(pairs: tuple[str, ...]) -> Dimension:
    found = []
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (name and equals):
            message = f"{pair!r} is no dimension; write for example site=manila."
            raise ValueError(message)
        found.append((name, value))
    return tuple(found)


def _explained(
    options: ExplainOptions, agreement: Agreement, asked: Asked, now: datetime
) -> Derivation | NoFigure:
    if options.trial is None:
        here = deployment()
        # A figure is explained by the version that it names, not by the one that acts now.
        named = here.figure_agreement(agreement.partner, asked.period)
        return explain(named, explain_ports(here), asked, now)
    with TemporaryDirectory(prefix="concord-explain-") as scratch, progress("Computing …"):
        ports = trial_ports(agreement, options.trial[1], Path(scratch))
        collection = ports.collection
        collect(agreement, collection, now)
        assess(agreement, store=collection.store, observations=collection.observations, now=now)
        return explain(agreement, trial_explain_ports(ports, Path(scratch)), asked, now)


def _print(
    options: ExplainOptions, agreement: Agreement, asked: Asked, found: Derivation | NoFigure
) -> None:
    if options.as_json:
        result = (
            document(agreement, found, all_rows=options.all_rows)
            if isinstance(found, Derivation)
            else without_figure(asked, found)
        )
        print(json.dumps(result, indent=2, ensure_ascii=False))  # noqa: T201 - the result
    elif isinstance(found, Derivation):
        print_derivation(console(), agreement, found, all_rows=options.all_rows)
    else:
        print_no_figure(console(), asked, found)
