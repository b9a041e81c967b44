"""Letters: what every mail that is no report is made of."""

from concord.domain.letter import Letter, Link, Table, Tone


def test_a_letter_needs_a_title_a_tone_and_words() -> None:
    letter = Letter(title="Act by Thursday", tone=Tone.WARNING, paragraphs=("The term ends.",))
    assert (letter.facts, letter.tables, letter.links, letter.why) == ((), (), (), "")


def test_letters_that_say_the_same_are_equal() -> None:
    def letter(url: str) -> Letter:
        table = Table(caption="Dates", header=("day",), rows=(("2026-12-31",),))
        link = Link(label="Open", url=url)
        return Letter(title="T", tone=Tone.NEUTRAL, paragraphs=(), tables=(table,), links=(link,))

    assert letter("https://a.example") == letter("https://a.example")
    assert letter("https://a.example") != letter("https://b.example")
