"""Reading YAML: nothing is guessed, and its traps are refused with their place."""

from itertools import pairwise

import pytest

from concord.adapters.agreement_files.document import MAX_DEPTH, compose
from concord.adapters.agreement_files.nodes import Listing, Table, Text
from concord.adapters.agreement_files.remarks import Remarks


def composed(text: str) -> tuple[Table | None, list[tuple[str, int, int, str]]]:
    """Return the document, and rule, line, column and path of each finding."""
    remarks = Remarks("x.yaml")
    table = compose(text, remarks)
    return table, [(f.rule, f.line, f.column, f.path) for f in remarks.in_order()]


@pytest.mark.parametrize(
    "written", ["no", "on", "1:30", "2026-01-01", "120,000.00", "0x10", "~", "null", "1e3", "010"]
)
def test_every_scalar_stays_the_text_that_was_written(written: str) -> None:
    table, findings = composed(f"key: {written}\n")
    assert findings == []
    assert table is not None
    node = table.entries["key"]
    assert isinstance(node, Text)
    assert (node.text, node.place.line, node.place.column, node.place.path) == (
        written,
        1,
        6,
        "key",
    )


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("a: 1\na: 2\n", ("duplicate-key", 2, 1, "a")),
        ("a: &x 1\n", ("anchor", 1, 4, "a")),
        ("<<: {b: 1}\n", ("merge", 1, 1, "<<")),
        ("a: !int 1\n", ("tag", 1, 4, "a")),
        ("a: ! x\n", ("tag", 1, 4, "a")),
        ("a: {fixed: 120,000.00}\n", ("comma-inside-braces", 1, 16, "a.000.00")),
        ("a: 1\n---\nb: 2\n", ("several-documents", 2, 1, "")),
        ("", ("empty-file", 1, 1, "")),
        ("# nothing yet\n", ("empty-file", 1, 1, "")),
        ("- a\n", ("not-a-mapping", 1, 1, "")),
        ("word\n", ("not-a-mapping", 1, 1, "")),
        ("? [a, b]\n: 1\n", ("not-a-key", 1, 3, "")),
        ("a:\n\tb: 1\n", ("tab", 2, 1, "")),
        ("a: [1\nb: 2\n", ("yaml-syntax", 2, 2, "")),
        ("a: \x00\n", ("yaml-syntax", 1, 4, "")),
        ("a: 1\nb: \x07\n", ("yaml-syntax", 2, 4, "")),
        ("a: 'open\n", ("yaml-syntax", 2, 1, "")),
    ],
)
def test_what_yaml_could_hide_is_refused_with_its_place(
    text: str, finding: tuple[str, int, int, str]
) -> None:
    assert composed(text)[1] == [finding]


def test_an_alias_is_refused_as_its_anchor_is() -> None:
    assert [rule for rule, *_ in composed("a: &x 1\nb: *x\n")[1]] == ["anchor", "anchor"]


def test_everything_wrong_is_found_at_once() -> None:
    rules = [rule for rule, *_ in composed("a: 1\na: 2\nb: !t 3\nc: {d, e: 1}\n")[1]]
    assert rules == ["duplicate-key", "tag", "comma-inside-braces"]


def test_a_comma_inside_braces_is_explained() -> None:
    remarks = Remarks("x.yaml")
    compose("a: {fixed: 120,000.00}\n", remarks)
    assert remarks.findings[0].advice == "comma inside braces: quote the value"


def test_nesting_is_capped() -> None:
    deep = "a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
    assert [rule for rule, *_ in composed(deep)[1]] == ["too-deep"]
    fine = "a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert composed(fine)[1] == []


@pytest.mark.parametrize(
    "text",
    ["[" * 250_000, "{a: " * 100_000, "a: 1\n" + "".join(f"{' ' * n}b:\n" for n in range(900))],
)
def test_what_nests_without_end_is_refused_where_it_becomes_too_deep(text: str) -> None:
    assert [rule for rule, *_ in composed(text)[1]] == ["too-deep"]


def test_what_unfolds_to_gigabytes_is_refused_at_each_anchor_and_alias() -> None:
    lines = ["a: &a [ha, ha]", *(f"{b}: &{b} [*{a}, *{a}]" for a, b in pairwise("abcdefghij"))]
    found = composed("\n".join(lines))[1]
    assert {rule for rule, *_ in found} == {"anchor"}
    assert len(found) == 10 + 2 * 9


def test_an_alias_leaves_its_key_out_and_is_reported_once() -> None:
    table, findings = composed("a: &x 1\nb: *x\n")
    assert table is not None
    assert list(table.entries) == ["a"]
    assert [line for _, line, *_ in findings] == [1, 2]


def test_items_of_a_list_are_known_by_their_id_or_place() -> None:
    text = "people:\n  - {name: {id: x}, [a]: 1, id: kim, role: y}\n  - {name: Ana}\n  - word\n"
    table, _ = composed(text.replace("[a]: 1, ", ""))
    assert table is not None
    people = table.entries["people"]
    assert isinstance(people, Listing)
    assert [item.place.path for item in people.items] == ["people.kim", "people.1", "people.2"]
