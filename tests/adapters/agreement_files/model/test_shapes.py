"""The model of the agreement: every part of it says what it is, and none twice."""

from collections.abc import Iterator

import pytest

from concord.adapters.agreement_files.model.agreement import AGREEMENT
from concord.adapters.agreement_files.model.organisation import ORGANISATION
from concord.adapters.agreement_files.model.shapes import Either, Many, Named, Shape, Value


def shapes(value: Value) -> Iterator[Shape]:
    """Yield every shape that is reached from `value`."""
    match value:
        case Shape():
            yield value
            for key in value.keys:
                yield from shapes(key.of)
        case Many() | Named():
            yield from shapes(value.of)
        case Either():
            for way in value.ways:
                yield from shapes(way)
        case _:
            pass


ALL = {shape.name: shape for root in (AGREEMENT, ORGANISATION) for shape in shapes(root)}


@pytest.mark.parametrize("shape", ALL.values(), ids=ALL)
def test_every_shape_and_key_says_what_it_means(shape: Shape) -> None:
    assert shape.meaning.endswith(".")
    assert [key.name for key in shape.keys if not key.meaning.endswith(".")] == []


@pytest.mark.parametrize("shape", ALL.values(), ids=ALL)
def test_every_key_is_declared_once(shape: Shape) -> None:
    assert len(shape.by_name) == len(shape.keys)


def test_every_shape_has_a_name_of_its_own() -> None:
    for root in (AGREEMENT, ORGANISATION):
        for shape in shapes(root):
            assert ALL[shape.name] is shape


@pytest.mark.parametrize("shape", ALL.values(), ids=ALL)
def test_what_is_required_has_no_default(shape: Shape) -> None:
    assert [key.name for key in shape.keys if key.required and key.default] == []


def test_no_key_is_a_word_that_yaml_takes_for_a_flag() -> None:
    names = {key.name for shape in ALL.values() for key in shape.keys}
    assert names.isdisjoint({"on", "off", "yes", "no", "y", "n", "true", "false", "null"})
