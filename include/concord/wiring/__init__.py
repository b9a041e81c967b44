"""The composition root: settings and connections in, a ready `Deployment` out."""

from __future__ import annotations

import os

from concord.adapters.environment_connections import EnvironmentConnections
from concord.ports import Connections
from concord.wiring.deployment import Deployment
from concord.wiring.reading import reading_ports
from concord.wiring.settings import Settings
from concord.wiring.trial import trial_ports

__all__ = ["Deployment", "Settings", "deployment", "reading_ports", "trial_ports"]


def deployment(connections: Connections | None = None) -> Deployment:
    """Return the installation that the environment describes."""
    settings = Settings.from_environment(os.environ)
    return Deployment(settings, connections or EnvironmentConnections(os.environ))
