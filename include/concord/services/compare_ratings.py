"""Compare what two agreements make of the same deliveries; keep nothing."""

from __future__ import annotations

from datetime import datetime

from concord.domain.agreement import Agreement
from concord.domain.rating_change import RatingChange, always, rating_changes
from concord.ports import Observations, Store
from concord.services.assess import assessed_under


def compare_ratings(
    old: Agreement, new: Agreement, *, store: Store, observations: Observations, now: datetime
) -> tuple[RatingChange, ...]:
    """Return what the newest terms of `new` would have made of the periods that `old` rated."""
    with store.transaction() as tx:
        submissions = tx.submissions.of_partner(old.partner)
    if not submissions:
        return ()
    before = assessed_under(old, submissions, observations, now)
    after = assessed_under(always(new), submissions, observations, now)
    return rating_changes(before, after)
