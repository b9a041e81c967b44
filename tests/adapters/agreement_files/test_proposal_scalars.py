"""Contents of files as scalars and comments that nothing breaks out of."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from concord.adapters.agreement_files.proposal_scalars import listed, remark, scalar

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@given(TEXTS)
def test_a_scalar_is_read_as_it_was(text: str) -> None:
    written = scalar(text)
    assert written.isprintable()
    assert yaml.load(f"a: {{b: {written}}}  # c", Loader=yaml.BaseLoader) == {"a": {"b": text}}  # noqa: S506 - of texts only


@given(st.lists(TEXTS, max_size=4))
def test_a_list_is_read_as_it_was(texts: list[str]) -> None:
    assert yaml.load(f"a: {listed(texts)}", Loader=yaml.BaseLoader) == {"a": texts}  # noqa: S506 - as above


@given(TEXTS)
def test_a_remark_is_one_line_without_a_sign_of_its_own(text: str) -> None:
    written = remark(text)
    assert written.isprintable()
    assert "#" not in written
    assert yaml.load(f"a: b  # {written}\nc: d", Loader=yaml.BaseLoader) == {"a": "b", "c": "d"}  # noqa: S506 - as above


def test_plain_words_stay_plain() -> None:
    assert [scalar(text) for text in ("Calls offered", "no: x", "1", "")] == [
        "Calls offered",
        '"no: x"',
        '"1"',
        '""',
    ]


def test_what_hides_or_reverses_is_written_as_its_code() -> None:
    assert scalar("a\n\u202e\U000e0001") == '"a\\x0a\\u202e\\U000e0001"'
    assert scalar("\udc80") == '"\N{REPLACEMENT CHARACTER}"'
    assert remark("a\n# CONFIRM \u202e") == r"a\n\x23 CONFIRM \u202e"
    assert len(remark("x" * 1000)) == 400
