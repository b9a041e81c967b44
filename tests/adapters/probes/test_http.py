"""One question by HTTP, which leads nowhere else."""

import httpx
import pytest

from concord.adapters.probes.http import asked
from tests.adapters.probes.web import answering


def test_the_answer_is_that_of_who_was_asked() -> None:
    with answering(b"well") as (url, paths):
        assert asked(f"{url}/health", 5).text == "well"
    assert paths == ["/health"]


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    with answering(status=302, headers={"Location": "/elsewhere"}) as (url, paths):
        assert asked(f"{url}/health", 5).status_code == 302
    assert paths == ["/health"]


def test_a_proxy_is_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with answering(b"well") as (url, _):
        assert asked(url, 5).text == "well"
    with pytest.raises(httpx.HTTPError):
        asked("http://far.example", 5)
