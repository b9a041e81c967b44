"""Sources: which files are delivered, when, and how their cells are read."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.places import CALENDAR
from concord.adapters.agreement_files.model.shapes import Either, Key, Many, Named, Shape
from concord.domain.coverage import CoverageUnit
from concord.domain.period import PeriodLength
from concord.domain.source import ColumnType, DurationUnit, Restates

COLUMN = Shape(
    name="column",
    meaning="One column of the delivered table, under the name that expressions use.",
    keys=(
        Key(
            "from",
            Many(of=kinds.HEADER),
            "Its header; several spellings as a list.",
            default="its name",
        ),
        Key(
            "type",
            kinds.word("a type", ColumnType),
            "`count` is a whole number of at least 0, `number` any number, `percent` percentage "
            "points, `duration` a length of time.",
            required=True,
        ),
        Key(
            "unit",
            kinds.word("a unit", DurationUnit),
            "In what a plain number of a duration is written.",
        ),
        Key("one_of", Many(of=kinds.TEXT), "The values that may stand in a text column."),
        Key("at_most", kinds.COLUMN, "Another column whose value is never exceeded."),
        Key(
            "required", kinds.FLAG, "Whether the column must be there and filled.", default="true"
        ),
        Key(
            "prints",
            kinds.TEXT,
            "The KPI that it only prints, or the columns whose share it is: each cell is compared "
            "with the counts of its row, and a difference beyond its rounding is told. Nothing is "
            "computed from it.",
            default="the KPI of its name, where a column of percentages bears one",
            example='service_level, "answered of offered", "offered - answered of offered"',
        ),
        Key(
            "may_exceed_100",
            kinds.FLAG,
            "Whether a percentage of more than 100 % is right.",
            default="false",
        ),
        Key(
            "personal",
            kinds.FLAG,
            "Whether a text column tells of single people, such as agents: they are kept by "
            "pseudonyms, unless `privacy.personal_kpis` allows their names.",
            default="false",
        ),
    ),
)
DRIVE = Shape(
    name="drive",
    meaning="Where the files are dropped.",
    keys=(
        Key("connection", kinds.CONNECTION, "The Airflow connection of the drive.", required=True),
        Key("folder", kinds.TEXT, "A folder below it.", example="Northwind/Inbound"),
    ),
)
SHEET = Shape(
    name="sheet",
    meaning="Where in the workbook the table stands.",
    keys=(
        Key("name", kinds.TEXT, "The sheet.", default="the only one", example="Daily"),
        Key(
            "header_row",
            Either(ways=(kinds.word("found by itself", ("auto",)), kinds.COUNT)),
            "The row of the headers, from 1.",
            default="auto",
        ),
    ),
)
COVERAGE = Shape(
    name="coverage",
    meaning="Which rows a delivery must have to be complete.",
    keys=(
        Key(
            "every",
            kinds.word("a rhythm", CoverageUnit),
            "For which days there must be rows; `period`: one row is enough.",
            default="period",
        ),
        Key(
            "for_each",
            Many(of=kinds.COLUMN),
            "For each declared value of these columns; they need `one_of`.",
            example="[site]",
        ),
    ),
)
COMMENTS = Shape(
    name="comments",
    meaning="Where the partner explains a miss.",
    keys=(
        Key("sheet", kinds.TEXT, "The sheet of the comments.", required=True),
        Key(
            "columns",
            Named(what="part of the comment", of=kinds.HEADER),
            "Header of the KPI's name and of the text.",
            required=True,
        ),
    ),
)
REMINDERS = Shape(
    name="reminders",
    meaning="When the partner hears of a delivery that is due or has not come, by one mail for "
    "all of them. What is due daily is reminded of only where it is asked for.",
    keys=(
        Key(
            "before",
            Many(of=kinds.DELAY),
            "How long before the due time; `[]` for never.",
            default="[1 business day], of daily files never",
            example="[2 business days, 4 hours]",
        ),
        Key(
            "after",
            Many(of=kinds.DELAY),
            "How long after it a missing file is asked for, each time; from the second time on "
            "the client's owner is told, too.",
            default="[4 hours, 1 business day, 3 business days]",
            example="[1 business day, 3 business days]",
        ),
        Key(
            "escalate_after",
            kinds.DELAY,
            "How long after it a missing file becomes an issue, to be answered by the "
            "escalation policy.",
            default="at once",
            example="1 business day",
        ),
    ),
)
SOURCE = Shape(
    name="source",
    meaning="One kind of delivery. A table of its own is a source of its own.",
    keys=(
        Key("service", kinds.SERVICE, "Which service it tells of.", default="the only one"),
        Key("site", kinds.SITE, "Which site it comes from; its holidays and hours count."),
        Key("drive", DRIVE, "Where the files are dropped."),
        Key(
            "files",
            kinds.TEXT,
            "Their names: `*` and `?` as usual, `{period:%Y-%m}` where the period stands.",
            required=True,
            example='"NW_daily_{period:%Y-%m}*.xlsx"',
        ),
        Key(
            "covers",
            kinds.word("a length", PeriodLength),
            "How long one file's period is.",
            required=True,
        ),
        Key(
            "timezone",
            kinds.ZONE,
            "In which zone a day of the file is cut.",
            default="the agreement's",
        ),
        Key("due", kinds.DUE, "When a file is due after its period's end."),
        Key(
            "due_calendar",
            CALENDAR,
            "Whose business days count; `PH and GB-ENG` counts days worked in both.",
            default="the agreement's",
        ),
        Key("reminders", REMINDERS, "When it is reminded of, and asked for."),
        Key(
            "final_after",
            kinds.DUE,
            "After which later corrections need approval.",
            example="10 business days after period end",
        ),
        Key(
            "sheet",
            Either(ways=(SHEET, kinds.TEXT)),
            "Where the table stands.",
            default="the only sheet, its header found by itself",
        ),
        Key(
            "decimal",
            kinds.word("a sign", (".", ",")),
            "The decimal sign of text cells.",
            default='"."',
        ),
        Key("thousands", kinds.TEXT, "The sign that groups digits.", default="none"),
        Key(
            "date_order",
            kinds.word("an order", ("dmy", "mdy", "ymd")),
            "The order in dates written as text.",
            default="only ISO dates are read",
        ),
        Key(
            "null_tokens", Many(of=kinds.TEXT), "What stands for no value.", example='["n/a", "-"]'
        ),
        Key("delimiter", kinds.TEXT, "The sign between fields of a text file.", default='","'),
        Key("encoding", kinds.TEXT, "The encoding of a text file.", default="utf-8"),
        Key("coverage", COVERAGE, "Which rows make it complete."),
        Key(
            "key",
            Many(of=kinds.COLUMN),
            "The columns that identify a row.",
            example="[date, site]",
        ),
        Key(
            "restates",
            kinds.word("a rule", Restates),
            "What a newer file replaces: rows with the same key, or all of its period.",
            default="rows",
        ),
        Key("columns", Named(what="column", of=COLUMN), "The columns to be read.", required=True),
        Key(
            "day_column",
            kinds.COLUMN,
            "The column by which rows fall into periods.",
            default="`date`, or the only column with days",
        ),
        Key(
            "totals_rows",
            Many(of=kinds.TEXT),
            "How rows of totals begin; they are left out.",
            example="[Total, TOTAL]",
        ),
        Key("comments", COMMENTS, "Where the partner explains a miss.", later=True),
        Key(
            "direction",
            kinds.word("a direction", ("inbound", "outbound")),
            "Who delivers it: the partner, or the client.",
            default="inbound",
            later=True,
        ),
    ),
)
