"""French: what a reader gets to see, spelled out once."""

from concord.domain.answer_texts.fr import ADVICE, TEXTS
from concord.domain.answer_texts.text import Text


def test_the_title_says_what_became_of_the_file() -> None:
    told = TEXTS[Text.QUARANTINED_TITLE].format(partner="Northwind", file="a.xlsx")
    assert told == "Northwind – a.xlsx pas encore utilisable"


def test_the_advice_says_what_follows_until_then() -> None:
    assert ADVICE["not-a-number"].endswith("D’ici là, cette ligne ne compte pas.")
