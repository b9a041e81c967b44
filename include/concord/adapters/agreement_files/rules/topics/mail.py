"""What the rules about where mail may go mean."""

from concord.adapters.agreement_files.rules.rule import ORGANISATION_FILE, Piece, Rule, Topic
from concord.domain.finding import Severity

_SPOKEN = "language: en\n"

MAIL = Topic(
    title="Where mail may go",
    rules=(
        Rule(
            id="not-a-domain",
            severity=Severity.ERROR,
            meaning=(
                "This is not a domain, such as stands after the @ of an address. Nobody could "
                "tell to whom mail may go."
            ),
            mend="Write the domain alone, such as acme.example; all below it belong to it.",
            example=Piece(
                wrong=f'{_SPOKEN}delivery: {{only_to: ["*.example"]}}\n',
                right=f"{_SPOKEN}delivery: {{only_to: [example]}}\n",
                instead_of=_SPOKEN,
                file=ORGANISATION_FILE,
                also=("organisation-has-errors",),
            ),
        ),
        Rule(
            id="not-an-https-address",
            severity=Severity.ERROR,
            meaning=(
                "Readers who want no more mails are led here by their mail programs, which call "
                "addresses by https alone."
            ),
            mend="Write the whole address, beginning with https:// and without spaces.",
            example=Piece(
                wrong=f"{_SPOKEN}delivery: {{unsubscribe: acme.example/mail}}\n",
                right=f"{_SPOKEN}delivery: {{unsubscribe: https://acme.example/mail}}\n",
                instead_of=_SPOKEN,
                file=ORGANISATION_FILE,
                also=("organisation-has-errors",),
            ),
        ),
        Rule(
            id="outside-delivery",
            severity=Severity.WARNING,
            meaning=(
                "No mail may go to this address, as `delivery` of organisation.yaml has it. A "
                "mail that is meant for it, too, goes to nobody and is dead."
            ),
            mend="Add the domain to `only_to`, or mend the address.",
            example=Piece(
                wrong=f"{_SPOKEN}delivery: {{only_to: [northwind.example]}}\n",
                right=f"{_SPOKEN}delivery: {{only_to: [northwind.example, meridian.example]}}\n",
                instead_of=_SPOKEN,
                file=ORGANISATION_FILE,
            ),
        ),
    ),
)
