"""Settling: invoices and credit notes, held against what was agreed and confirmed."""

from __future__ import annotations

from datetime import datetime

from concord.adapters.duckdb_observations import DuckDbRowEvidence
from concord.services.settle_invoices import Invoiced, match_invoices, settle
from concord.wiring.ledgers import Ledgers


class Settling(Ledgers):
    """What an installation does about what was billed."""

    def match_invoices(self, partner: str, now: datetime) -> Invoiced | None:
        """Return how a partner's invoices compare; None where nothing is said of them."""
        return match_invoices(
            self.agreement(partner),
            store=self.store,
            observations=self.observations,
            evidence=DuckDbRowEvidence(self.observations.root),
            now=now,
        )

    def settle(self, partner: str, now: datetime) -> Invoiced | None:
        """Post what credit notes have paid, and return how a partner's invoices compare."""
        found = self.match_invoices(partner, now)
        if found is not None:
            settle(self.agreement(partner), found, store=self.store, now=now)
        return found
