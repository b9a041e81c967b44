"""Standard KPIs of contacts: how fast they are answered, given up, handled and handed on."""

from concord.domain.kpi_catalogue.standard import Better, Formula, Role, Standard, Variant
from concord.domain.quantity import PERCENT, SECONDS

_PRACTICE = "Contact-centre practice; Cleveland, Call Center Management on Fast Forward"
_POOLED = "Ratio of sums over days, sites and months alike; never a mean of percentages."
ANSWERED = Role(name="answered", meaning="contacts answered")
ABANDONED = Role(name="abandoned", meaning="contacts given up before an answer")
ABANDONED_SHORT = Role(
    name="abandoned_short", meaning="contacts given up within the first seconds"
)
OFFERED = Role(
    name="offered",
    meaning="all contacts that arrived; answered and abandoned together where it is not mapped",
    instead=("answered", "abandoned"),
)

SERVICE_LEVEL = Standard(
    id="service_level",
    name="Service level",
    definition="Share of contacts answered within the agreed time.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(
        Role(name="answered_in", meaning="contacts answered within the agreed time"),
        ANSWERED,
        ABANDONED,
        Role(name="abandoned_in", meaning="contacts given up within the agreed time"),
        ABANDONED_SHORT,
        OFFERED,
    ),
    option="abandons",
    parameters=("within",),
    variants=(
        Variant(
            word="met",
            meaning="a contact given up in time counts as met",
            formula=Formula(
                numerator="sum({answered_in}) + sum({abandoned_in})", denominator="sum({offered})"
            ),
        ),
        Variant(
            word="ignored",
            meaning="contacts given up do not count at all",
            formula=Formula(numerator="sum({answered_in})", denominator="sum({answered})"),
        ),
        Variant(
            word="all_hurt",
            meaning="every contact given up counts as missed",
            formula=Formula(numerator="sum({answered_in})", denominator="sum({offered})"),
        ),
        Variant(
            word="in_time_excluded",
            meaning="a contact given up in time does not count, a later one is missed",
            formula=Formula(
                numerator="sum({answered_in})",
                denominator="sum({offered}) - sum({abandoned_in})",
            ),
        ),
        Variant(
            word="short_credited",
            meaning="a contact given up within the first seconds counts as met",
            formula=Formula(
                numerator="sum({answered_in}) + sum({abandoned_short})",
                denominator="sum({offered})",
            ),
        ),
        Variant(
            word="short_excluded",
            meaning="a contact given up within the first seconds does not count",
            formula=Formula(
                numerator="sum({answered_in})",
                denominator="sum({offered}) - sum({abandoned_short})",
            ),
        ),
    ),
    aggregation=_POOLED,
    source=_PRACTICE,
)
ASA = Standard(
    id="asa",
    name="Average speed of answer",
    definition="Mean waiting time of the contacts that were answered.",
    unit=SECONDS,
    better=Better.LOWER,
    roles=(Role(name="waiting", meaning="waiting time of answered contacts, summed"), ANSWERED),
    variants=(
        Variant(
            word="",
            meaning="",
            formula=Formula(numerator="sum({waiting})", denominator="sum({answered})"),
        ),
    ),
    aggregation=_POOLED,
    source=_PRACTICE,
)
ABANDONMENT = Standard(
    id="abandonment",
    name="Abandonment rate",
    definition="Share of contacts given up before an answer.",
    unit=PERCENT,
    better=Better.LOWER,
    roles=(ABANDONED, ANSWERED, ABANDONED_SHORT, OFFERED),
    option="short_abandons",
    default="counted",
    variants=(
        Variant(
            word="counted",
            meaning="all of them count",
            formula=Formula(numerator="sum({abandoned})", denominator="sum({offered})"),
        ),
        Variant(
            word="forgiven",
            meaning="those within the first seconds are no abandonment, and stay offered",
            formula=Formula(
                numerator="sum({abandoned}) - sum({abandoned_short})",
                denominator="sum({offered})",
            ),
        ),
        Variant(
            word="excluded",
            meaning="those within the first seconds do not count at all",
            formula=Formula(
                numerator="sum({abandoned}) - sum({abandoned_short})",
                denominator="sum({offered}) - sum({abandoned_short})",
            ),
        ),
    ),
    aggregation=_POOLED,
    source=_PRACTICE,
)
AHT = Standard(
    id="aht",
    name="Average handle time",
    definition="Mean time from answer to the end of the work on a contact: talk, hold, wrap-up.",
    unit=SECONDS,
    better=Better.WITHIN,
    roles=(
        Role(
            name="handling",
            meaning="handle time, summed; talk, hold and wrap-up together where it is not mapped",
            instead=("talking", "holding", "wrapping_up"),
        ),
        Role(name="talking", meaning="talk time, summed"),
        Role(name="holding", meaning="hold time, summed"),
        Role(name="wrapping_up", meaning="after-contact work, summed"),
        Role(name="handled", meaning="contacts handled"),
    ),
    variants=(
        Variant(
            word="",
            meaning="",
            formula=Formula(numerator="sum({handling})", denominator="sum({handled})"),
        ),
    ),
    aggregation=_POOLED,
    source=_PRACTICE,
)
TRANSFER_RATE = Standard(
    id="transfer_rate",
    name="Transfer rate",
    definition="Share of answered contacts that were handed on to somebody else.",
    unit=PERCENT,
    better=Better.LOWER,
    roles=(Role(name="transferred", meaning="contacts handed on"), ANSWERED),
    variants=(
        Variant(
            word="",
            meaning="",
            formula=Formula(numerator="sum({transferred})", denominator="sum({answered})"),
        ),
    ),
    aggregation=_POOLED,
    source=_PRACTICE,
)

CONTACTS = (SERVICE_LEVEL, ASA, ABANDONMENT, AHT, TRANSFER_RATE)
