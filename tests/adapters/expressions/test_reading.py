"""What reading an expression gives."""

from concord.adapters.expressions import Part, read_expression


def test_an_expression_comes_with_its_columns_or_with_its_faults() -> None:
    good, bad = (read_expression(text, Part.VALUE) for text in ("max(a)", "max("))
    assert good.expression is not None
    assert (good.expression.columns, good.faults) == (frozenset({"a"}), ())
    assert bad.expression is None
    assert [fault.rule for fault in bad.faults] == ["expression-syntax"]
