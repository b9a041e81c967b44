"""Replay what was delivered under a changed agreement; keep nothing."""

from __future__ import annotations

from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.backtest import Backtest, backtested
from concord.ports import Observations, Store
from concord.services.assess import assessed_under


def backtest(
    acting: Agreement,
    draft: Agreement,
    first: date,
    last: date,
    *,
    store: Store,
    observations: Observations,
    now: datetime,
) -> Backtest:
    """Return what `draft` would have made of the periods that end from `first` to `last`.

    Before is what stands on record; a period that is not on record is what the acting
    agreement comes to.  All of the past is replayed, since repeats, windows and yearly caps
    reach into the range.
    """
    with store.transaction() as tx:
        submissions = tx.submissions.of_partner(acting.partner)
        known = {a.period: a for a in tx.assessments.of_partner(acting.partner)}
    acted = {a.period: a for a in assessed_under(acting, submissions, observations, now)}
    after = assessed_under(draft, submissions, observations, now)
    return backtested(acting.partner, (acted | known).values(), after, first, last)
