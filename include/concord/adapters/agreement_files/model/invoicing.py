"""Invoice lines: which columns of a source hold what."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape

INVOICE_LINES = Shape(
    name="invoice lines",
    meaning="Which columns of the source hold what, and by which words a line's kind is told. "
    "Lines of other kinds, such as tax, are left alone.",
    keys=(
        Key(
            "invoice", kinds.COLUMN, "The number of the invoice or credit note.", default="invoice"
        ),
        Key("kind", kinds.COLUMN, "What a line is.", default="kind"),
        Key("net", kinds.COLUMN, "Its amount without tax.", default="net"),
        Key("refers_to", kinds.COLUMN, "The month that it is for.", default="refers_to"),
        Key("date", kinds.COLUMN, "The date of the invoice or credit note.", default="date"),
        Key(
            "service",
            kinds.COLUMN,
            "The id of the service that it is for.",
            default="the only service, unless there is a column `service`",
        ),
        Key(
            "currency",
            kinds.COLUMN,
            "Its currency.",
            default="the service's, unless there is a column `currency`",
        ),
        Key(
            "charges",
            Many(of=kinds.TEXT),
            "The words for charges.",
            default="[charge, invoice]",
            example="[Invoice, Service charge]",
        ),
        Key(
            "credit_notes",
            Many(of=kinds.TEXT),
            "The words for credit notes.",
            default="[credit note]",
            example="[Credit note, CN]",
        ),
    ),
)
