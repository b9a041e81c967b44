"""Finding again where something stands in a file."""

import pytest

from concord.adapters.agreement_files.cross_checks.entries import (
    entry,
    place_in,
    section_of,
    tables_below,
    text_of,
)
from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section

TEXT = "people:\n  - {id: ana, to: [a, b]}\n  - {id: kim, to: a}\ncontract: {end: {day: 1}}\n"


def root() -> Section:
    table = compose(TEXT, Remarks("a.yaml"))
    assert table is not None
    return Section.unchecked(table, Remarks("a.yaml"))


@pytest.mark.parametrize(
    ("name", "inner", "path"),
    [("kim", "to", "people.kim.to"), ("kim", "by", "people.kim.by"), ("joe", "to", "people")],
)
def test_what_stands_in_an_entry_is_found_by_its_name(name: str, inner: str, path: str) -> None:
    assert place_in(root(), "people", "id", name, inner).path == path


@pytest.mark.parametrize(
    ("keys", "path"),
    [(("contract",), "contract"), (("contract", "end"), "contract.end"), (("people",), "")],
)
def test_a_section_is_found_as_far_down_as_it_goes(keys: tuple[str, ...], path: str) -> None:
    assert section_of(root(), *keys).place.path == path


@pytest.mark.parametrize(
    ("name", "text", "path"),
    [
        ("ana", "b", "people.ana.to.1"),
        ("ana", "c", "people.ana.to"),
        ("kim", "a", "people.kim.to"),
        ("kim", "b", "people.kim.to"),
    ],
)
def test_a_text_is_found_in_its_list(name: str, text: str, path: str) -> None:
    person = entry(root(), "people", "id", name)
    assert person is not None
    assert text_of(person, "to", text).path == path


def test_every_mapping_is_found() -> None:
    assert [t.place.path for t in tables_below(root().table)] == [
        "",
        "people.ana",
        "people.kim",
        "contract",
        "contract.end",
    ]
