"""The credit ledger: what credits came to, entry by entry, and every sum over it."""

from concord.domain.ledger.cause import Changes, cause_of
from concord.domain.ledger.choice import dispute_numbered, line_named, proposal_numbered
from concord.domain.ledger.consent import (
    LedgerRefusedError,
    check_limit,
    consenting,
    people_needed,
)
from concord.domain.ledger.dispute import (
    Dispute,
    disputable,
    disputes,
    disputes_too_high,
    issued,
    last_day_to_dispute,
    resolution,
    window_end,
)
from concord.domain.ledger.entry import (
    BALANCE,
    COMPUTED,
    OWED,
    EntryKind,
    LedgerEntry,
    LedgerLine,
)
from concord.domain.ledger.event import LedgerEvent, LedgerEventKind
from concord.domain.ledger.ledger import Ledger, total
from concord.domain.ledger.posting import (
    Delta,
    Due,
    deltas,
    dues,
    not_known,
    openings,
)
from concord.domain.ledger.proposal import Proposal, news, proposals, why_it_waits
from concord.domain.ledger.releasing import ChangeChoice, CreditChange
from concord.domain.ledger.sign_off import (
    SignOff,
    amounts_to_confirm,
    confirmations,
    missing_consents,
    unsigned_before,
)
from concord.domain.ledger.signing import ServiceMonth, SignOffAnswer, SignOffChoice
from concord.domain.ledger.statement import (
    MOVING,
    SignedMonth,
    Statement,
    content_of,
    statements,
)
from concord.domain.ledger.waiver import waivable, waivers_too_high

__all__ = [
    "BALANCE",
    "COMPUTED",
    "MOVING",
    "OWED",
    "ChangeChoice",
    "Changes",
    "CreditChange",
    "Delta",
    "Dispute",
    "Due",
    "EntryKind",
    "Ledger",
    "LedgerEntry",
    "LedgerEvent",
    "LedgerEventKind",
    "LedgerLine",
    "LedgerRefusedError",
    "Proposal",
    "ServiceMonth",
    "SignOff",
    "SignOffAnswer",
    "SignOffChoice",
    "SignedMonth",
    "Statement",
    "amounts_to_confirm",
    "cause_of",
    "check_limit",
    "confirmations",
    "consenting",
    "content_of",
    "deltas",
    "disputable",
    "dispute_numbered",
    "disputes",
    "disputes_too_high",
    "dues",
    "issued",
    "last_day_to_dispute",
    "line_named",
    "missing_consents",
    "news",
    "not_known",
    "openings",
    "people_needed",
    "proposal_numbered",
    "proposals",
    "resolution",
    "statements",
    "total",
    "unsigned_before",
    "waivable",
    "waivers_too_high",
    "why_it_waits",
    "window_end",
]
