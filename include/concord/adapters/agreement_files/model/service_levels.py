"""Service levels: what was agreed for a KPI, how it is judged, and how it changes."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Either, Key, Many, Named, Shape
from concord.domain.service_level import Applies, RoundingMode

NO_BANDS_MEANWHILE, SHIFTING_BANDS = "none", "shift with target"
MONEY = ("credits", "none")
NO_MONEY = "none"
BANDS = Named(what="band", of=kinds.EDGE)
ROUNDING = Shape(
    name="rounding",
    meaning="How a value is rounded before it is compared, as the contract words it.",
    keys=(
        Key("places", kinds.COUNT, "Decimal places.", required=True, example="2"),
        Key("mode", kinds.word("a mode", RoundingMode), "How halves go.", default="half_up"),
    ),
)
TARGET = Either(ways=(kinds.TARGET, kinds.DAYS_TARGET))
TARGETS = Named(what="value", of=kinds.TARGET)
STATED_TARGET = Shape(
    name="stated target",
    meaning="The target that the delivered rows state, in the KPI's unit. All rows of a period, "
    "and of each value under `for_each`, must state the same one; otherwise nothing is rated "
    "there, and a finding says so. Bands have no edges, only `beyond`.",
    keys=(
        Key(
            "at_least",
            kinds.STATED,
            "The column, or an expression over columns, of a target that is to be reached.",
            example='"target * 100"',
        ),
        Key("at_most", kinds.STATED, "The same of a target that is not to be exceeded."),
    ),
)
REVISION = Shape(
    name="service level revision",
    meaning="What an amendment changed: the terms from a day on.",
    keys=(
        Key("from", kinds.DAY, "The first day they hold.", required=True),
        Key("target", TARGET, "The new target.", default="as before"),
        Key(
            "targets",
            TARGETS,
            "The new targets of single values.",
            default="as before; with a new target those that are named here",
        ),
        Key("expected", kinds.THRESHOLD, "The new higher threshold.", default="as before"),
        Key("minimum", kinds.THRESHOLD, "The new lower threshold.", default="as before"),
        Key("share_of_days", kinds.PERCENT, "The new share of days that must reach the target."),
        Key(
            "bands",
            BANDS,
            "The new bands.",
            default="as before, without those at or better than the new target",
        ),
        Key("amendment", kinds.TEXT, "The amendment that says so.", example="A-3"),
        Key(
            "applies",
            kinds.word("a rule", Applies),
            "To a period in which it begins.",
            default="last day",
        ),
    ),
)
RAMP = Shape(
    name="ramp",
    meaning="Easier targets while the partner learns.",
    keys=(
        Key(
            "from",
            kinds.DAY,
            "Go-live: before it nothing is in force; the first full month is the first of the "
            "ramp.",
            required=True,
        ),
        Key(
            "months",
            Many(of=kinds.RAMP_MONTH),
            "The target of each month: its figure, or all of it where it is a range.",
            required=True,
            example="[60 %, 70 %, 75 %]",
        ),
        Key(
            "bands",
            kinds.word("a rule", (NO_BANDS_MEANWHILE, SHIFTING_BANDS)),
            "Whether a miss has a band meanwhile; without one it has no points either.",
            default="none",
        ),
    ),
)
SERVICE_LEVEL = Shape(
    name="service level",
    meaning="A KPI bound to a target.",
    keys=(
        Key("id", kinds.ID, "Its name in figures, issues and reports.", default="the KPI's id"),
        Key("name", kinds.TEXT, "As reports show it.", default="the KPI's name"),
        Key("kpi", kinds.KPI, "What is measured.", required=True),
        Key("service", kinds.SERVICE, "For which service.", default="the KPI's"),
        Key(
            "target",
            Either(ways=(*TARGET.ways, STATED_TARGET)),
            "What was agreed; needed unless there are two thresholds.",
            example="at least 80 %",
        ),
        Key(
            "targets",
            TARGETS,
            "What was agreed for single values of the dimension under `for_each`; the total and "
            "the other values have the `target`.",
            example="{manila: at least 82 %, cebu: at least 78 %}",
        ),
        Key(
            "period",
            kinds.TEXT,
            "Over what it is measured: day, week, month, quarter, half-year, year, "
            "`fiscal quarter`, `rolling 3 months`.",
            default="what the source covers",
            example="month",
        ),
        Key(
            "bands",
            BANDS,
            "How badly it is missed, mildest first; an edge belongs to the "
            "milder band, `beyond` names what lies past the last edge.",
            example="{minor: 78 %, serious: 75 %, severe: 70 %, threshold: beyond}",
        ),
        Key(
            "rounding",
            ROUNDING,
            "How the value is rounded before it is compared.",
            default="not at all",
        ),
        Key(
            "minimum_volume",
            kinds.TEXT,
            "The volume under which a period is not rated: of the KPI, or of a column.",
            example="500 offered",
        ),
        Key(
            "completeness",
            kinds.PERCENT,
            "The share of expected rows that must be there.",
            default="100 %",
        ),
        Key(
            "if_incomplete",
            kinds.TEXT,
            "What a period under that share is: `provisional`, or a miss from some time after its "
            "last delivery was due on (silence must not pay), until the data comes.",
            default="provisional",
            example="counts as severe 10 business days after due",
        ),
        Key("weight", kinds.AMOUNT, "Its share of the overall score.", default="1"),
        Key(
            "for_each",
            Many(of=Many(of=kinds.COLUMN)),
            "Rate each value of these dimensions too; `[[site, team]]` each combination of both.",
            example="[site]",
        ),
        Key("in_force", kinds.DAY, "The first day it holds.", default="the contract's start"),
        Key("until", kinds.DAY, "The last day it holds."),
        Key("revisions", Many(of=REVISION), "What amendments changed."),
        Key("ramp", RAMP, "Easier targets after go-live."),
        Key(
            "money",
            kinds.word("a rule", MONEY),
            "Whether a miss costs.",
            default="credits",
        ),
        Key(
            "expected",
            kinds.THRESHOLD,
            "The threshold that is harder to reach, instead of a target: missing it `nth` times "
            "within `window` is a default.",
            example="95 %",
        ),
        Key(
            "minimum",
            kinds.THRESHOLD,
            "The threshold that is easier to reach: missing it is a default at once.",
            example="90 %",
        ),
        Key(
            "nth",
            kinds.COUNT,
            "Which miss of `expected` is a default, and with it each further one; what is below "
            "`minimum` is a default of its own and does not count.",
            default="4",
        ),
        Key(
            "window",
            kinds.SPAN,
            "Within how long, up to the period's last day; a period counts on its last day.",
            default="12 months",
        ),
        Key(
            "critical",
            kinds.FLAG,
            "Whether a miss is a critical failure: its credit replaces the ordinary ones of its "
            "service and month.",
            default="false",
        ),
        Key(
            "related",
            kinds.TEXT,
            "A name for failures that have one cause: of the service levels that name the same, "
            "only the dearest failure of a month costs.",
            example="speed",
        ),
        Key(
            "stretch",
            kinds.TARGET,
            "A target beyond the agreed one, for which a credit regime may state a `bonus`.",
            example="at least 90 %",
        ),
        Key(
            "share_of_days",
            kinds.PERCENT,
            "The share of days that must reach the target; `95 % of days at least 80 %` says "
            "both. Bands are then those of the share, and the minimum volume that of a day.",
        ),
    ),
)
