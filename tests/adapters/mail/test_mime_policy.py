"""How headers are folded: nothing is lost, nothing added, and every line is ASCII."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default as default_policy

from concord.adapters.mail.mime_policy import POLICY, begun_on_their_lines


def written(name: str, value: object) -> bytes:
    mail = EmailMessage(policy=POLICY)
    mail[name] = value
    return begun_on_their_lines(mail.as_bytes())


KIM, JOERG = Address(addr_spec="kim@client.example"), Group("jörg@client.example")


def test_a_group_keeps_its_marks_and_its_neighbours() -> None:
    payload = written("To", (KIM, JOERG, JOERG, KIM))
    found = message_from_bytes(payload, policy=default_policy)["To"]
    assert [address.addr_spec for address in found.addresses] == [KIM.addr_spec] * 2
    assert [group.display_name for group in found.groups] == [
        None,
        *[JOERG.display_name] * 2,
        None,
    ]


def test_a_long_group_fits_the_lines() -> None:
    name = "ü" * 64 + "@client.example"
    payload = written("To", (KIM, Group(name), KIM))
    assert max(map(len, payload.splitlines())) <= 78
    encoded = BytesHeaderParser().parsebytes(payload)["To"]
    unfolded = str(make_header(decode_header(encoded)))
    assert unfolded == f"kim@client.example, {name} :;, kim@client.example"


def test_a_long_link_stays_whole() -> None:
    link = f"<mailto:concord@client.example?subject={'a' * 64}>"
    assert written("List-Unsubscribe", link).startswith(f"List-Unsubscribe: {link}\r\n".encode())


def test_a_subject_keeps_its_spaces() -> None:
    subject = "Übersicht der Leistungen im Monat November für die Gesellschaft"
    encoded = BytesHeaderParser().parsebytes(written("Subject", subject))["Subject"]
    assert str(make_header(decode_header(encoded))) == subject


def test_a_header_begins_beside_its_name() -> None:
    assert written("X-Long", "x" * 70) == b"X-Long: " + b"x" * 70 + b"\r\n\r\n"
