"""A mail for people to look at: both twins, its files, and no bytes that it stumbles over."""

from hypothesis import given
from hypothesis import strategies as st

from concord.adapters.mail.readable import AttachedFile, ReadableMail, readable_mail
from tests.adapters.mail.mails import ICS, mail


def test_both_twins_and_the_files_are_there() -> None:
    text = "Bis Donnerstag: 20 € – für Zoë.\n"
    assert readable_mail(mail(text=text).payload) == ReadableMail(
        text=text.replace("\n", "\r\n"),
        html=f"<html><body><p>{text}</p></body></html>\n".replace("\n", "\r\n"),
        attachments=(
            AttachedFile(name="notice.ics", media_type="text/calendar", size=len(ICS.content)),
        ),
    )


def test_an_image_that_a_mail_brings_stands_where_it_refers_to_it() -> None:
    payload = (
        b'Content-Type: multipart/related; boundary="x"\r\n\r\n'
        b'--x\r\nContent-Type: text/html\r\n\r\n<img src="cid:logo@x"><img src="cid:other">\r\n'
        b"--x\r\nContent-Type: image/png\r\nContent-ID: <logo@x>\r\n\r\nabc\r\n--x--\r\n"
    )
    wanted = '<img src="data:image/png;base64,YWJj"><img src="cid:other">'
    assert readable_mail(payload).html == wanted


def test_bytes_that_are_no_mail_are_a_text_without_files() -> None:
    assert readable_mail(b"\x00\xff") == ReadableMail(text="\x00\N{REPLACEMENT CHARACTER}")


def test_a_file_may_have_no_name() -> None:
    payload = b"Content-Disposition: attachment\r\nContent-Type: image/png\r\n\r\nabc"
    (file,) = readable_mail(payload).attachments
    assert file == AttachedFile(name="without a name", media_type="image/png", size=3)


def test_a_mail_of_parts_that_are_mails_is_read_as_far_as_it_goes() -> None:
    inner = b"Content-Disposition: attachment\r\nContent-Type: message/rfc822\r\n\r\nA: b\r\n\r\nc"
    (file,) = readable_mail(inner).attachments
    assert (file.media_type, file.size) == ("message/rfc822", 0)


@given(st.binary(max_size=400))
def test_no_bytes_stop_it(payload: bytes) -> None:
    readable_mail(payload)
    readable_mail(b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n' + payload)
