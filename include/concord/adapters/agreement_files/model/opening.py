"""What stands open at a start in mid-contract, and how credits are settled."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.invoicing import INVOICE_LINES
from concord.adapters.agreement_files.model.shapes import Key, Many, Named, Shape
from concord.domain.settlement import SettledBy, Silence

PENDING = Shape(
    name="pending earn-back",
    meaning="A credit of an earlier period that may still be earned back.",
    keys=(
        Key("service_level", kinds.SERVICE_LEVEL, "Of which service level.", required=True),
        Key("period", kinds.PERIOD, "Of which period.", required=True, example="2026-08"),
        Key("amount", kinds.AMOUNT, "The credit, in the service's currency.", required=True),
    ),
)
OPENING = Shape(
    name="opening",
    meaning="How things stood when Concord began in the middle of a contract.",
    keys=(
        Key(
            "as_of",
            kinds.DAY,
            "At the end of which day; before the first period with effects.",
            required=True,
            example="2026-09-30",
        ),
        Key(
            "credits_this_year",
            Named(what="a service", of=kinds.AMOUNT),
            "What each service gave in credits in the running year of its cap.",
            example="{voice: 4113.20}",
        ),
        Key(
            "failed_last_period",
            Many(of=kinds.SERVICE_LEVEL),
            "The service levels whose last rated period was a miss: a miss in the next one is a "
            "repeat.",
            example="[aht]",
        ),
        Key(
            "earn_back_pending",
            Many(of=PENDING),
            "Credits that may still be earned back.",
        ),
    ),
)
SETTLEMENT = Shape(
    name="settlement",
    meaning="How confirmed credits are paid, and how long a statement may be disputed.",
    keys=(
        Key(
            "by",
            kinds.word("a form", SettledBy),
            "In which form the partner pays.",
            default="credit_note",
            later=True,
        ),
        Key(
            "within",
            kinds.SPAN,
            "How long after a credit is confirmed it must be settled.",
            default="no time is agreed",
            example="30 days",
        ),
        Key(
            "source",
            kinds.SOURCE,
            "The source that delivers invoice lines, to be matched with charges and confirmed "
            "credits.",
        ),
        Key("lines", INVOICE_LINES, "Which columns of that source hold what."),
        Key(
            "dispute_window",
            kinds.SPAN,
            "How long after a statement its lines may be disputed.",
            default="10 business days",
        ),
        Key(
            "silence",
            kinds.word("a meaning", Silence),
            "What it means when nobody objects within that time.",
            default="open",
        ),
        Key(
            "four_eyes_above",
            kinds.AMOUNT,
            "The amount from which on a line needs two people's consent.",
        ),
        Key(
            "approve_changes_above",
            kinds.AMOUNT,
            "The amount from which on a later change of a credit waits until somebody releases "
            "it.",
            default="changes are posted at once, until the month is final",
        ),
    ),
)
