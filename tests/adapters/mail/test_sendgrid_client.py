"""SendGrid's HTTP client, made careful."""

import socket
import ssl
from urllib.error import URLError

import pytest
from python_http_client.exceptions import HTTPError

from concord.adapters.mail.sendgrid_client import CarefulClient, NotConnectedError
from tests.mail_servers import Provider, sendgrid_server


def client(url: str, timeout: float = 2) -> CarefulClient:
    return CarefulClient(url, {"Authorization": "Bearer SG.key"}, 3, timeout=timeout)


def test_a_request_goes_to_the_path_it_names() -> None:
    with sendgrid_server(Provider()) as provider:
        response = client(provider.url).mail.send.post(request_body={"a": 1})
    assert response.status_code == 202
    assert [asked[:2] for asked in provider.requests] == [("POST", "/v3/mail/send")]
    assert provider.requests[0][3] == {"a": 1}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed_and_the_key_stays_here(status: int) -> None:
    with sendgrid_server(Provider()) as elsewhere:
        moved = Provider(status=status, headers={"Location": f"{elsewhere.url}/v3/mail/send"})
        with sendgrid_server(moved), pytest.raises(HTTPError) as refused:
            client(moved.url).mail.send.post(request_body={})
    assert refused.value.status_code == status
    assert elsewhere.requests == []


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_connection_that_was_never_made_says_so(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(URLError) as failed:
        client(f"{scheme}://127.0.0.1:{port}").mail.send.post(request_body={})
    assert isinstance(failed.value.reason, NotConnectedError)


def test_a_server_that_speaks_no_tls_was_never_connected_to() -> None:
    with sendgrid_server(Provider()) as provider, pytest.raises(URLError) as failed:
        client(provider.url.replace("http:", "https:")).mail.send.post(request_body={})
    assert isinstance(failed.value.reason, NotConnectedError)
    assert isinstance(failed.value.reason.__cause__, ssl.SSLError)


def test_the_time_out_holds_for_the_request_itself() -> None:
    provider = Provider(hang=5)
    with sendgrid_server(provider), pytest.raises(TimeoutError):
        client(provider.url, timeout=0.1).mail.send.post(request_body={})
