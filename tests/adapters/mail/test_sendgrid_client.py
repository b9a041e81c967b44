"""SendGrid's HTTP client over a careful line."""

import pytest
from python_http_client.exceptions import HTTPError, UnauthorizedError

from concord.adapters.mail.sendgrid_client import CarefulClient
from tests.mail_servers import Answer, Provider, sendgrid_server


def client(url: str, timeout: float = 2) -> CarefulClient:
    return CarefulClient(url, {"Authorization": "Bearer SG.key"}, timeout=timeout)


def test_a_request_goes_to_the_path_it_names() -> None:
    with sendgrid_server(Provider()) as provider:
        asked = client(provider.url)
        response = asked.mail.send.post(request_body={"a": 1})
        asked.line.close()
    assert response.status_code == 202
    assert [asked[:2] for asked in provider.requests] == [("POST", "/v3/mail/send")]
    assert provider.requests[0][3] == {"a": 1}


def test_all_requests_of_a_client_share_its_line() -> None:
    with sendgrid_server(Provider()) as provider:
        asked = client(provider.url)
        for _ in range(3):
            asked.mail.send.post(request_body={})
            asked.scopes.get()
        asked.line.close()
    assert (provider.connections, len(provider.requests)) == (1, 6)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed_and_the_key_stays_here(status: int) -> None:
    with sendgrid_server(Provider()) as elsewhere:
        moved = Provider(status=status, headers={"Location": f"{elsewhere.url}/v3/mail/send"})
        with sendgrid_server(moved):
            asked = client(moved.url)
            with pytest.raises(HTTPError) as refused:
                asked.mail.send.post(request_body={})
            asked.line.close()
    assert refused.value.status_code == status
    assert elsewhere.requests == []


def test_a_refusal_has_its_status_its_headers_and_what_was_said() -> None:
    said = Answer(status=401, headers={"Retry-After": "5"}, body=b"no")
    with sendgrid_server(Provider(answers={"/v3/scopes": said})) as provider:
        asked = client(provider.url)
        with pytest.raises(UnauthorizedError) as refused:
            asked.scopes.get()
        asked.line.close()
    assert (refused.value.status_code, refused.value.body) == (401, b"no")
    assert refused.value.headers["Retry-After"] == "5"


def test_the_time_out_holds_for_the_request_itself() -> None:
    provider = Provider(hang=5)
    with sendgrid_server(provider), pytest.raises(TimeoutError):
        client(provider.url, timeout=0.1).mail.send.post(request_body={})
