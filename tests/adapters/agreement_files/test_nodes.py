"""Texts with their place: an offset into a text is a column of the file, where that is known."""

import pytest

from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.remarks import Remarks


@pytest.mark.parametrize(
    ("yaml", "column"),
    [
        ("key: abcdef", 9),
        ('key: "abcdef"', 10),
        ("key: 'abcdef'", 10),
        (r'key: "ab\x63def"', 6),
        ("key: 'ab''cdef'", 6),
        ("key: >-\n  abcdef", 6),
        ("key: abc\n  def", 6),
    ],
)
def test_an_offset_is_a_column_where_the_text_stands_verbatim(yaml: str, column: int) -> None:
    table = compose(yaml + "\n", Remarks("x.yaml"))
    assert table is not None
    node = table.entries["key"]
    assert isinstance(node, Text)
    assert node.at(3).column == column
