"""What still waits for a person: comments that begin with CONFIRM, and nothing else."""

from pathlib import Path

from concord.adapters.agreement_files import load_agreement
from concord.adapters.agreement_files.confirmations import unconfirmed


def test_a_mark_is_found_where_it_stands() -> None:
    text = "partner: acme  # CONFIRM: the id\n# CONFIRM: a whole line\nname: Acme # CONFIRM\n"
    assert list(unconfirmed(text)) == [
        (1, 16, "the id"),
        (2, 1, "a whole line"),
        (3, 12, "the value in this line"),
    ]


def test_the_word_inside_a_value_is_no_mark() -> None:
    text = (
        'a: "x # CONFIRM: no"\n'
        "b: 'x # CONFIRM: no'\n"
        "c: x#CONFIRM\n"
        'd: "over\n  # CONFIRM: two lines"\n'
        "e: |\n  # CONFIRM: a block\nf: x\n"
    )
    assert list(unconfirmed(text)) == []


def test_a_mark_after_a_value_that_holds_the_word_is_found() -> None:
    text = 'a: "x # CONFIRM: no"  # CONFIRM: yes\nb: |  # CONFIRM: the sign\n  text\n'
    assert list(unconfirmed(text)) == [(1, 23, "yes"), (2, 7, "the sign")]


def test_a_mark_inside_another_comment_is_an_example() -> None:
    text = "# start: 2024  # CONFIRM: an example\n# of CONFIRM marks\n# CONFIRMED by kim\na: b\n"
    assert list(unconfirmed(text)) == []


def test_what_is_no_yaml_has_none() -> None:
    assert list(unconfirmed('a: "never closed # CONFIRM: x\n')) == []


def test_each_mark_is_an_error_of_the_agreement_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text("partner: acme  # CONFIRM: the id\nname: Acme\n")
    loaded = load_agreement(path)
    found = [f for f in loaded.findings if f.rule == "to-confirm"]
    assert [(f.severity, f.line, f.column, f.found) for f in found] == [("error", 1, 16, "the id")]
    assert loaded.agreement is None
