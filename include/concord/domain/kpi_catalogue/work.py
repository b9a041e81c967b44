"""Standard KPIs of work done: its quality, its turnaround, what waits and what it costs."""

from concord.domain.kpi_catalogue.standard import Better, Formula, Role, Standard, Variant
from concord.domain.quantity import PERCENT

_POOLED = "Ratio of sums over days, sites and months alike; never a mean of percentages."
_BACK_OFFICE = "Back-office practice"
CHECKED = Role(name="checked", meaning="items that were checked")


def _only(numerator: str, denominator: str) -> tuple[Variant, ...]:
    formula = Formula(numerator=numerator, denominator=denominator)
    return (Variant(word="", meaning="", formula=formula),)


QA = Standard(
    id="qa",
    name="Quality score",
    definition="Share of the points that monitored contacts could have reached.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(
        Role(name="scored", meaning="points reached, summed"),
        Role(name="possible", meaning="points that could be reached, summed"),
    ),
    variants=_only("sum({scored})", "sum({possible})"),
    aggregation=_POOLED,
    source="Quality monitoring practice",
)
ACCURACY = Standard(
    id="accuracy",
    name="Accuracy",
    definition="Share of checked items without an error.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(
        Role(name="correct", meaning="checked items without an error"),
        Role(name="wrong", meaning="checked items with an error"),
        CHECKED,
    ),
    option="counted",
    default="correct",
    variants=(
        Variant(
            word="correct",
            meaning="the file counts what was right",
            formula=Formula(numerator="sum({correct})", denominator="sum({checked})"),
        ),
        Variant(
            word="wrong",
            meaning="the file counts what was wrong",
            formula=Formula(
                numerator="sum({checked}) - sum({wrong})", denominator="sum({checked})"
            ),
        ),
    ),
    aggregation=_POOLED,
    source=_BACK_OFFICE,
)
TURNAROUND = Standard(
    id="turnaround",
    name="Turnaround within the agreed time",
    definition="Share of the items due in the period that were done in time; an item that is "
    "still open when it is due counts as late.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(
        Role(name="in_time", meaning="items due in the period that were done in time"),
        Role(name="due", meaning="items due in the period, done or not"),
    ),
    variants=_only("sum({in_time})", "sum({due})"),
    aggregation=_POOLED,
    source=_BACK_OFFICE,
    parameters=("within",),
)
BACKLOG = Standard(
    id="backlog",
    name="Backlog",
    definition="Items waiting at the end of the period.",
    unit="items",
    better=Better.LOWER,
    roles=(Role(name="waiting_items", meaning="items waiting at the end of a day"),),
    variants=(Variant(word="", meaning="", formula=Formula(value="sum({waiting_items})")),),
    aggregation="Summed over sites and queues on the last day with data; never over days.",
    source=_BACK_OFFICE,
    snapshot=True,
)
COST_PER_CONTACT = Standard(
    id="cost_per_contact",
    name="Cost per contact",
    definition="Cost of the service over the contacts it handled.",
    unit="per contact",
    better=Better.LOWER,
    roles=(
        Role(name="cost", meaning="cost, summed, in one currency"),
        Role(name="contacts", meaning="contacts handled"),
    ),
    variants=_only("sum({cost})", "sum({contacts})"),
    aggregation="Sum of costs over sum of contacts.",
    source="Contact-centre practice",
)
FORECAST_ACCURACY = Standard(
    id="forecast_accuracy",
    name="Forecast accuracy",
    definition="1 less the weighted absolute percentage error: how far the forecast was off, "
    "interval by interval, over the volume that came.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(
        Role(name="actual", meaning="volume that came, by interval"),
        Role(name="forecast", meaning="volume that was forecast for the same interval"),
    ),
    variants=_only("sum({actual}) - sum(abs({actual} - {forecast}))", "sum({actual})"),
    aggregation="Errors are taken row by row before they are summed: too high one day does "
    "not make up for too low another.",
    source="Kolassa and Schütz, Advantages of the MAD/Mean Ratio over the MAPE, Foresight 6, 2007",
)

WORK = (QA, ACCURACY, TURNAROUND, BACKLOG, COST_PER_CONTACT, FORECAST_ACCURACY)
