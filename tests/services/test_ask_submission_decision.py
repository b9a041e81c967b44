"""The question about a file: who is asked, what it says and shows, and how large it may be."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import FigureChange, PeriodEffect
from concord.domain.finding import Finding, Severity, quoted
from concord.domain.people import Side
from concord.domain.preview import LONGEST_CELL, MOST_COLUMNS, Preview, PreviewRow
from concord.domain.source import Restates
from concord.domain.submission import (
    ChangedCell,
    Restatement,
    Standing,
    Submission,
    Verdict,
)
from concord.domain.submission_decision import FileChoice
from concord.services.acceptance_effects import AcceptanceEffects
from concord.services.ask_submission_decision import (
    MOST_BYTES,
    FileQuestion,
    deciders,
    file_question,
)
from tests import builders
from tests.builders_report import an_agreement

WAITS = builders.submission(verdict=Verdict.QUARANTINED, rows_accepted=0)
HELD = builders.submission(standing=Standing.HELD)
NOTHING = AcceptanceEffects()
PREVIEW = Preview(
    sheet="Daily",
    columns=("A", "B"),
    rows=(PreviewRow(number=17, cells=("2026-10-01", "https://x.example|`")),),
)
EFFECTS = AcceptanceEffects(
    restatement=Restatement(
        partner="northwind",
        source="daily_ops",
        period=builders.period(),
        from_sha256="ef" * 32,
        to_sha256=WAITS.sha256,
        added=1,
        removed=2,
        changed=(ChangedCell(key="k", column="offered", old="1", new="2"),),
    ),
    months=(
        PeriodEffect(
            period=builders.period(),
            figures=(FigureChange(label="voice, Answer | rate", before="–", after="82.00 %"),),
            credits=(("GBP", Decimal(0), Decimal(2000)),),
        ),
    ),
)


def finding(number: int = 17, **changes: object) -> Finding:
    default = Finding(
        severity=Severity.ERROR,
        rule="type",
        where=f"Daily!D{number}",
        found=quoted("<b>`x`|"),
        expected="a *count*",
        message="No number.",
    )
    return replace(default, **changes)  # type: ignore[arg-type] # any field may be overridden


def question(
    waits: Submission = WAITS,
    effects: AcceptanceEffects = NOTHING,
    preview: Preview | None = PREVIEW,
    agreement: Agreement | None = None,
    reason: str = "",
) -> FileQuestion:
    return file_question(agreement or builders.agreement(), waits, reason, effects, preview)


def test_the_question_names_the_file_and_what_every_choice_does() -> None:
    asked = question()
    assert asked.title == (
        "Northwind Support Services: shall NW_daily_2026-10.xlsx count as it is?"
    )
    assert asked.choices == tuple(FileChoice)
    for words in (
        "| File | ` NW_daily_2026-10.xlsx ` (file-202) |",
        "| Period | October 2026 |",
        "| Rows | 62 read, 0 accepted |",
        "| Waits because | Its verdict is “quarantined”: what was found is below. |",
        "- **Accept as it is**: its valid rows count;",
        "- **Reject**: none of its rows count",
        "- **Ask again**: as above",
        "Without an answer nothing changes",
        "Accepting it changes no figure.",
    ):
        assert words in asked.body


def test_a_held_correction_is_asked_about_as_one() -> None:
    asked = question(HELD, EFFECTS, reason="The report for 2026-10 went out.")
    assert asked.title.endswith("shall NW_daily_2026-10.xlsx replace what was settled?")
    assert "| Waits because | The report for 2026-10 went out. |" in asked.body
    assert "followed by a revised one" in asked.body


def test_the_effects_are_told_in_rows_figures_and_money() -> None:
    body = question(effects=EFFECTS).body
    assert (
        "against the file efefefef, rows that come: 1, rows that go: 2, "
        "values that differ in rows that stay: 1." in body
    )
    assert "With it, figures of 1 month change; service credit of October 2026 GBP 0.00" in body
    assert "| October 2026 | voice, Answer \\| rate | – | 82.00 % |" in body


def test_what_cannot_be_accepted_is_not_offered() -> None:
    asked = question(replace(WAITS, observations=None, period=None), EFFECTS, preview=None)
    assert asked.choices == (FileChoice.REJECT, FileChoice.ASK_AGAIN)
    assert "there is nothing to accept" in asked.body
    assert "If it is accepted" not in asked.body
    assert "| Period | not known |" in asked.body
    assert "Its rows cannot be shown." in asked.body


def test_a_file_that_restates_its_period_replaces_it_whole() -> None:
    whole = builders.agreement(sources=(builders.source(key=(), restates=Restates.FILE),))
    assert "take the place of all that was delivered" in question(agreement=whole).body


def test_without_a_key_accepting_adds_rows() -> None:
    keyless = builders.agreement(sources=(builders.source(key=()),))
    assert "beside those of other files" in question(agreement=keyless).body
    gone = builders.agreement(sources=())
    assert "its valid rows count;" in question(agreement=gone).body


def test_findings_stand_gravest_first_with_their_places() -> None:
    remark = finding(3, severity=Severity.INFO, where="", found="")
    body = question(replace(WAITS, findings=(remark, finding()))).body
    row = "| error | ` Daily!D17 ` | `` '<b>`x`\\|' `` | a \\*count\\* | No number. |"
    assert row in body
    assert body.index(row) < body.index("| info | the file |  |")


def test_the_rows_are_shown_by_their_addresses_and_never_become_links() -> None:
    body = question().body
    assert "**Its rows** of the sheet ` Daily `, by their addresses" in body
    assert (
        "|  | A | B |\n|---|---|---|\n| 17 | ` 2026-10-01 ` | `` https://x.example\\|` `` |"
        in body
    )
    assert "| **17** |" in question(replace(WAITS, findings=(finding(17), finding(18)))).body
    text = question(preview=replace(PREVIEW, sheet=None)).body
    assert "**Its rows**, by their addresses" in text
    assert "cannot be shown" in question(preview=replace(PREVIEW, rows=())).body


@pytest.mark.parametrize(
    ("service_owner", "asked"),
    [(None, ["kim"]), ("kim", ["kim"]), ("lee", ["kim", "lee"]), ("ana", ["kim"])],
    ids=["the contract's owner", "each once", "and the service's owner", "nobody of the partner"],
)
def test_who_is_asked(service_owner: str | None, asked: list[str]) -> None:
    contract = an_agreement().contract
    assert contract is not None
    lee = builders.person(id="lee", side=Side.CLIENT, role="analyst")
    agreement = builders.agreement(
        contract=replace(contract, owner="kim"),
        services=(replace(builders.service(), owner=service_owner),),
    )
    agreement = replace(agreement, people=(*agreement.people, lee))
    assert [person.id for person in deciders(agreement, WAITS)] == asked
    other = replace(WAITS, service="chat")
    assert [person.id for person in deciders(agreement, other)] == ["kim"]


@settings(deadline=None)  # a busy machine is no defect
@given(
    st.lists(st.text(max_size=400), max_size=80),
    st.text(max_size=LONGEST_CELL),
    st.text(max_size=500),
)
def test_a_question_is_small_and_safe_whatever_the_file_holds(
    found: list[str], cell: str, name: str
) -> None:
    findings = tuple(finding(number, found=quoted(text)) for number, text in enumerate(found))
    cells = (quoted(cell, limit=LONGEST_CELL),) * MOST_COLUMNS
    preview = Preview(
        sheet="Daily",
        columns=tuple("ABCDEFGH"),
        rows=tuple(PreviewRow(number=number, cells=cells) for number in range(1, 19)),
    )
    figures = EFFECTS.months[0].figures * 200
    effects = replace(EFFECTS, months=(replace(EFFECTS.months[0], figures=figures),) * 20)
    body = question(replace(WAITS, findings=findings, file=name), effects, preview).body
    assert len(body.encode()) <= MOST_BYTES
    assert all(line.isprintable() for line in body.split("\n"))
