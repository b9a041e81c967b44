"""One connection for many requests: whatever happens to it, what was sent is known."""

import http.client
import socket
import ssl
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.error import HTTPError

import pytest

from concord.adapters.mail import careful_line
from concord.adapters.mail.careful_line import CarefulLine, NotConnectedError
from concord.ports import SendStep
from tests.adapters.mail.certificates import Certified
from tests.mail_servers import Provider, sendgrid_server


def request(url: str) -> urllib.request.Request:
    headers = {"Authorization": "Bearer SG.key"}
    return urllib.request.Request(f"{url}/v3/mail/send", b"{}", headers)  # noqa: S310 - our own


def ask(line: CarefulLine, url: str) -> int:
    return line.open(request(url), timeout=2).getcode()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def test_an_answer_has_a_status_headers_and_a_body() -> None:
    provider = Provider(status=200, body=b"yes")
    with sendgrid_server(provider), closing(CarefulLine()) as line:
        answer = line.open(request(provider.url), timeout=2)
    assert (answer.getcode(), answer.read()) == (200, b"yes")
    assert answer.info()["X-Message-Id"] == "sg-1"


def test_a_connection_is_kept_from_request_to_request() -> None:
    provider = Provider()
    with sendgrid_server(provider), closing(CarefulLine()) as line:
        assert [ask(line, provider.url) for _ in range(3)] == [202] * 3
    assert provider.connections == 1


def test_a_refusal_does_not_end_it() -> None:
    provider = Provider(status=400)
    with sendgrid_server(provider), closing(CarefulLine()) as line:
        for _ in range(2):
            with pytest.raises(HTTPError):
                ask(line, provider.url)
    assert provider.connections == 1


@pytest.mark.parametrize("sudden", [True, False])
def test_one_that_the_server_has_closed_is_not_used_again(*, sudden: bool) -> None:
    provider = Provider(share=1, sudden=sudden)
    with sendgrid_server(provider), closing(CarefulLine()) as line:
        for _ in range(3):
            assert ask(line, provider.url) == 202
            wait_until_closed(line)
    assert provider.connections == 3


def wait_until_closed(line: CarefulLine) -> None:
    """Wait for the server's farewell, which may come after its answer."""
    kept = line._kept
    if kept is not None and kept.sock is not None:
        kept.sock.recv(1, socket.MSG_PEEK)


def test_one_that_rested_long_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(careful_line, "LONGEST_IDLE", -1)
    provider = Provider()
    with sendgrid_server(provider), closing(CarefulLine()) as line:
        assert [ask(line, provider.url) for _ in range(2)] == [202, 202]
    assert provider.connections == 2


def test_another_host_is_another_connection() -> None:
    first, second = Provider(), Provider()
    with sendgrid_server(first), sendgrid_server(second), closing(CarefulLine()) as line:
        assert [ask(line, each.url) for each in (first, second)] == [202, 202]
    assert (first.connections, second.connections) == (1, 1)


@pytest.mark.parametrize("broken", [Provider(cut=True), Provider(truncated=True)])
def test_a_request_whose_answer_broke_off_is_not_sent_again(broken: Provider) -> None:
    with sendgrid_server(broken), closing(CarefulLine()) as line:
        with pytest.raises((http.client.HTTPException, ConnectionError)) as failed:
            ask(line, broken.url)
        assert len(broken.requests) == 1
    assert not isinstance(failed.value, NotConnectedError)


def test_whoever_watches_is_told_of_each_request() -> None:
    seen: list[SendStep] = []
    with sendgrid_server(Provider()) as provider, closing(CarefulLine()) as line:
        line.notice = seen.append
        ask(line, provider.url)
        ask(line, provider.url)
    assert seen == [SendStep.CONNECTED, SendStep.WRITTEN] * 2


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_connection_that_was_never_made_says_so(scheme: str) -> None:
    with pytest.raises(NotConnectedError) as failed:
        ask(CarefulLine(), f"{scheme}://127.0.0.1:{free_port()}")
    assert isinstance(failed.value.__cause__, ConnectionRefusedError)


