"""Files and folders: what cannot be read at all, and what is left out."""

from concord.adapters.agreement_files.file_text import LARGEST_FILE
from concord.adapters.agreement_files.rules.rule import Document, Folder, Piece, Rule, Topic
from concord.domain.finding import Severity

_PLAIN = b"partner: northwind\n"

FILES = Topic(
    title="Files and folders",
    rules=(
        Rule(
            id="unreadable-file",
            severity=Severity.ERROR,
            meaning="The file is there and cannot be read: a folder has its name, a link leads "
            "nowhere, or its rights forbid it. Nothing of this partner is known until "
            "it can.",
            mend="Look at what the finding says. Rename a folder that ends in .yaml, or give "
            "the user that Concord runs as the right to read the file.",
            example=Folder(
                wrong={"northwind.yaml": None},
                right={"northwind.yaml": _PLAIN},
                wrong_in_words="northwind.yaml is a folder",
                right_in_words="northwind.yaml is a file",
            ),
        ),
        Rule(
            id="too-large",
            severity=Severity.ERROR,
            meaning="The file is larger than any agreement can be. A workbook or a log was "
            "probably saved under its name.",
            mend="Look into the file. An agreement of a hundred service levels has about 50 "
            "KB; the limit is 512 KB.",
            example=Folder(
                wrong={"northwind.yaml": b"#" * (LARGEST_FILE + 1)},
                right={"northwind.yaml": _PLAIN},
                wrong_in_words="northwind.yaml has more than 512 KB",
                right_in_words="northwind.yaml has 6 KB",
            ),
        ),
        Rule(
            id="not-utf-8",
            severity=Severity.ERROR,
            meaning="The file is not text in UTF-8: names with accents would be shown wrongly, "
            "or it is no text at all but a workbook or a PDF.",
            mend="Save it once more with the encoding UTF-8. Editors offer that under Save "
            "as; in Windows Notepad the list stands beside the button Save.",
            example=Folder(
                wrong={"northwind.yaml": b"partner: northwind\nname: Caf\xe9 Northwind\n"},
                right={"northwind.yaml": "partner: northwind\nname: Café Northwind\n".encode()},
                wrong_in_words="name: Café Northwind, saved in Windows' own encoding (cp1252)",
                right_in_words="name: Café Northwind, saved in UTF-8",
            ),
        ),
        Rule(
            id="ignored-file",
            severity=Severity.WARNING,
            meaning="A file in the folder looks like an agreement, and its name does not end in "
            ".yaml in small letters. It is not read: a partner may be missing, or the "
            "organisation.",
            mend="Rename the file as the finding suggests, or move it out of the folder.",
            example=Folder(
                wrong={"northwind.yaml": _PLAIN, "harbour.yml": b"partner: harbour\n"},
                right={"northwind.yaml": _PLAIN, "harbour.yaml": b"partner: harbour\n"},
                wrong_in_words="northwind.yaml and harbour.yml",
                right_in_words="northwind.yaml and harbour.yaml",
            ),
        ),
        Rule(
            id="no-agreements",
            severity=Severity.WARNING,
            meaning="There is no agreement in the folder, so that nothing is collected, "
            "assessed or reminded of.",
            mend="Write the first one, or let `concord init` propose it from a partner's "
            "workbook. Where there should be some, CONCORD_AGREEMENTS names another "
            "folder.",
            example=Folder(
                wrong={"organisation.yaml": b"name: Meridian Retail\n"},
                right={"northwind.yaml": _PLAIN},
                wrong_in_words="organisation.yaml alone",
                right_in_words="organisation.yaml and northwind.yaml",
            ),
        ),
        Rule(
            id="no-folder",
            severity=Severity.ERROR,
            meaning="The folder that is to hold the agreements is not there, or it is a file.",
            mend="Create it, or name the right one in CONCORD_AGREEMENTS.",
            example=Folder(
                wrong={},
                right={"northwind.yaml": _PLAIN},
                wrong_in_words="CONCORD_AGREEMENTS names a folder that is not there",
                right_in_words="CONCORD_AGREEMENTS names the folder with northwind.yaml",
                wrong_checked="nowhere",
            ),
        ),
        Rule(
            id="duplicate-partner",
            severity=Severity.ERROR,
            meaning="Two files speak of one partner. Neither is used, since nobody could tell "
            "which of them was signed.",
            mend="Keep the file that holds, and move the other one out of the folder. A "
            "change of terms is a revision within the file.",
            example=Folder(
                wrong={"northwind.yaml": _PLAIN, "northwind-2027.yaml": _PLAIN},
                right={
                    "northwind.yaml": _PLAIN,
                    "northwind-2027.yaml": b"partner: northwind-2027\n",
                },
                wrong_in_words="partner: northwind, in two files",
                right_in_words="partner: northwind, in one file",
            ),
        ),
        Rule(
            id="organisation-has-errors",
            severity=Severity.ERROR,
            meaning="The organisation file has errors. Zone, calendar and people of the client "
            "come from it, so that no agreement beside it can be used.",
            mend="Mend the errors of organisation.yaml, which are listed before this one.",
            example=Folder(
                wrong={"northwind.yaml": _PLAIN, "organisation.yaml": b"nme: Meridian Retail\n"},
                right={"northwind.yaml": _PLAIN, "organisation.yaml": b"name: Meridian Retail\n"},
                wrong_in_words="organisation.yaml: nme: Meridian Retail",
                right_in_words="organisation.yaml: name: Meridian Retail",
                also=("unknown-key",),
            ),
        ),
        Rule(
            id="to-confirm",
            severity=Severity.ERROR,
            meaning="A proposed agreement marks what was guessed from the partner's "
            "workbooks. Somebody must look at each guess before money follows from "
            "it.",
            mend="Compare the value with the contract, correct it where it is wrong, and "
            "delete the comment that begins with CONFIRM.",
            example=Piece(
                wrong="  end: 2027-03-31  # CONFIRM: the last day of the term",
                right="  end: 2027-03-31",
            ),
        ),
        Rule(
            id="not-yet",
            severity=Severity.INFO,
            meaning="The agreement names something that this version reads and keeps, and "
            "does not act on yet. It is no mistake.",
            mend="Nothing must be done. Leave it as it was agreed; a later version acts on it.",
            example=Document(
                wrong="partner: northwind\npeople:\n"
                "  - {id: ana, role: sponsor, email: ana@northwind.example, slack: U024BE7}\n",
                right="partner: northwind\npeople:\n"
                "  - {id: ana, role: sponsor, email: ana@northwind.example}\n",
            ),
        ),
    ),
)
