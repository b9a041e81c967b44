"""KPIs: what is measured, by an expression of one's own or a standard one."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape

ABANDONS = (
    *("met", "ignored", "all_hurt", "in_time_excluded", "short_credited"),
    "short_excluded",
)
OWN_KPI = Shape(
    name="KPI",
    meaning="What is measured, as an SQL aggregate over the columns of one source.",
    keys=(
        Key("name", kinds.TEXT, "As reports show it.", default="the id"),
        Key(
            "unit",
            kinds.TEXT,
            "percent, seconds, points, or a word of one's own.",
            default="percent for a ratio, number for a value",
            example="seconds",
        ),
        Key(
            "numerator",
            kinds.EXPRESSION,
            "The upper part of a ratio of sums.",
            example='"sum(handle_s)"',
        ),
        Key(
            "denominator",
            kinds.EXPRESSION,
            "Its lower part: the volume.",
            example='"sum(answered)"',
        ),
        Key(
            "value",
            kinds.EXPRESSION,
            "Any other aggregate, instead of a ratio.",
            example='"quantile_cont(handle_s, 0.9)"',
        ),
        Key(
            "standard",
            kinds.TEXT,
            "A KPI of the catalogue, instead of expressions.",
            example="service_level",
        ),
        Key(
            "by",
            Many(of=kinds.COLUMN),
            "The dimensions by which it is measured besides the total; `[[site, team]]` "
            "crosses two.",
            example="[site]",
        ),
        Key(
            "source",
            kinds.SOURCE,
            "From which source.",
            default="the only one that has the columns",
        ),
        Key("service", kinds.SERVICE, "For which service.", default="the source's"),
        Key(
            "may_exceed_100",
            kinds.FLAG,
            "Whether a percentage above 100 is right.",
            default="false",
        ),
    ),
)

SERVICE_LEVEL_KPI = Shape(
    name="standard service level",
    meaning="The catalogue's service level, in the variant that the contract names.",
    keys=(
        *OWN_KPI.keys,
        Key("within", kinds.DURATION, "How fast an answer counts.", example="20 s"),
        Key("abandons", kinds.word("a variant", ABANDONS), "How callers who hang up count."),
        *(
            Key(role, kinds.COLUMN, meaning)
            for role, meaning in (
                ("answered_in", "Contacts answered in time."),
                ("answered", "Contacts answered."),
                ("abandoned", "Contacts given up."),
                ("abandoned_in", "Contacts given up in time."),
                ("abandoned_short", "Contacts given up at once."),
                ("offered", "All contacts; else answered and abandoned."),
            )
        ),
    ),
)
