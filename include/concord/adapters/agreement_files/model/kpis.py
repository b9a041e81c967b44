"""KPIs: what is measured, by an expression of one's own or a standard one."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Either, Key, Many, Shape
from concord.domain.kpi_catalogue import CATALOGUE, DELIVERY_STANDARDS, Standard

_SHARED = (
    Key("name", kinds.TEXT, "As reports show it.", default="the id, or the standard's name"),
    Key(
        "by",
        Many(of=Many(of=kinds.COLUMN)),
        "The dimensions by which it is measured besides the total; `[[site, team]]` crosses two.",
        example="[site]",
    ),
    Key("source", kinds.SOURCE, "From which source.", default="the only one with the columns"),
    Key("service", kinds.SERVICE, "For which service.", default="the source's"),
    Key("may_exceed_100", kinds.FLAG, "Whether more than 100 % is right.", default="false"),
    Key(
        "unit",
        kinds.TEXT,
        "percent, seconds, points, or a word of one's own.",
        default="percent for a ratio, number for a value, or the standard's",
        example="seconds",
    ),
)
OWN_KPI = Shape(
    name="KPI",
    meaning="What is measured, as an SQL aggregate over the columns of one source.",
    keys=(
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
        *_SHARED,
    ),
)


def _standard(standard: Standard) -> Shape:
    """Return the shape of a KPI that names `standard` and maps its roles to columns."""
    keys = [
        Key(
            "standard",
            kinds.word("a standard KPI", (standard.id,)),
            "The KPI of the catalogue.",
            required=True,
        )
    ]
    if standard.option:
        words = [variant.word for variant in standard.variants]
        key = Key(
            standard.option,
            kinds.word("a variant", words),
            "Which variant the contract names: "
            + "; ".join(f"`{v.word}`: {v.meaning}" for v in standard.variants)
            + ".",
            required=not standard.default,
            default=standard.default,
        )
        keys.append(key)
    keys += [
        Key(name, kinds.DURATION, "The time that the columns were counted by; only shown.")
        for name in standard.parameters
    ]
    keys += [Key(role.name, kinds.COLUMN, f"Column of {role.meaning}.") for role in standard.roles]
    return Shape(
        name=f"standard KPI {standard.id}",
        meaning=standard.definition,
        keys=(*keys, *_SHARED),
    )


def _of_deliveries(standard: Standard) -> Shape:
    """Return the shape of a KPI that counts deliveries."""
    return Shape(
        name=f"standard KPI {standard.id}",
        meaning=standard.definition,
        keys=(
            Key(
                "standard",
                kinds.word("a standard KPI", (standard.id,)),
                "The KPI of the catalogue.",
                required=True,
            ),
            Key("name", kinds.TEXT, "As reports show it.", default="the standard's name"),
            Key(
                "sources",
                Many(of=kinds.SOURCE),
                "Whose deliveries count.",
                default="all sources",
                example="[daily_ops]",
            ),
            Key(
                "by",
                kinds.word("a dimension", ("source",)),
                "`source`: for each source besides the total.",
            ),
            Key("service", kinds.SERVICE, "For which service.", default="that of its sources"),
        ),
    )


STANDARD_KPIS = {name: _standard(standard) for name, standard in CATALOGUE.items()} | {
    name: _of_deliveries(standard) for name, standard in DELIVERY_STANDARDS.items()
}
KPI = Either(ways=(OWN_KPI, *STANDARD_KPIS.values()))
