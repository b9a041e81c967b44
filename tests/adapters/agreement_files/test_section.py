"""One mapping being read: typed values out, findings for everything else."""

import pytest

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.model.kinds import TEXT
from concord.adapters.agreement_files.model.shapes import Key, Shape
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section
from concord.domain.quantity import parse_number
from tests.agreement_texts import changed, findings_of, only_finding

ABC = Shape(
    name="abc",
    meaning="",
    keys=(Key("a", TEXT, ""), Key("b", TEXT, ""), Key("c", TEXT, "", later=True)),
)


def section(text: str) -> Section:
    """Return a section of the text whose keys are a and b, and c for later."""
    table = compose(text, remarks := Remarks("x.yaml"))
    assert table is not None
    return Section(table, remarks, ABC)


def rules(read: Section) -> list[str]:
    """Return the rules that were broken."""
    return [finding.rule for finding in read.remarks.in_order()]


def test_an_unknown_key_is_an_error_with_the_nearest_one() -> None:
    finding = only_finding(changed("effects_from: 2026-10", "effect_from: 2026-10"))
    assert (finding.rule, finding.hint, finding.line, finding.column) == (
        *("unknown-key", "effects_from"),
        *(6, 1),
    )


def test_a_reader_cannot_ask_for_a_key_that_the_model_does_not_declare() -> None:
    with pytest.raises(LookupError, match="d is no key of the model"):
        section("a: 1").written("d")


def test_a_key_for_later_is_no_error() -> None:
    assert rules(section("c: {whatever: [1, 2]}\n")) == ["not-yet"]


@pytest.mark.parametrize("text", ["a:\n", "a: \nb: 1\n"])
def test_an_empty_value_is_an_error(text: str) -> None:
    read = section(text)
    assert read.written("a") is None
    assert read.table_of("a") is None
    assert rules(read) == ["empty-value"]


def test_an_empty_text_in_quotes_is_a_text() -> None:
    read = section('a: ""\n')
    assert read.text("a", "default") == ""
    assert rules(read) == []


@pytest.mark.parametrize(("text", "rule"), [("a: [1]", "not-a-text"), ("a: {b: 1}", "not-a-text")])
def test_a_single_value_is_neither_list_nor_mapping(text: str, rule: str) -> None:
    read = section(text)
    assert read.read("a", parse_number) is None
    assert rules(read) == [rule]


@pytest.mark.parametrize("text", ["a: [1]", "a: word"])
def test_a_mapping_is_neither_list_nor_word(text: str) -> None:
    read = section(text)
    assert read.table_of("a") is None
    assert list(read.named_tables("a")) == []
    assert rules(read) == ["not-a-mapping"]


@pytest.mark.parametrize("text", ["a: " + "9" * 400, "a: " + "9" * 190 + " days"])
def test_a_number_beyond_all_measure_is_an_error_like_any_other(text: str) -> None:
    read = section(text)
    read.read("a", quantities.span)
    assert rules(read) == ["not-a-quantity"]


def test_a_parser_may_fail_in_any_way_it_says() -> None:
    def fail(text: str) -> str:
        message = f"{text} is not it"
        raise ValueError(message)

    read = section("a: 1\n")
    assert read.read("a", fail) is None
    assert read.remarks.findings[0].expected == "1 is not it"


@pytest.mark.parametrize(
    ("text", "flag"), [("a: true", True), ("a: false", False), ("b: 1", True)]
)
def test_a_flag_is_true_or_false(text: str, flag: bool) -> None:  # noqa: FBT001 - a column of the table
    assert section(text).flag("a", default=True) is flag


@pytest.mark.parametrize(("word", "hint"), [("yes", "true"), ("off", "false"), ("ture", "true")])
def test_what_yaml_takes_for_a_flag_is_not_one(word: str, hint: str) -> None:
    read = section(f"a: {word}\n")
    read.flag("a", default=False)
    assert read.remarks.findings[0].hint == hint


def test_lists_may_be_written_as_their_only_item() -> None:
    assert section("a: x\n").words("a") == ("x",)
    assert section("a: [x, y]\n").words("a") == ("x", "y")
    assert section("b: x\n").words("a") == ()
    assert len(list(section("a: {b: 1}\n").tables("a"))) == 1
    assert list(section("b: 1\n").tables("a")) == []
    assert list(section("b: 1\n").named_tables("a")) == []


def test_a_section_of_the_wrong_kind_is_reported_once() -> None:
    assert findings_of("partner: acme\nkpis: [a, b]\n") == [
        ("info", "no-contract", "contract"),
        ("error", "not-a-mapping", "kpis"),
    ]
