"""From where mail goes out, and to which addresses."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape

MAIL_DELIVERY = Shape(
    name="delivery",
    meaning="From where mail goes out, and to which addresses: what keeps a copy for tests from "
    "writing to partners.",
    keys=(
        Key(
            "installation",
            kinds.INSTALLATION,
            "The only installation that writes to people: what CONCORD_INSTALLATION says there. "
            "Any other sends nothing, or all to `redirect_to`.",
            default="each",
        ),
        Key(
            "only_to",
            Many(of=kinds.DOMAIN),
            "The domains to which mail may go, with all below them.",
            default="all",
            example="[meridian.example, northwind.example]",
        ),
        Key(
            "redirect_to",
            kinds.MAIL,
            "To whom all mail of other installations goes, with a line that says who would have "
            "got it.",
            default="nobody: it waits",
        ),
        Key(
            "unsubscribe",
            kinds.HTTPS,
            "Where readers ask for no more of these mails by one click (RFC 8058): the address is "
            "called with the mail's key as `mail`. They can always write to `sender`.",
            default="by mail alone",
        ),
    ),
)
