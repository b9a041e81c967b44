"""Connections: what is open or weak is named, and no secret is quoted."""

import pytest

from concord.adapters.environment_connections import EnvironmentConnections
from concord.adapters.probes.connection_security import Purposes, examine_connections
from concord.domain.examination import Examined, Health

STRONG = "kT4w9ZqLmX2r"
PURPOSES = Purposes(events="concord_events", called=frozenset({"concord_alarm"}))


def examined(**connections: str) -> tuple[Examined, ...]:
    environment = {f"AIRFLOW_CONN_{name.upper()}": text for name, text in connections.items()}
    found = EnvironmentConnections(environment)
    return examine_connections("connections", found, (*found.ids(), "gone"), PURPOSES)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("concord_db", f"postgres://concord:{STRONG}@db.internal/concord?sslmode=verify-full"),
        ("concord_db", f"postgres://concord:{STRONG}@localhost/concord"),
        ("concord_db", f"postgres://concord:{STRONG}@127.0.0.1/concord"),
        ("concord_mail", "smtp://kim:word@mail.example"),
        ("concord_mail", "smtp://mail.example:465?disable_tls=true"),
        ("concord_mail", "smtp://localhost:25?disable_tls=true"),
        ("concord_events", f"http://:{STRONG}@"),
        ("concord_alarm", "http://:https%3A%2F%2Fchat.example%2Fhook@"),
        ("other_service", "http://intranet.example"),
        ("ops_drive", "fs://"),
    ],
)
def test_what_is_closed_is_well(name: str, text: str) -> None:
    (item,) = examined(**{name: text})
    assert item.health is Health.OK


@pytest.mark.parametrize(
    ("name", "text", "words", "health"),
    [
        (
            "concord_db",
            f"postgres://concord:{STRONG}@db.internal/concord",
            "unencrypted",
            Health.WARNING,
        ),
        ("concord_db", "postgres://concord:airflow@localhost/c", "would guess", Health.FAILING),
        ("concord_db", "postgres://concord@localhost/c", "is shorter than", Health.FAILING),
        (
            "concord_mail",
            f"smtp://kim:{STRONG}@mail.example?disable_tls=true",
            "its password unencrypted",
            Health.FAILING,
        ),
        ("concord_mail", "smtp://mail.example?ssl_context=none", "any server", Health.WARNING),
        ("concord_events", "http://", "no key", Health.FAILING),
        (
            "concord_alarm",
            f"http://:http%3A%2F%2Fchat.example%2F{STRONG}@",
            "not encrypted",
            Health.FAILING,
        ),
        ("concord_mail", f"{STRONG} is no connection", "neither JSON nor a URI", Health.FAILING),
    ],
)
def test_what_is_open_or_weak_is_named(name: str, text: str, words: str, health: Health) -> None:
    (item,) = examined(**{name: text})
    assert (item.health, name in item.found.lower()) == (health, True)
    assert words in item.found
    assert STRONG not in f"{item.found}{item.remedy}"
