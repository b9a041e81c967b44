"""What sending is compared with."""

from __future__ import annotations

from bench import sending
from bench.comparison import Comparison, Measure

SENDING = tuple(
    Comparison(
        name=f"send-{provider}-{database}",
        what=(
            f"send {sending.MAILS:,} mails from an outbox in {database} to a loopback"
            f" {name} by two dispatchers, against two bare loops over ready mails"
        ),
        goal="≤ 10 s: 200 mails a second",
        most=10,
        prepare=sending.nothing,
        ours=sending.dispatching(provider, database),
        theirs=sending.bare(provider),
        measure=Measure.WALL,
    )
    for provider, name in (("smtp", "SMTP server"), ("sendgrid", "SendGrid"))
    for database in ("sqlite", "postgresql")
)
