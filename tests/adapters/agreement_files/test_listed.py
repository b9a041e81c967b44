"""Lists of mappings: what is required is there, and no two have one name."""

import pytest

from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.listed import read_listed
from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Shape
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section

THING = Shape(
    name="thing",
    meaning="A thing.",
    keys=(
        Key("id", kinds.ID, "Its name in lists.", required=True),
        Key("size", kinds.TEXT, "How large it is."),
    ),
)


@pytest.mark.parametrize(
    ("text", "read", "found"),
    [
        ("things: [{id: a}, {id: b, size: 2}]\n", ("a", "b"), []),
        ("things: {id: a}\n", ("a",), []),
        ("other: 1\n", (), []),
        ("things: [{size: 2}]\n", (), ["missing-key: its name in lists"]),
        (
            "things: [{id: a}, {id: a}]\n",
            ("a",),
            ["duplicate-id: a name of its own; this one is taken already"],
        ),
    ],
)
def test_each_has_what_it_needs_and_a_name_of_its_own(
    text: str, read: tuple[str, ...], found: list[str]
) -> None:
    table = compose(text, remarks := Remarks("a.yaml"))
    assert table is not None
    outer = Section.unchecked(table, remarks)
    assert read_listed(outer, "things", THING, lambda s: s.text("id") or None) == read
    assert [f"{f.rule}: {f.expected}" for f in remarks.findings] == found
