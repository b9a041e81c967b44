"""What YAML itself can do to a file: keys twice, tabs, anchors, and files that are no text."""

from concord.adapters.agreement_files.rules.rule import Document, Piece, Rule, Topic
from concord.domain.finding import Severity

DOCUMENT = Topic(
    title="The file as YAML",
    rules=(
        Rule(
            id="yaml-syntax",
            severity=Severity.ERROR,
            meaning="The file cannot be read from this place on, so nothing else in it was "
            "checked. The mistake stands at the place named or just before it: mostly a quote or "
            "a bracket that is never closed, a line that is not indented as its neighbours are, "
            "or a second colon in one line.",
            mend="Compare the line with the one above it. Close what is open, and put double "
            "quotes around a value that holds a colon with a space behind it, or that begins "
            "with one of @ % & * ! [ { or a backtick.",
            example=Piece(
                wrong="name: Northwind: Support Services",
                right='name: "Northwind: Support Services"',
                instead_of="name: Northwind Support Services",
            ),
        ),
        Rule(
            id="tab",
            severity=Severity.ERROR,
            meaning="A line is indented with a tab. How wide a tab is differs from editor to "
            "editor, so nobody could tell what belongs to what, and YAML refuses it.",
            mend="Replace the tab by spaces, two for each level. Most editors do so by "
            "themselves when the file's name ends in .yaml.",
            example=Piece(
                wrong="contract:\n\treference: MSA-2024-017",
                right="contract:\n  reference: MSA-2024-017",
            ),
        ),
        Rule(
            id="duplicate-key",
            severity=Severity.ERROR,
            meaning="One key stands twice in one place. Other programs silently take the last "
            "one; here neither is guessed to be the one that was agreed.",
            mend="Keep the line that says what was signed and delete the other one. The finding "
            "names the line of the first.",
            example=Piece(
                wrong="  end: 2027-03-31\n  end: 2028-03-31\n", right="  end: 2027-03-31\n"
            ),
        ),
        Rule(
            id="comma-inside-braces",
            severity=Severity.ERROR,
            meaning="Inside braces a comma begins the next key, so the figures behind it were "
            "taken for a key that has no value. An amount with a thousands sign is the usual "
            "cause.",
            mend="Put the value in double quotes, or write it without the comma. A key that is "
            "meant to be there needs a value.",
            example=Piece(
                wrong="charges: {fixed: 120,000.00}", right='charges: {fixed: "120,000.00"}'
            ),
        ),
        Rule(
            id="anchor",
            severity=Severity.ERROR,
            meaning="An anchor (&name) or an alias (*name) makes one part of the file stand for "
            "another, so that a reader of one line does not see what it says. They are refused, "
            "and with them the files that unfold to gigabytes.",
            mend="Write the value out at each place. Where the text itself begins with & or *, "
            "put it in double quotes.",
            example=Piece(wrong="  owner: &owner lee", right="  owner: lee"),
        ),
        Rule(
            id="merge",
            severity=Severity.ERROR,
            meaning="The merge key << copies the keys of another mapping to where it stands, so "
            "that terms hold which nobody reads there.",
            mend="Write the keys themselves, even where they are the same as elsewhere: an "
            "agreement is read by people, and each part is amended on its own.",
            example=Piece(
                wrong="  renewal: {<<: {automatic: true}, for: 12 months}",
                right="  renewal: {automatic: true, for: 12 months}",
            ),
        ),
        Rule(
            id="tag",
            severity=Severity.ERROR,
            meaning="A word that begins with ! is a YAML tag: it tells programs to read the "
            "value as something else. Every value here is read as it was written.",
            mend="Delete the tag. Where the text itself begins with !, put it in double quotes.",
            example=Piece(
                wrong="  reference: !text MSA-2024-017", right="  reference: MSA-2024-017"
            ),
        ),
        Rule(
            id="several-documents",
            severity=Severity.ERROR,
            meaning="A line of three dashes begins a second document in the same file. Only one "
            "could hold, and it would not be plain which.",
            mend="Give each partner a file of its own, and delete the line of dashes.",
            example=Document(
                wrong="partner: northwind\n---\npartner: harbour\n", right="partner: northwind\n"
            ),
        ),
        Rule(
            id="empty-file",
            severity=Severity.ERROR,
            meaning="There is nothing in the file but comments or blank lines, so there is no "
            "agreement with this partner.",
            mend="Write the agreement, beginning with `partner:`, or let `concord init` propose "
            "one from the partner's workbooks. Delete the file where it is not needed.",
            example=Document(wrong="# to be written\n", right="partner: northwind\n"),
        ),
        Rule(
            id="not-a-mapping",
            severity=Severity.ERROR,
            meaning="Keys with values are expected here (`key: value`, one a line), and a single "
            "value or a list was found. Nothing that may have been meant by it was read.",
            mend="Name what each value is, as the reference shows it for this key: "
            "`concord reference agreement` prints every key there is.",
            example=Piece(
                wrong="  notice: 90 days",
                right="  notice: {period: 90 days}",
                instead_of="  notice: {period: 90 days, reading: ordinary, "
                "deemed_receipt: 2 business days, to: joel}",
            ),
        ),
        Rule(
            id="too-deep",
            severity=Severity.ERROR,
            meaning="Lists or mappings stand in one another more than 20 levels deep. No "
            "agreement needs more than seven; reading such a file costs time and shows nothing.",
            mend="Look for brackets that were opened again and again without being closed.",
            example=Document(
                wrong="partner: " + "[" * 21 + "northwind" + "]" * 21 + "\n",
                right="partner: northwind\n",
            ),
        ),
    ),
)
