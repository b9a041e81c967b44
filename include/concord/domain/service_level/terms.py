"""Terms: what a service level asks for from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concord.domain.quantity import Target
from concord.domain.service_level.bands import Bands


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Target and bands in force from a day on; an amendment adds another `Terms`."""

    since: date
    target: Target
    bands: Bands
    amendment: str = ""
