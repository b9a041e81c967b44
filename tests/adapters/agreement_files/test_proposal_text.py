"""The text of a proposed agreement: it loads, and says what waits for whom."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.adapters.agreement_files import load_agreement
from concord.adapters.agreement_files.proposal_text import proposal_text
from concord.domain.agreement import Agreement
from concord.domain.finding import Severity
from concord.domain.proposal.proposal import propose
from concord.domain.proposal.sample import SampleFile
from concord.domain.source import TextFormat
from tests.proposals import DAILY, sent, text_file

MARK = re.compile(r"# CONFIRM: .*")


def text_of(*files: SampleFile, partner: str = "", name: str = "") -> str:
    proposal = propose(files, partner=partner, name=name)
    assert proposal is not None
    return proposal_text(proposal)


def confirmed(text: str, folder: Path) -> Agreement:
    path = folder / "acme.yaml"
    path.write_text(MARK.sub("", text), encoding="utf-8")
    loaded = load_agreement(path)
    errors = [f for f in loaded.findings if f.severity is Severity.ERROR]
    assert errors == []
    assert loaded.agreement is not None
    return loaded.agreement


def rules(text: str, folder: Path) -> list[str]:
    path = folder / "acme.yaml"
    path.write_text(text, encoding="utf-8")
    return [f.rule for f in load_agreement(path).findings if f.severity is Severity.ERROR]


def test_the_first_lines_sum_up_and_every_mark_is_an_error_until_it_is_gone(
    tmp_path: Path,
) -> None:
    text = text_of(sent(*DAILY))
    counted = text.splitlines()[1]
    open_ = len(MARK.findall(text))
    assert (
        counted == f"# Proposed from 1 file: {text.count('# guess: ')} guesses, {open_} need you."
    )
    assert rules(text, tmp_path) == ["to-confirm"] * open_
    agreement = confirmed(text, tmp_path)
    assert agreement.sources[0].key == ("date", "site")
    assert [kpi.id for kpi in agreement.kpis] == [
        *("service_level", "answered_of_calls_offered", "average_handle_time_s")
    ]


def test_what_was_said_needs_nobody(tmp_path: Path) -> None:
    text = text_of(sent(*DAILY), partner="acme", name='Acme "Care" #1')
    assert "partner: acme\n" in text
    assert confirmed(text, tmp_path).name == 'Acme "Care" #1'


def test_several_sources_and_a_text_file(tmp_path: Path) -> None:
    german = text_file(
        ("Datum", "Fällig", "Fristgerecht", "Stunden"),
        ("03.10.2026", 10, 9, "7,5"),
        ("31.10.2026", 12, 9, "n/a"),
        file="Faelle_2026-10.csv",
        text=TextFormat(delimiter="\t", encoding="cp1252"),
    )
    agreement = confirmed(text_of(sent(*DAILY), german), tmp_path)
    text = agreement.sources[1].text
    assert (text.delimiter, text.encoding, text.decimal) == ("\t", "cp1252", ",")
    assert (text.date_order, text.null_tokens) == ("dmy", ("n/a",))
    assert {kpi.source for kpi in agreement.kpis} == {"nw_daily", "faelle"}


def test_without_a_kpi_an_example_stands_in_its_place(tmp_path: Path) -> None:
    text = text_of(sent(("Team", "Red"), ("a", 5), file="calls.xlsx"))
    assert "# kpis:" in text
    assert confirmed(text, tmp_path).kpis == ()


def test_a_column_that_only_prints_is_remarked_on_and_a_rule_of_files_too(tmp_path: Path) -> None:
    lines = [("Due", "In time", "Rate", "Rate 2", "Rate 2"), *PRINTED]
    text = text_of(sent(*lines))
    assert "# rate only prints in_time / due" in text
    assert "# Not proposed" in text
    (source,) = confirmed(text, tmp_path).sources
    prints = source.column("rate").prints
    assert prints is not None
    assert (prints.part.columns, prints.whole.columns) == (("in_time",), ("due",))


PRINTED = [(10, 9, "90 %", 1, 2), (23, 17, "74 %", 1, 2), (61, 40, "66 %", 1, 2)]

HOSTILE = st.text(
    st.characters(codec="utf-8") | st.sampled_from("#:\"'{}[]\n\r\t\u202e\u2028 CONFIRM"),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(headers=st.lists(HOSTILE, min_size=2, max_size=4), values=st.lists(HOSTILE, min_size=1))
def test_no_content_breaks_out_of_its_place(
    headers: list[str], values: Iterable[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [[value] * len(headers) for value in values]
    files = [sent(headers, *rows, *rows, file="a_2026-10.xlsx")]
    proposal = propose(files, partner="acme", name="Acme")
    if proposal is None:
        return
    text = proposal_text(proposal)
    assert all(line.isprintable() for line in text.split("\n"))
    folder = tmp_path_factory.mktemp("hostile")
    assert set(rules(text, folder)) == {"to-confirm"}
    columns = confirmed(text, folder).sources[0].columns
    assert len(columns) == len(proposal.sources[0].columns)


@settings(max_examples=40, deadline=None)
@given(name=HOSTILE.filter(lambda name: "/" not in name and "\0" not in name))
def test_no_file_name_breaks_out_of_its_place(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = replace(sent(*DAILY, file=f"{name}.xlsx"))
    text = text_of(file, partner="acme", name=name or "x")
    confirmed(text, tmp_path_factory.mktemp("hostile"))


CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-5, 10**6)
    | st.decimals(-5, 5, places=2)
    | st.dates()
    | st.timedeltas()
    | st.sampled_from(["Y", "N", "n/a", "Total", "1,234", "7,5", "95 %", "03/04/2026", "0:05:40"])
)
HEADERS = st.sampled_from(
    [
        "Date",
        "Site",
        "Offered",
        "Answered",
        "Answered in 20 s",
        "Wait (s)",
        "CSAT",
        "Rate %",
        "Met",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    headers=st.lists(HEADERS, min_size=2, max_size=5),
    rows=st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=12),
)
def test_whatever_the_cells_are_the_proposal_loads(
    headers: list[str], rows: list[list[object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    proposal = propose(
        [sent(headers, *(row[: len(headers)] for row in rows))], partner="", name=""
    )
    if proposal is not None:
        confirmed(proposal_text(proposal), tmp_path_factory.mktemp("cells"))


def test_effects_begin_after_what_was_sent(tmp_path: Path) -> None:
    assert str(confirmed(text_of(sent(*DAILY)), tmp_path).effects_from) == "2026-11"
    undated = text_of(sent(("Team", "Calls"), ("a", 1), file="calls.xlsx"))
    assert "effects_from" not in undated
