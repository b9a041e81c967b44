"""Pseudonyms: stable for a partner's person, and nothing to be told from them."""

from hypothesis import given
from hypothesis import strategies as st

from concord.domain.person_key import PersonKey, is_pseudonym

KEY = PersonKey(partner="northwind", secret=b"a secret of the installation")
names = st.text(min_size=1)


def test_the_same_person_has_the_same_pseudonym_however_it_is_typed() -> None:
    assert KEY.pseudonym("Ana  Reyes") == KEY.pseudonym("ana reyes") == KEY.pseudonym("ANA REYES")
    assert KEY.pseudonym("Ana Reyes") != KEY.pseudonym("Ana Reyez")


def test_another_partner_and_another_secret_make_another_pseudonym() -> None:
    zenith = PersonKey(partner="zenith", secret=KEY.secret)
    other = PersonKey(partner="northwind", secret=b"another secret")
    found = {key.pseudonym("Ana") for key in (KEY, zenith, other)}
    assert len(found) == 3


def test_the_secret_is_never_shown() -> None:
    assert "secret of" not in repr(KEY)


@given(name=names)
def test_a_pseudonym_has_its_form_and_holds_nothing_of_the_name(name: str) -> None:
    found = KEY.pseudonym(name)
    assert is_pseudonym(found)
    assert found.isascii()
    assert found == KEY.pseudonym(name)


def test_names_have_another_form() -> None:
    assert not is_pseudonym("Ana Reyes")
    assert not is_pseudonym("p-ana")
