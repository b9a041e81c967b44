"""Letters as mail bodies: safe, complete in both twins, legible everywhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from concord.adapters.letters import HtmlLetters
from concord.domain.letter import Letter, Link, Table, Tone

LETTER = Letter(
    title="Northwind: Daily Ops.xlsx cannot be used yet",
    tone=Tone.BAD,
    paragraphs=("None of its rows count for now.", "Please correct what is listed below. " * 5),
    facts=(("File", "Daily Ops.xlsx"), ("Rows accepted", "0"), ("Note", "")),
    tables=(
        Table(
            caption="What was found",
            header=("", "Where", "Found"),
            rows=(("Error", "Daily!D17", "'n/a'"), ("Error", "Daily!D18", "x" * 90)),
        ),
        Table(caption="Nothing here", header=("A",), rows=()),
    ),
    links=(
        Link(label="Open the required action", url="https://concord.example/actions/1?a=1&b=2"),
        Link(label="See the partner", url="https://concord.example/northwind"),
    ),
    why="You get this because you answer for the files.",
)
EVIL = '<script>alert(1)</script>{{ 7*7 }}{% raw %}"><img src=x onerror=alert(1)>'


class Tags(HTMLParser):
    """Collects what mail must not hold, and checks that tags nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)
        if tag not in {"meta", "img", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(html: str) -> Tags:
    parser = Tags()
    parser.feed(html)
    assert parser.open == []
    return parser


def render(letter: Letter) -> tuple[str, str]:
    body = HtmlLetters().letter(letter)
    return body.text, body.html


def test_both_twins_say_everything() -> None:
    text, html = render(LETTER)
    said = [LETTER.title, "Rows accepted", "Daily!D17", "What was found", LETTER.why]
    for words in (*said, *(link.label for link in LETTER.links)):
        assert words in text
        assert words in html
    assert "Nothing here" not in text + html


def test_the_plain_twin_is_wrapped_and_its_facts_stand_in_one_column() -> None:
    text, _ = render(LETTER)
    assert max(len(line) for line in text.splitlines() if "xxx" not in line) <= 76
    assert "File:           Daily Ops.xlsx\nRows accepted:  0\nNote:           –" in text
    assert "https://concord.example/actions/1?a=1&b=2\n" in text


def test_a_narrow_table_stands_in_columns_and_a_wide_one_row_by_row() -> None:
    narrow = Letter(
        title="T",
        tone=Tone.GOOD,
        paragraphs=(),
        tables=(Table(caption="", header=("A", "B"), rows=(("1", "two"),)),),
    )
    assert "A  B\n-  ---\n1  two\n" in render(narrow)[0]
    assert "* Error\n  Where: Daily!D17\n  Found: 'n/a'\n\n* Error\n" in render(LETTER)[0]


def test_mail_holds_no_script_no_image_and_nothing_remote() -> None:
    found = tags(render(LETTER)[1])
    assert found.seen.isdisjoint({"script", "img", "link", "iframe", "form", "object"})
    assert not any(name.startswith("on") or name == "src" for name, _ in found.attributes)
    assert "url(" not in render(LETTER)[1]


def test_content_is_escaped_and_never_rendered_again() -> None:
    letter = Letter(
        title=EVIL,
        tone=Tone.NEUTRAL,
        paragraphs=(EVIL,),
        facts=((EVIL, EVIL),),
        tables=(Table(caption=EVIL, header=(EVIL,), rows=((EVIL,),)),),
        links=(Link(label=EVIL, url=f"https://concord.example/{EVIL}"),),
        why=EVIL,
    )
    text, html = render(letter)
    assert tags(html).seen.isdisjoint({"script", "img"})
    assert "{{ 7*7 }}" in html
    assert "49" not in text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript:alert(1)", "file:///etc/passwd", "\\\\host\\share"]
)
def test_links_of_other_kinds_are_left_out(url: str) -> None:
    letter = Letter(
        title="T", tone=Tone.GOOD, paragraphs=(), links=(Link(label="Click", url=url),)
    )
    text, html = render(letter)
    assert "Click" not in text + html


@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_has_a_band_of_its_own(tone: Tone) -> None:
    html = render(Letter(title="T", tone=tone, paragraphs=()))[1]
    [band] = re.findall(r'height="6" bgcolor="(#[0-9a-f]{6})"', html)
    others = {
        re.findall(
            r'height="6" bgcolor="(#[0-9a-f]{6})"',
            render(Letter(title="T", tone=other, paragraphs=()))[1],
        )[0]
        for other in Tone
        if other is not tone
    }
    assert band not in others


def test_equal_letters_give_equal_bytes() -> None:
    assert render(LETTER) == render(LETTER)


def test_a_letter_says_in_which_language_it_is_written() -> None:
    german = HtmlLetters().letter(replace(LETTER, language="de")).html
    assert '<html lang="de">' in german
    assert '<html lang="en">' in HtmlLetters().letter(LETTER).html
