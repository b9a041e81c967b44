"""Our pages in a real API server: closed to strangers, viewers and other people's pages."""

import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from concord.adapters.environment_connections import EnvironmentConnections
from concord.domain.outbox import OutboxState
from concord.domain.uncertainty import MailDecision
from concord.orchestration.local_airflow import COMPONENTS, LocalAirflow
from concord.sample_company import generate
from concord.wiring import Deployment, Settings
from tests.pages.chromium import browser_page
from tests.pages.doubtful_mails import doubtful_outbox
from tests.system.airflows import home

__all__ = ["home"]

ROOT = Path(__file__).parents[2]
INSTALLATION = "system-test"
PAGE = "/concord-outbox"
OURS = {"X-Concord-Page": "outbox"}


@dataclass(frozen=True, kw_only=True)
class Server:
    """An API server, and the installation that its pages show."""

    url: str
    deployment: Deployment
    keys: list[str]
    tokens: Mapping[str, str]

    def get(self, path: str, user: str = "") -> httpx.Response:
        """Ask as somebody, or as nobody."""
        return httpx.get(f"{self.url}{path}", headers=self.bearer(user))

    def bearer(self, user: str) -> dict[str, str]:
        """Return the header of somebody who is logged in."""
        return {"Authorization": f"Bearer {self.tokens[user]}"} if user else {}

    def cookie(self, user: str) -> dict[str, str]:
        """Return what a browser would send along by itself."""
        return {"Cookie": f"_token={self.tokens[user]}"}

    def state(self, key: str) -> OutboxState:
        """Return where a mail stands."""
        with self.deployment.store.transaction() as tx:
            entry = tx.outbox.entry(key)
        assert entry is not None
        return entry.state

    def decision(self, key: str = "") -> str:
        """Return where a decision about a mail is sent."""
        return f"{self.url}{PAGE}/mail/{key or self.keys[0]}/decision"


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[Server]:
    """Run an API server alone; the outbox has mails in doubt."""
    sample = generate(home, datetime.now(UTC).date())
    ours = {
        "CONCORD_HOME": str(home),
        "CONCORD_AGREEMENTS": str(sample.agreements),
        "CONCORD_INSTALLATION": INSTALLATION,
    }
    deployment = Deployment(Settings.from_environment(ours), EnvironmentConnections(ours))
    deployment.store.upgrade()
    keys = doubtful_outbox(deployment.store, INSTALLATION)
    airflow = LocalAirflow(
        home=home / "airflow",
        dags=ROOT / "dags",
        port=free_port(),
        environment=ours,
        components={"api-server": COMPONENTS["api-server"]},
    )
    with airflow:
        airflow.migrate()
        airflow.start()
        tokens = {user: token(airflow, user) for user in ("admin", "lead", "viewer")}
        yield Server(url=airflow.url, deployment=deployment, keys=keys, tokens=tokens)


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return int(free.getsockname()[1])


