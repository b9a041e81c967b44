"""Findings about a file: in order, each once, and safe to show."""

import pytest

from concord.adapters.agreement_files.remarks import (
    LONGEST_SHOWN,
    Place,
    Remarks,
    dotted,
    nearest,
    shown,
)


def test_findings_come_in_the_order_of_the_file_each_once() -> None:
    remarks = Remarks("x.yaml")
    for line, column in ((2, 1), (1, 9), (1, 2), (2, 1)):
        remarks.info(Place(line=line, column=column), "rule", found="a", expected="b")
    assert [(f.line, f.column) for f in remarks.in_order()] == [(1, 2), (1, 9), (2, 1)]
    assert not remarks.has_errors


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("handel_s", "handle_s"),
        ("Offerd", "offered"),
        ("zzz", ""),
        ("", ""),
        ("GB-ENGL", "GB-ENG"),
    ],
)
def test_the_nearest_word_is_offered_only_when_it_is_near(word: str, meant: str) -> None:
    assert nearest(word, ["handle_s", "offered", "GB-ENG"]) == meant


def test_what_was_found_can_forge_no_line_of_a_log() -> None:
    assert shown("a\nERROR all is lost\x1b[31m") == r"a\nERROR all is lost\x1b[31m"
    assert len(shown("x" * 1000)) == LONGEST_SHOWN
    assert dotted("a", "b\nc") == r"a.b\nc"
    assert dotted("", "b") == "b"
