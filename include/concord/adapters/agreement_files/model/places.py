"""Calendars, sites and services: where, when and what is delivered, and for how much."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Either, Key, Many, Named, Shape
from concord.domain.charges import ChargeBase
from concord.domain.service_level import Applies

_PARTICULARS = (
    Key("subdivision", kinds.TEXT, "A part of the country.", example="ENG"),
    Key("extra_days", Many(of=kinds.DAY), "Days off beside the public ones."),
)
CALENDAR_REVISION = Shape(
    name="calendar revision",
    meaning="What changed of a calendar, from a day on; the rest stays.",
    keys=(
        Key("from", kinds.DAY, "The first day it holds.", required=True),
        Key("country", kinds.CALENDAR_CODE, "Whose public holidays are days off from then on."),
        *_PARTICULARS,
        Key("working_hours", kinds.HOURS, "When people work from then on."),
        Key("amendment", kinds.TEXT, "The amendment that says so."),
    ),
)
CALENDAR_TABLE = Shape(
    name="calendar",
    meaning="Public holidays with particulars of one's own.",
    keys=(
        Key("country", kinds.CALENDAR_CODE, "Whose public holidays are days off.", required=True),
        *_PARTICULARS,
        Key("working_hours", kinds.HOURS, "When people work.", default='"09:00-17:00"'),
        Key("revisions", Many(of=CALENDAR_REVISION), "What amendments changed."),
    ),
)
CALENDAR = Either(ways=(kinds.CALENDAR_CODE, CALENDAR_TABLE))

SERVICE_HOURS = Shape(
    name="service hours",
    meaning="When a service is open. Hours may go past midnight: they belong to the day on "
    "which they begin.",
    keys=(
        Key("days", kinds.WEEKDAYS, "On which days.", default="mon-sun", example="mon-sat"),
        Key("time", kinds.HOURS, "From when to when.", default='"00:00-24:00"'),
        Key("timezone", kinds.ZONE, "On whose clock.", default="the agreement's"),
        Key(
            "closed_on",
            CALENDAR,
            "Whose public holidays it is closed on.",
            default="open on holidays too",
        ),
    ),
)

SITE = Shape(
    name="site",
    meaning="One place from which a service is delivered, with its own clock and holidays.",
    keys=(
        Key("name", kinds.TEXT, "As reports show it.", default="the id"),
        Key("timezone", kinds.ZONE, "Its clock.", default="the agreement's"),
        Key("calendar", CALENDAR, "Its holidays.", default="the agreement's"),
        Key("hours", kinds.HOURS, "When people work there.", example='"22:00-06:00"'),
    ),
)

CHARGES_REVISION = Shape(
    name="charges revision",
    meaning="Charges from a day on; what is not named stays.",
    keys=(
        Key("from", kinds.DAY, "The first day they hold.", required=True),
        Key("fixed", kinds.AMOUNT, "The new fixed charges of a month."),
        Key("per_unit", kinds.AMOUNT, "The new price of one unit.", example="2.50"),
        Key(
            "applies",
            kinds.word("a rule", Applies),
            "Whether the charges in force on the last day of a month are those of all of it, or "
            "each day has its own.",
            default="last day",
        ),
        Key("amendment", kinds.TEXT, "The amendment that says so."),
    ),
)
CHARGES = Shape(
    name="charges",
    meaning="What the service costs, in its currency, without tax and pass-through. Of a month "
    "in which the contract or the service begins or ends, fixed charges are due by the day. "
    "While the charges of a month are not known, neither are credits that are a percentage of "
    "them.",
    keys=(
        Key("fixed", kinds.AMOUNT, "The fixed charges of a month."),
        Key("revisions", Many(of=CHARGES_REVISION), "What amendments changed."),
        Key(
            "months",
            Named(what="month", of=kinds.AMOUNT),
            "The charges of single months as they came to be; they stand for all the rest.",
            example="{2026-10: 118000.00}",
        ),
        Key("per_unit", kinds.AMOUNT, "The price of one unit.", example="2.50"),
        Key("variable", kinds.EXPRESSION, "What is counted as units.", example='"sum(handled)"'),
        Key(
            "amount",
            kinds.EXPRESSION,
            "What the lines of a source come to, in place of fixed charges and units.",
            example="\"sum(net) filter (where kind = 'charge')\"",
        ),
        Key(
            "source",
            kinds.SOURCE,
            "Which source units or amounts are counted from.",
            default="the one that has the columns",
        ),
        Key(
            "currency_column",
            kinds.COLUMN,
            "The column with the currency of a line: a month in which another one than the "
            "service's stands is not added up.",
            example="currency",
        ),
        Key("pass_through", kinds.AMOUNT, "Costs handed on in a month, on top.", example="900.00"),
        Key("tax", kinds.PERCENT, "Tax, on top.", example="20 %"),
        Key(
            "credits_of",
            kinds.word("a base", ChargeBase),
            "What credits are a percentage of: the charges without tax and pass-through, or "
            "with one of them or both.",
            default="net",
        ),
    ),
)
SERVICE = Shape(
    name="service",
    meaning="One service bought, with its own statement of work, currency and charges.",
    keys=(
        Key("name", kinds.TEXT, "As reports show it.", default="the id"),
        Key("sow", kinds.TEXT, "Its statement of work.", example="SOW-1"),
        Key("currency", kinds.CURRENCY, "The currency of its charges and credits."),
        Key("charges", CHARGES, "What it costs a month."),
        Key("from", kinds.DAY, "The first day it is charged.", default="the contract's start"),
        Key(
            "until",
            kinds.DAY,
            "The last day it is charged.",
            default="the contract's end, unless that renews by itself",
        ),
        Key("hours", SERVICE_HOURS, "When it is open."),
        Key("owner", kinds.PERSON, "Who looks after it on the client's side."),
    ),
)