def token(airflow: LocalAirflow, user: str) -> str:
    """Log in, as soon as there is somebody to log in with."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        airflow.check_alive()
        try:
            login = {"username": user, "password": user}
            granted = httpx.post(f"{airflow.url}/auth/token", json=login)
            return str(granted.raise_for_status().json()["access_token"])
        except httpx.TransportError:
            time.sleep(0.3)
    pytest.fail("the API server did not come up")


def paths(server: Server) -> list[tuple[str, str]]:
    """Return every route of every app of our plugins, with a key in its place."""
    from tests.pages.test_plugins import plugins

    return [
        (method, prefix["url_prefix"] + path_of(route, server.keys[0]))
        for plugin in plugins()
        for prefix in plugin.fastapi_apps
        for route in prefix["app"].routes
        for method in route.methods
    ]


def path_of(route: object, key: str) -> str:
    filled = str(getattr(route, "path", ""))
    return filled.replace("{key}", key).replace("{name}", "concord.css")


def test_every_route_is_closed_to_strangers(server: Server) -> None:
    answers = {
        (method, path): httpx.request(method, f"{server.url}{path}").status_code
        for method, path in paths(server)
    }
    assert len(answers) >= 5
    assert set(answers.values()) == {401}


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/mail/", "/nothing"])
def test_there_is_no_documentation(server: Server, path: str) -> None:
    assert server.get(PAGE + path, "admin").status_code == 404


def test_a_viewer_reads_every_page_and_writes_nothing(server: Server) -> None:
    answers = {
        (method, path): httpx.request(
            method, f"{server.url}{path}", headers=server.bearer("viewer") | OURS, json={}
        ).status_code
        for method, path in paths(server)
        if method == "POST"
    }
    assert set(answers.values()) == {403}
    reads = [path for method, path in paths(server) if method == "GET"]
    assert {server.get(path, "viewer").status_code for path in reads} == {200}
    assert 'id="decide"' not in server.get(f"{PAGE}/mail/{server.keys[0]}", "viewer").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {},
    ],
    ids=lambda headers: str(headers) or "nothing",
)
def test_a_page_of_another_origin_decides_nothing(server: Server, headers: dict[str, str]) -> None:
    sent = server.cookie("admin") | OURS | headers
    wanted = {"decision": "Give it up", "attempt": 2, "note": "CSRF"}
    assert httpx.post(server.decision(), headers=sent, json=wanted).status_code == 403
    assert server.state(server.keys[0]) is OutboxState.UNCERTAIN


def test_our_own_header_is_needed(server: Server) -> None:
    sent = server.cookie("admin") | {"Origin": server.url, "Sec-Fetch-Site": "same-origin"}
    assert httpx.post(server.decision(), headers=sent, json={}).status_code == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_form_can_send_is_refused(server: Server, kind: str) -> None:
    sent = server.cookie("admin") | OURS | {"Origin": server.url, "Content-Type": kind}
    body = b'{"decision": "Give it up", "attempt": 2, "note": "x"}'
    assert httpx.post(server.decision(), headers=sent, content=body).status_code == 415


def test_too_much_is_refused(server: Server) -> None:
    sent = server.bearer("lead") | OURS
    answer = httpx.post(server.decision(), headers=sent, json={"note": "x" * 20_000})
    assert answer.status_code == 413


def test_no_answer_runs_what_a_mail_brings(server: Server) -> None:
    for path in ("/", f"/mail/{server.keys[0]}", f"/mail/{server.keys[0]}/body"):
        headers = server.get(PAGE + path, "viewer").headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
    body = server.get(f"{PAGE}/mail/{server.keys[0]}/body", "viewer")
    assert body.headers["content-security-policy"].startswith("sandbox;")
    page = server.get(f"{PAGE}/mail/{server.keys[0]}", "viewer").text
    assert "top.seen" not in page
    assert 'sandbox=""' in page


def test_what_the_mail_service_told_is_shown(server: Server) -> None:
    page = server.get(f"{PAGE}/mail/{server.keys[1]}", "viewer").text
    assert "What the mail service told" in page
    assert "451 try later" in page


def test_the_page_stands_in_the_navigation(server: Server) -> None:
    plugins = server.get("/api/v2/plugins", "admin").json()["plugins"]
    (ours,) = (each for each in plugins if each["name"] == "concord_outbox")
    (view,) = ours["external_views"]
    assert server.get(view["href"], "viewer").status_code == 200


def test_a_person_decides_by_the_page_once(server: Server) -> None:
    key = server.keys[0]
    page = server.get(f"{PAGE}/mail/{key}", "lead").text
    assert "Copies that may have gone out: 2" in page
    sent = server.cookie("lead") | OURS | {"Origin": server.url, "Sec-Fetch-Site": "same-origin"}
    wanted = {"decision": MailDecision.ARRIVED, "attempt": 2, "note": "Ann has it."}
    first = httpx.post(server.decision(key), headers=sent, json=wanted)
    assert first.json() == {"said": "It arrived, by lead."}
    assert server.state(key) is OutboxState.SENT
    assert httpx.post(server.decision(key), headers=sent, json=wanted).status_code == 409
    assert "Ann has it." in server.get(f"{PAGE}/mail/{key}", "viewer").text


FRAME = "document.querySelector('iframe')?.contentDocument"


@pytest.mark.browser
def test_it_works_in_the_frame_of_airflow(server: Server, tmp_path: Path) -> None:
    key = doubtful_outbox(
        server.deployment.store, INSTALLATION, datetime(2026, 10, 3, tzinfo=UTC), "May"
    )[0]
    with browser_page(tmp_path) as page:
        page.look(1440, 1000)
        page.do("Network.setCookie", name="_token", value=server.tokens["lead"], url=server.url)
        page.open(
            f"{server.url}/plugin/concord-outbox", f"{FRAME}?.querySelector('.alarm') != null"
        )
        page.picture(tmp_path / "list.png")
        page.ask(f"{FRAME}.querySelector('a[href*=\"{key}\"]').click()")
        page.wait(f"{FRAME}?.getElementById('decide') && {FRAME}?.readyState == 'complete'")
        page.picture(tmp_path / "mail.png")
        arrived = f"{FRAME}.querySelector('button[value=\"It arrived\"]')"
        page.ask(f"{arrived}.click()")
        assert "A note is required" in page.ask(f"{FRAME}.getElementById('answer').textContent")
        page.ask(f"Object.assign({FRAME}.getElementById('note'), {{value: 'Ann has it.'}}).value")
        page.ask(f"{arrived}.click()")
        assert page.ask(f"{arrived}.textContent") == "Sure? It arrived"
        page.ask(f"{arrived}.click()")
        page.wait(f"{FRAME}?.body.innerText.includes('Ann has it.')")
        page.wait(f"{FRAME}?.getElementById('decide') == null")
        assert page.ask("window.seen") is None
    assert server.state(key) is OutboxState.SENT
    blocked = [told for told in page.told if "evil" in told or "127.0.0.1:9" in told]
    assert all("Content Security Policy" in told for told in blocked)
