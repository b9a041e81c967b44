"""Objectives in a report: in mail and workbook, only where there are any."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from concord.adapters.report_formats.html import report_mail
from concord.adapters.report_formats.objectives_section import objectives_section
from concord.adapters.report_formats.xlsx import report_workbook
from concord.domain.letter import Tone
from concord.domain.monthly_report import monthly_report
from concord.domain.objectives import ObjectiveProgress, ObjectiveState
from concord.domain.people import Side
from concord.domain.relationship import Objective
from tests.builders import at_least, kpi
from tests.builders_report import OCTOBER, report_facts

PROGRESS = ObjectiveProgress(
    objective=Objective(
        id="faster",
        what="=Answer <b>more</b>",
        kpis=("answer_rate",),
        target=at_least("90"),
        by=date(2026, 12, 31),
    ),
    kpi=kpi(),
    state=ObjectiveState.NO_DATA,
)
REPORT = monthly_report(report_facts(), OCTOBER, Side.CLIENT, None)
AIMING = replace(REPORT, objectives=(PROGRESS,))
# The reader of these tests knows no data bars; Excel and LibreOffice do.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


@pytest.mark.parametrize("state", ObjectiveState)
def test_every_state_has_its_word_and_tone(state: ObjectiveState) -> None:
    report = replace(REPORT, objectives=(replace(PROGRESS, state=state),))
    ((row,),) = (each.rows for each in objectives_section(report).grids)
    assert row[-1].text == state.replace("_", " ").capitalize()
    good = state in {ObjectiveState.REACHED, ObjectiveState.ON_COURSE}
    assert (row[-1].tone is Tone.GOOD) == good


def test_the_mail_has_the_section_where_there_are_objectives() -> None:
    body = report_mail(AIMING)
    assert "at least 90 % by 31 Dec 2026" in body.text
    assert "=Answer &lt;b&gt;more&lt;/b&gt;" in body.html
    assert "OBJECTIVES" not in report_mail(REPORT).text.upper()


def test_the_workbook_says_it_in_the_summary() -> None:
    book = openpyxl.load_workbook(BytesIO(report_workbook(AIMING)))
    rows = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    label = "=Answer <b>more</b>, at least 90 % by 31 Dec 2026"
    assert rows[label] == "–, no data: –"
