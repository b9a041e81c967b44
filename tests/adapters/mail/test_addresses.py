"""Addresses as servers write them."""

import pytest

from concord.adapters.mail.addresses import as_servers_write


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("kim@client.example", "kim@client.example"),
        ("Kim.Lee@Client.Example", "Kim.Lee@Client.Example"),
        ("kim@Bücher.example", "kim@xn--bcher-kva.example"),
        ("jörg@client.example", "jörg@client.example"),
        ("jörg@bücher.example", "jörg@xn--bcher-kva.example"),
        ("nobody", "nobody"),
    ],
)
def test_a_domain_is_plain_and_the_name_stays(address: str, written: str) -> None:
    assert as_servers_write(address) == written
