"""What no workbook tells, as commented-out examples in their place in an agreement."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_LEVELS = 3

BEFORE_SOURCES = (
    "# calendar: GB-ENG                # the partner's public holidays",
    "",
    "# services:                       # one service if left out; its charges are what credits",
    "#                                 # are a part of",
    "#   main: {name: Customer care, currency: GBP, charges: {fixed: 10000.00}}",
    "",
    "# people:                         # whom to write to, on both sides",
    "#   - {id: ana, side: partner, name: First Last, role: operations_manager,",
    "#      email: name@partner.example}",
    "#   - {id: kim, side: client, name: First Last, role: vendor_manager,",
    "#      email: name@client.example}",
    "",
    "# contract:                       # the term and the notice stand in the paper alone",
    "#   reference: MSA-0000",
    "#   start: YYYY-MM-DD",
    "#   end: YYYY-MM-DD",
    "#   notice: {period: 90 days}",
    "#   owner: kim",
    "",
)
SOURCE_EXAMPLES = (
    "    # drive: {connection: partner_drive, folder: Inbound}    # where the files are dropped",
    "    # due: 3 business days after period end at 17:00         # later, they are chased",
)
AFTER_KPIS = (
    "",
    "# escalation: standard",
    "# reports:",
    "#   monthly: {to: [kim, ana], formats: [mail, xlsx], day: 4th business day}",
)


def level_examples(kpis: Sequence[str]) -> tuple[str, ...]:
    """Return how targets are set for the first of the KPIs."""
    if not kpis:
        return ()
    return (
        "",
        "# service_levels:                 # what was promised: without it, nothing is rated",
        *(
            f"#   - {{id: {kpi}, kpi: {kpi}, target: at least … %, period: month}}"
            for kpi in kpis[:_MOST_LEVELS]
        ),
    )
