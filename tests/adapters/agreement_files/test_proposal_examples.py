"""What no workbook tells is an example, and never a fact."""

from concord.adapters.agreement_files.proposal_examples import (
    AFTER_KPIS,
    BEFORE_SOURCES,
    SOURCE_EXAMPLES,
    level_examples,
)


def test_every_example_is_commented_out() -> None:
    lines = (*BEFORE_SOURCES, *SOURCE_EXAMPLES, *AFTER_KPIS, *level_examples(["a"]))
    assert {line.lstrip()[:1] for line in lines} == {"#", ""}


def test_targets_are_shown_for_the_first_kpis() -> None:
    assert level_examples([]) == ()
    assert sum("target" in line for line in level_examples(list("abcde"))) == 3
