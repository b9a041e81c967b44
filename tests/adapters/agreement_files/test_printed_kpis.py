"""Columns that print a KPI: named, or by the name that they bear."""

import pytest

from concord.domain.printed_ratio import ColumnSum, PrintedRatio
from tests.agreement_texts import agreement_of, changed, findings_of

ANSWERED, OFFERED = ColumnSum(plus=("answered",)), ColumnSum(plus=("offered",))
RATE = PrintedRatio(part=ANSWERED, whole=OFFERED, times_100=True)
TIME = PrintedRatio(part=ColumnSum(plus=("handle_s",)), whole=ANSWERED)
PATH = "sources.daily.columns"


def with_column(name: str, rest: str, kpi: str = "") -> str:
    return changed("kpis:\n", f"      {name}: {{{rest}}}\nkpis:\n{kpi}")


def prints(text: str, name: str) -> PrintedRatio | None:
    return agreement_of(text).source("daily").column(name).prints


@pytest.mark.parametrize(
    ("rest", "ratio"),
    [
        ("type: percent, prints: answer_rate", RATE),
        ("type: number, prints: aht", TIME),
        ("type: duration, prints: aht", TIME),
        ("type: percent", None),
    ],
)
def test_a_column_prints_what_its_kpi_is_for_one_row(
    rest: str, ratio: PrintedRatio | None
) -> None:
    text = with_column("shown", rest)
    assert [f for f in findings_of(text) if f[0] == "error"] == []
    assert prints(text, "shown") == ratio


def test_percentages_that_bear_a_kpi_s_name_print_it() -> None:
    assert prints(with_column("answer_rate", "type: percent"), "answer_rate") == RATE
    assert prints(with_column("answer_rate", "type: number"), "answer_rate") is None
    assert prints(with_column("aht", "type: percent"), "aht") is None


def test_a_kpi_that_is_made_of_the_column_is_not_printed_by_it() -> None:
    made = '  rate: {numerator: "sum(rate)", denominator: "sum(offered)"}\n'
    assert prints(with_column("rate", "type: percent", made), "rate") is None


def test_a_kpi_of_another_source_is_not_printed() -> None:
    other = """\
  mails:
    files: "mails_{period:%Y-%m}.csv"
    covers: month
    columns: {answer_rate: {type: percent}, mails: {type: count}}
kpis:
"""
    text = changed("kpis:\n", other)
    assert agreement_of(text).source("mails").column("answer_rate").prints is None


@pytest.mark.parametrize(
    ("rest", "rule"),
    [
        ("type: percent, prints: answer_rat", "unknown-kpi"),
        ("type: percent, prints: aht", "does-not-fit"),
        ("type: number, prints: answer_rate", "does-not-fit"),
        ("type: percent, prints: counted", "does-not-fit"),
        ("type: text, prints: answer_rate", "does-not-fit"),
        ("type: percent, prints: answer rate", "not-a-quantity"),
    ],
)
def test_which_kpi_is_printed_is_read_strictly(rest: str, rule: str) -> None:
    counted = '  counted: {numerator: "count(*)", denominator: "sum(offered)"}\n'
    text = with_column("shown", rest, counted)
    found = [f for f in findings_of(text) if f[0] == "error"]
    assert {(rule_, path) for _, rule_, path in found} == {(rule, f"{PATH}.shown.prints")}


def test_a_kpi_with_errors_of_its_own_is_told_of_once() -> None:
    broken = "  broken: {standard: nothing}\n"
    text = with_column("shown", "type: percent, prints: broken", broken)
    assert not [f for f in findings_of(text) if f[2] == f"{PATH}.shown.prints"]
