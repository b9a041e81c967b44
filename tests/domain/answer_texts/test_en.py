"""English: what a reader gets to see, spelled out once; findings are English already."""

from concord.domain.answer_texts.en import ADVICE, TEXTS
from concord.domain.answer_texts.text import Text


def test_the_title_says_what_became_of_the_file() -> None:
    told = TEXTS[Text.QUARANTINED_TITLE].format(partner="Northwind", file="a.xlsx")
    assert told == "Northwind: a.xlsx cannot be used yet"


def test_what_findings_say_needs_no_translation() -> None:
    assert ADVICE == {}
