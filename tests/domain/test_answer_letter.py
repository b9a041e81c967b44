"""The answer: what became of each file, every place, the figures as read, and nothing raw."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from concord.domain.annotation import AnnotationForm
from concord.domain.answer_letter import (
    MOST_FILES,
    MOST_FINDINGS,
    answer_letter,
)
from concord.domain.answer_texts.wording import Language, Wording
from concord.domain.answered_file import AnsweredFile
from concord.domain.finding import Severity
from concord.domain.letter import Letter, Tone
from concord.domain.read_figures import ColumnTotal
from concord.domain.submission import Standing, Verdict
from tests import builders
from tests.domain.test_annotation import finding

AGREEMENT = builders.agreement()
ENGLISH = Wording(language=Language.ENGLISH)
OFFERED = ColumnTotal(
    column="Calls offered", total=Decimal(31_000), smallest=Decimal(900), largest=Decimal("1200.5")
)
SHARE = ColumnTotal(column="Share", total=None, smallest=Decimal(80), largest=Decimal(95))


def file(month: str = "2026-10", **changes: object) -> AnsweredFile:
    return AnsweredFile(submission=builders.submission(month, **changes))


def wrong(month: str = "2026-10", count: int = 1, **changes: object) -> AnsweredFile:
    return file(
        month,
        **{
            "verdict": Verdict.QUARANTINED,
            "rows_accepted": 0,
            "findings": tuple(finding(where=f"Daily!D{row}") for row in range(1, count + 1)),
            **changes,
        },
    )


def told(*files: AnsweredFile, language: Language = Language.ENGLISH) -> Letter:
    return answer_letter(AGREEMENT, files, Wording(language=language))


@pytest.mark.parametrize(
    ("changes", "title", "tone"),
    [
        ({}, "accepted", Tone.GOOD),
        (
            {"verdict": Verdict.ACCEPTED_WITH_WARNINGS},
            "accepted, with remarks",
            Tone.WARNING,
        ),
        ({"standing": Standing.HELD}, "waits for approval", Tone.WARNING),
        (
            {"verdict": Verdict.QUARANTINED},
            "cannot be used yet",
            Tone.BAD,
        ),
        ({"verdict": Verdict.REJECTED}, "could not be read", Tone.BAD),
    ],
)
def test_of_one_file_the_title_says_what_became_of_it(
    changes: dict[str, object], title: str, tone: Tone
) -> None:
    answered = AnsweredFile(submission=builders.submission("2026-10", **changes))
    letter = told(answered)
    assert letter.title == f"Northwind Support Services: NW_daily_2026-10.xlsx {title}"
    assert letter.tone is tone
    assert len(letter.paragraphs) == 1


def test_of_one_file_the_facts_are_told_on_the_partners_clock() -> None:
    letter = told(file(due=datetime(2026, 11, 4, 17, tzinfo=UTC), rows_read=1062))
    assert dict(letter.facts) == {
        "File": "NW_daily_2026-10.xlsx (file-202)",
        "Delivery": "daily_ops",
        "Period": "October 2026",
        "Received": "2 Nov 2026 08:00 Europe/London",
        "Rows read": "1,062",
        "Rows accepted": "62",
        "Due": "4 Nov 2026 17:00 Europe/London",
    }
    assert letter.tables == ()


def test_a_late_file_is_called_late() -> None:
    late = file(due=datetime(2026, 11, 2, 7, 59, tzinfo=UTC))
    assert dict(told(late).facts)["Due"] == "2 Nov 2026 07:59 Europe/London (late)"


def test_of_several_files_a_table_says_what_became_of_each() -> None:
    letter = told(file("2026-09"), wrong(), file("2026-08", period=None))
    assert letter.title == "Northwind Support Services: 3 files received, please look at 1"
    assert letter.tone is Tone.BAD
    assert letter.facts == ()
    assert letter.tables[0].rows == (
        ("NW_daily_2026-09.xlsx (September 2026)", "accepted", "62 of 62", "0, 0"),
        ("NW_daily_2026-10.xlsx (October 2026)", "cannot be used yet", "0 of 62", "1, 0"),
        ("NW_daily_2026-08.xlsx (not known)", "accepted", "62 of 62", "0, 0"),
    )


def test_several_files_with_nothing_to_remark_are_good_news() -> None:
    letter = told(file("2026-09"), file("2026-10"))
    assert letter.title == "Northwind Support Services: 2 files accepted"
    assert letter.tone is Tone.GOOD


def test_what_each_result_means_is_said_once_the_worst_first() -> None:
    letter = told(file("2026-08"), wrong("2026-09"), wrong("2026-10"))
    assert [text.partition(":")[0] for text in letter.paragraphs] == [
        "Cannot be used yet",
        "Accepted",
    ]


def test_who_waits_is_told_who_decides_and_what_to_do_meanwhile() -> None:
    (means,) = told(wrong()).paragraphs
    assert f"Somebody at {AGREEMENT.organisation.name} decides" in means
    assert "You need not wait" in means


def test_the_worst_files_come_first() -> None:
    letter = told(file("2026-10"), wrong("2026-08"), wrong("2026-09", 2))
    assert [table.caption[-12:] for table in letter.tables[1:]] == ["2026-09.xlsx", "2026-08.xlsx"]


def test_the_worst_findings_come_first() -> None:
    note = replace(finding(Severity.INFO, "A1"), expected="")
    mixed = (note, finding(Severity.WARNING), finding())
    table = told(wrong(findings=mixed)).tables[0]
    assert table.rows == (
        ("'9,4' – expected: a count", "Daily!D17 (Error)", "Write a whole number."),
        ("'9,4' – expected: a count", "Daily!D17 (Remark)", "Write a whole number."),
        ("'9,4'", "A1 (Note)", "Write a whole number."),
    )


@pytest.mark.parametrize("count", [MOST_FINDINGS, MOST_FINDINGS + 1])
def test_the_first_findings_stand_in_the_letter(count: int) -> None:
    table = told(wrong(count=count)).tables[0]
    assert len(table.rows) == MOST_FINDINGS
    assert (
        table.caption
        == {
            30: "What was found in NW_daily_2026-10.xlsx",
            31: "What was found in NW_daily_2026-10.xlsx: the first 30 of 31",
        }[count]
    )


@pytest.mark.parametrize(("more", "said"), [(0, False), (1, True)])
def test_of_more_files_than_anybody_reads_about_the_attachments_tell(
    more: int,
    said: bool,  # noqa: FBT001 -- a table
) -> None:
    sent = {"form": AnnotationForm.MARKED, "attached": True}
    files = [replace(wrong(), **sent) for _ in range(MOST_FILES + more)]  # type: ignore[arg-type] # as above
    letter = told(*files)
    assert len(letter.tables) == 1 + MOST_FILES
    assert any("in 1 further files" in text for text in letter.paragraphs) is said


def test_the_figures_are_told_as_they_were_read() -> None:
    letter = told(replace(file(), totals=(OFFERED, SHARE)))
    assert letter.tables[0].caption == "The figures in NW_daily_2026-10.xlsx as we read them"
    assert letter.tables[0].rows == (
        ("Calls offered", "31,000", "900", "1,200.5"),
        ("Share", "–", "80", "95"),
    )


@pytest.mark.parametrize(
    ("form", "attached", "says"),
    [
        (AnnotationForm.MARKED, True, "copies of your own workbooks"),
        (AnnotationForm.LISTED, True, "a list of what was found is attached"),
        (AnnotationForm.MARKED, False, "Not attached"),
        (AnnotationForm.LISTED, False, "Not attached"),
    ],
)
def test_the_letter_says_what_is_attached_and_what_is_not(
    form: AnnotationForm,
    attached: bool,  # noqa: FBT001 -- a table
    says: str,
) -> None:
    letter = told(replace(wrong(), form=form, attached=attached))
    assert says in letter.paragraphs[-1]
    assert len(letter.paragraphs) == 2


def test_in_another_language_all_of_it_is_said_in_that_language() -> None:
    letter = told(wrong(), file("2026-09"), language=Language.GERMAN)
    assert letter.title == "Northwind Support Services: 2 Dateien erhalten, davon 1 bitte prüfen"
    assert letter.tables[0].header[:3] == ("Datei", "Ergebnis", "Gültige Zeilen")
    assert letter.tables[1].rows[0][-1].startswith("Das ist keine Zahl")


def test_a_forged_name_is_shown_for_what_it_is() -> None:
    letter = told(file(file="NW\u202exslx.{partner}\r\nBcc: all.csv"))
    assert not {"\u202e", "\r", "\n"} & set(letter.title)
    assert "{partner}" in letter.title


def test_the_letter_names_the_language_that_it_is_written_in() -> None:
    assert [told(file(), language=each).language for each in Language] == ["en", "de", "es", "fr"]