def test_a_name_that_no_name_server_knows_was_never_connected_to() -> None:
    with pytest.raises(NotConnectedError):
        ask(CarefulLine(), "https://sendgrid.invalid")
    with pytest.raises(NotConnectedError):
        ask(CarefulLine(), f"https://{'a' * 64}.invalid")


def test_a_connection_that_took_too_long_for_the_lease_sends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(careful_line, "BEFORE_REQUEST", -1)
    with sendgrid_server(Provider()) as provider, pytest.raises(NotConnectedError) as failed:
        ask(CarefulLine(), provider.url)
    assert isinstance(failed.value.__cause__, TimeoutError)
    assert provider.requests == []


def test_a_server_that_speaks_no_tls_was_never_connected_to() -> None:
    with sendgrid_server(Provider()) as provider, pytest.raises(NotConnectedError) as failed:
        ask(CarefulLine(), provider.url.replace("http:", "https:"))
    assert isinstance(failed.value.__cause__, ssl.SSLError)
    assert provider.requests == []


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    return Certified.made(tmp_path_factory.mktemp("tls"))


def test_a_certificate_that_nobody_vouches_for_is_not_connected_to(certified: Certified) -> None:
    provider = Provider()
    server = sendgrid_server(provider, tls=certified.context)
    with server, pytest.raises(NotConnectedError) as failed:
        ask(CarefulLine(), provider.url)
    assert isinstance(failed.value.__cause__, ssl.SSLCertVerificationError)
    assert provider.requests == []


def test_one_that_somebody_vouches_for_is_kept_like_any_other(
    certified: Certified, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certified.file))
    provider = Provider()
    with sendgrid_server(provider, tls=certified.context), closing(CarefulLine()) as line:
        assert [ask(line, provider.url) for _ in range(2)] == [202, 202]
    assert len(provider.requests) == 2


@contextmanager
def proxy(
    answer: bytes, monkeypatch: pytest.MonkeyPatch, login: str = ""
) -> Iterator[list[bytes]]:
    """Run a proxy that answers so, and be told to go by it."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("https_proxy", f"http://{login}127.0.0.1:{server.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)

        def serve() -> None:
            with server.accept()[0] as peer:
                asked.append(peer.recv(65_536))
                peer.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield asked
        thread.join()


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 407 Log in first\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 403 No\r\n\r\n",
        b"what?\r\n\r\n",
        b"",
    ],
)
def test_a_proxy_that_refuses_lets_nothing_be_sent(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    between = proxy(answer, monkeypatch, "us%20er:pa%3Ass@")
    with between as asked, pytest.raises(NotConnectedError):
        ask(CarefulLine(), "https://api.sendgrid.example")
    assert asked[0].startswith(b"CONNECT api.sendgrid.example:443 ")
    assert b"Proxy-Authorization: Basic dXMgZXI6cGE6c3M=\r\n" in asked[0]
    assert b"SG.key" not in asked[0]


def test_a_proxy_without_a_login_is_told_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with proxy(b"", monkeypatch) as asked, pytest.raises(NotConnectedError):
        ask(CarefulLine(), "https://api.sendgrid.example:8443")
    assert asked[0].startswith(b"CONNECT api.sendgrid.example:8443 ")
    assert b"Proxy-Authorization" not in asked[0]


def test_this_machine_is_reached_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    with sendgrid_server(Provider()) as provider, closing(CarefulLine()) as line:
        assert ask(line, provider.url) == 202


def test_a_host_that_needs_no_proxy_is_reached_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with sendgrid_server(Provider()) as provider, pytest.raises(NotConnectedError) as failed:
        ask(CarefulLine(), provider.url.replace("http:", "https:"))
    assert isinstance(failed.value.__cause__, ssl.SSLError)
