"""The tables of watching ourselves: rounds that came to their end, and alarms that were told."""

from sqlalchemy import Table

from concord.adapters.store.columns import moment, texts, words
from concord.adapters.store.tables import METADATA

FINISHED_ROUND = Table(
    "finished_round",
    METADATA,
    words("name", key=True),
    moment("first"),
    moment("last"),
)

TOLD_ALARM = Table(
    "told_alarm",
    METADATA,
    *texts("kind", "subject", key=True),
    moment("since"),
    moment("told"),
    moment("ended", null=True),
)
