"""What mails say beyond their words: images, languages, whom to write to, and any address."""

from dataclasses import replace

import pytest

from tests.adapters.mail.mails import ICS, LOGO, NOON, WRITER, message
from tests.adapters.mail.test_writer import read, text_of


def test_an_image_stands_beside_the_html_that_shows_it() -> None:
    written = WRITER.write(message("Notice", LOGO, ICS), NOON)
    mail = read(written)
    html = mail.get_body(("related",))
    assert html is not None
    page, image = html.iter_parts()
    assert page.get_content_type() == "text/html"
    assert image["Content-ID"] == "<logo>"
    assert image.get_content_disposition() == "inline"
    assert (image.get_filename(), image.get_content()) == ("logo.png", LOGO.content)
    assert [part.get_filename() for part in mail.iter_attachments()] == ["notice.ics"]
    assert text_of(mail.get_body(("plain",))) == "Act by Thursday.\n"
    assert written == WRITER.write(message("Notice", LOGO, ICS), NOON)


def test_an_image_shown_is_another_content_than_one_attached() -> None:
    shown = WRITER.write(message("Notice", LOGO), NOON).content_sha256
    attached = WRITER.write(message("Notice", replace(LOGO, content_id="")), NOON).content_sha256
    other = WRITER.write(message("Notice", replace(LOGO, content_id="b")), NOON).content_sha256
    assert len({shown, attached, other}) == 3


@pytest.mark.parametrize(
    ("id_", "safe"),
    [
        ("a>\r\nBcc: x@y.example", "a___Bcc__x@y.example"),
        ("=?utf-8?q?=0D=0ABcc:?=", "__utf-8_q__0D_0ABcc___"),
        ("l\0o\u202ego", "l_o_go"),
        ("x" * 200, "x" * 100),
    ],
)
def test_no_id_of_an_image_forges_a_header(id_: str, safe: str) -> None:
    honest = WRITER.write(message("Notice", LOGO), NOON)
    mail = read(WRITER.write(message("Notice", replace(LOGO, content_id=id_)), NOON))
    found = [part for part in mail.walk() if part["Content-ID"]]
    assert [part["Content-ID"] for part in found] == [f"<{safe}>"]
    assert sorted(mail.keys()) == sorted(read(honest).keys())


def test_whoever_wants_no_more_writes_to_the_sender_about_this_mail() -> None:
    written = replace(WRITER, sender="a+b&c@client.example").write(message(), NOON)
    link = f"<mailto:a+b%26c@client.example?subject={written.key}>"
    assert f"List-Unsubscribe: {link}\r\n".encode() in written.payload


@pytest.mark.parametrize(
    ("address", "called"),
    [
        ("https://acme.example/off", "https://acme.example/off?mail="),
        ("https://acme.example/off?x=1", "https://acme.example/off?x=1&mail="),
    ],
)
def test_or_leaves_by_one_click_where_the_organisation_has_a_page(
    address: str, called: str
) -> None:
    written = replace(WRITER, unsubscribe=address).write(message(), NOON)
    link = f"<{called}{written.key}>, <mailto:{WRITER.sender}?subject={written.key}>"
    assert f"List-Unsubscribe: {link}\r\n".encode() in written.payload
    assert read(written)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert written.content_sha256 == WRITER.write(message(), NOON).content_sha256


@pytest.mark.parametrize("language", ["en", "de", "de-AT"])
def test_a_mail_names_its_language(language: str) -> None:
    written = WRITER.write(replace(message(), language=language), NOON)
    assert read(written)["Content-Language"] == language


@pytest.mark.parametrize("language", ["", "de\r\nBcc: x@y.example", "klingonisch-", "d"])
def test_what_is_no_language_is_not_named(language: str) -> None:
    mail = read(WRITER.write(replace(message(), language=language), NOON))
    assert mail["Content-Language"] is None
    assert mail["Bcc"] is None


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("jörg@client.example", '"jörg@client.example":;'),
        ("kim@bücher.example", "kim@xn--bcher-kva.example"),
    ],
)
def test_an_address_in_another_alphabet_breaks_no_mail(address: str, shown: str) -> None:
    written = WRITER.write(message(to=("kim@client.example", address)), NOON)
    assert written.to == ("kim@client.example", address)
    assert written.payload.isascii()
    assert read(written)["To"] == f"kim@client.example, {shown}"


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\0", "\x1b", "\u2028", "\r\n"])
def test_no_mark_that_turns_or_ends_a_line_gets_into_a_header(mark: str) -> None:
    attachment = replace(ICS, name=f"no{mark}tice.ics")
    writer = replace(WRITER, sender_name=f"Con{mark}cord")
    mail = read(writer.write(message(f"No{mark}tice", attachment), NOON))
    names = [part.get_filename() for part in mail.iter_attachments()]
    assert (mail["Subject"], names) == ("No tice", ["no tice.ics"])
    assert mail["From"] == "Con cord <concord@client.example>"
