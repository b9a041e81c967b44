"""Registers of a relationship: subcontractors, documents and risks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concord.domain.quantity import Span

WORST = 5
"""The most that likelihood and impact of a risk are rated at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcontractor:
    """Somebody through whom the partner delivers.

    `consent` is the day on which the client agreed to it, `flow_down` the duties that the
    partner must hand on; `contact` is a person's id.
    """

    name: str
    does: str = ""
    sites: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    consent: date | None = None
    flow_down: tuple[str, ...] = ()
    contact: str | None = None
    review: date | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper of the relationship; those in `read_by` must confirm that they have read it."""

    id: str
    name: str
    kind: str = "other"
    owner: str | None = None
    version: str = ""
    where: str = ""
    review: date | None = None
    review_every: Span | None = None
    read_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What may go wrong; likelihood and impact are rated from 1 to `WORST`.

    The partner sees it only where it is `shared`.
    """

    id: str
    what: str
    likelihood: int
    impact: int
    owner: str
    mitigation: str = ""
    review: date | None = None
    shared: bool = False

    @property
    def score(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRegister:
    """The risks, and the highest score that is borne without escalation."""

    risks: tuple[Risk, ...] = ()
    appetite: int | None = None

    @property
    def over_appetite(self) -> tuple[Risk, ...]:
        """The risks that score more than is borne; none where nothing was said."""
        if self.appetite is None:
            return ()
        return tuple(risk for risk in self.risks if risk.score > self.appetite)
