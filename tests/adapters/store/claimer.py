"""Claim messages until none is left, and print each key: run beside others of its kind."""

import sys
from datetime import timedelta

from concord.adapters.store import SqlStore
from concord.domain.outbox import SendResult, SendVerdict
from tests.adapters.store.examples import NOON


def main(url: str, owner: str) -> None:
    """Send everything that waits, as `owner`."""
    store = SqlStore(url)
    queue = store.queue()
    while claim := queue.claim(owner, NOON, timedelta(minutes=2)):
        assert queue.settle(claim, SendResult(verdict=SendVerdict.SENT), NOON, None)
        sys.stdout.write(f"{claim.mail.key}\n")
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
