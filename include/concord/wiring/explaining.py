"""The parts of explaining a figure: over an installation's records, or over a trial's."""

from __future__ import annotations

from pathlib import Path

from concord.adapters.duckdb_observations import DuckDbObservations, DuckDbRowEvidence
from concord.ports import Store
from concord.services.explain import ExplainPorts
from concord.services.try_agreement import TrialPorts
from concord.wiring.deployment import Deployment


def explain_ports(installation: Deployment) -> ExplainPorts:
    """Return ports over what an installation has recorded."""
    return _over(installation.store, installation.observations.root)


def trial_explain_ports(trial: TrialPorts, scratch: Path) -> ExplainPorts:
    """Return ports over what a trial in `scratch` has recorded."""
    return _over(trial.collection.store, scratch / "observations")


def _over(store: Store, rows: Path) -> ExplainPorts:
    return ExplainPorts(
        store=store, observations=DuckDbObservations(rows), evidence=DuckDbRowEvidence(rows)
    )
