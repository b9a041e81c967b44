"""A whole proposal from sample files."""

from dataclasses import replace
from datetime import date

from concord.domain.period import MeasurementPeriod
from concord.domain.proposal.proposal import propose
from concord.domain.proposal.proposed import Proposal
from concord.domain.proposal.sample import SampleFile
from tests.proposals import DAILY, sent, sheet


def proposal(*files: SampleFile, partner: str = "", name: str = "") -> Proposal:
    made = propose(files, partner=partner, name=name)
    assert made is not None
    return made


def test_files_of_one_layout_are_one_source() -> None:
    september = [DAILY[0], *((date(2026, 9, d.day), *rest) for d, *rest in DAILY[1:61])]  # type: ignore[attr-defined] # a daily row begins with its day
    made = proposal(sent(*DAILY), sent(*september, file="NW_daily_2026-09.xlsx"))
    assert [source.id for source in made.sources] == ["nw_daily"]
    assert made.effects_from == MeasurementPeriod.parse("2026-11")
    assert len(made.files) == 2


def test_the_partner_is_guessed_from_the_names_or_said() -> None:
    made = proposal(sent(*DAILY))
    assert (made.partner, made.name) == ("nw", "nw")
    assert made.partner_note is not None
    assert made.name_note is not None
    said = proposal(sent(*DAILY), partner="acme", name="Acme Ltd")
    assert (said.partner, said.partner_note) == ("acme", None)
    assert (said.name, said.name_note) == ("Acme Ltd", None)
    assert proposal(sent(*DAILY, file="2026-10.xlsx")).partner == "partner"


def test_equal_kpis_of_two_sources_have_ids_of_their_own() -> None:
    lines = [("Due", "In time"), (10, 9)]
    other = [("Due", "In time", "Team", "Site"), (10, 9, "a", "b")]
    third = [("Due", "In time", "X", "Y", "Z"), (10, 9, "a", "b", "c")]
    made = proposal(sent(*lines), sent(*other, file="b.xlsx"), sent(*third, file="c.xlsx"))
    ids = [kpi.id for kpi in made.kpis]
    assert ids == ["in_time_of_due", "in_time_of_due_2", "in_time_of_due_3"]


def test_what_was_left_out_is_told() -> None:
    notes = sheet(("One row a day.",), name="Read me")
    first = replace(sent(*DAILY), unread=(("Wide", "300 columns"),))
    first = replace(first, tables=(*first.tables, notes))
    second = replace(
        sent(*DAILY, file="b.xlsx"), tables=(sheet(*DAILY, file="b.xlsx", is_cut=True), notes)
    )
    assert proposal(first, second).remarks == (
        "Sheet 'Wide' of 'NW_daily_2026-10.xlsx' was not read: 300 columns.",
        "Of 'b.xlsx' only the first 63 rows were looked at.",
        "'Read me' of 2 files has no header above rows of figures, and was left out.",
    )
    third = replace(sent(*DAILY), tables=(*sent(*DAILY).tables, notes))
    assert proposal(third).remarks[0].startswith("'Read me' has no header")


def test_a_table_of_which_no_column_can_be_read_is_left_out() -> None:
    flags = sent(("Red", "Blue"), (True, False), file="flags.xlsx")
    assert propose([flags], partner="", name="") is None
    assert proposal(sent(*DAILY), flags).remarks == (
        "A table of 'flags.xlsx' was left out: none of its columns can be read.",
    )


def test_without_a_table_nothing_is_proposed() -> None:
    assert propose([sent(("A note",))], partner="", name="") is None


def test_without_any_day_nothing_tells_from_when_it_has_effects() -> None:
    assert proposal(sent(("Team", "Calls"), ("a", 1), file="calls.xlsx")).effects_from is None
