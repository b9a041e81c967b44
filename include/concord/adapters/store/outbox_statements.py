"""What sending asks of the outbox for every mail: made once, as making costs more than running.

Two senders take turns at SQLite's one write lock, and all that is done while it is held slows
down the other.  What is bound: `by` a moment, `of` a key, `sender` an installation.
"""

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, or_, select, update

from concord.adapters.store.outbox_tables import DELIVERY_HOLD, OUTBOX, OUTBOX_ATTEMPT
from concord.domain.outbox import OutboxState

LEASE_RAN_OUT = "The lease ran out before a verdict came."


def is_of(installation: str | BindParameter[str]) -> ColumnElement[bool]:
    """Return the condition that mails are an installation's own, or name none."""
    return or_(OUTBOX.c.installation == installation, OUTBOX.c.installation == "")


EXPIRE = (
    update(OUTBOX)
    .where(OUTBOX.c.state == OutboxState.SENDING, OUTBOX.c.lease_until <= bindparam("by"))
    .values(
        state=OutboxState.UNCERTAIN,
        lease_owner=None,
        lease_until=None,
        last_error=LEASE_RAN_OUT,
    )
)
"""Messages whose lease ran out become uncertain."""

OLDEST_DUE = (
    select(OUTBOX)
    .where(
        OUTBOX.c.state == OutboxState.PENDING,
        or_(OUTBOX.c.not_before.is_(None), OUTBOX.c.not_before <= bindparam("by")),
        is_of(bindparam("sender")),
        or_(~exists().where(DELIVERY_HOLD.c.released.is_(None)), OUTBOX.c.released_by != ""),
    )
    .order_by(OUTBOX.c.mail_date, OUTBOX.c.key)
    .limit(1)
    .with_for_update(skip_locked=True)
)
"""The message that goes out next: while delivery is held, only one that a person released."""

TAKE = update(OUTBOX).where(OUTBOX.c.key == bindparam("of"))
"""A message changes as its sender says."""

SETTLE = update(OUTBOX).where(
    OUTBOX.c.key == bindparam("of"),
    OUTBOX.c.state == OutboxState.SENDING,
    OUTBOX.c.lease_owner == bindparam("held_by"),
    OUTBOX.c.attempt == bindparam("in_attempt"),
)
"""The fence: a message changes only while this very attempt of its sender holds it."""

RECORD_VERDICT = update(OUTBOX_ATTEMPT).where(
    OUTBOX_ATTEMPT.c.key == bindparam("of"),
    OUTBOX_ATTEMPT.c.number == bindparam("numbered"),
    OUTBOX_ATTEMPT.c.verdict.is_(None),
)
"""The first verdict on an attempt stands."""
