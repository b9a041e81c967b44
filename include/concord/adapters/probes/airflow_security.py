"""Whether Airflow is set up so that nobody gets in: its secrets, its logins, what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from concord.adapters.probes.airflow_settings import AirflowSettings
from concord.adapters.probes.secrets import weakness
from concord.domain.examination import Examined, failing, ok, warning

FERNET_LENGTH, LENGTH = 44, 32
LOGIN_SECONDS = 3600
"""Nobody stays logged in for longer than an hour without coming back."""

MASKED = ("hook_url", "webhook_url", "webhook", "signing_key", "dsn")
"""Names of secrets that Airflow would not mask by itself."""

_SECRETS = (
    ("core", "fernet_key", FERNET_LENGTH),
    ("api_auth", "jwt_secret", LENGTH),
    ("api", "secret_key", LENGTH),
)
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Switch:
    """A setting that shows or allows too much unless it has its safe value."""

    section: str
    key: str
    safe: str
    default: str
    what: str


_SWITCHES = (
    _Switch(
        section="api",
        key="expose_config",
        safe="false",
        default="false",
        what="everybody with a login may read Airflow's settings",
    ),
    _Switch(
        section="api",
        key="expose_stacktrace",
        safe="false",
        default="false",
        what="errors show Airflow's code and paths to whoever calls it",
    ),
    _Switch(
        section="api",
        key="enable_swagger_ui",
        safe="false",
        default="true",
        what="strangers may read what Airflow's API offers",
    ),
    _Switch(
        section="core",
        key="test_connection",
        safe="disabled",
        default="disabled",
        what="whoever may edit connections may have Airflow connect anywhere",
    ),
    _Switch(
        section="core",
        key="load_examples",
        safe="false",
        default="true",
        what="Airflow's examples run beside your DAGs",
    ),
)


def examine_airflow_secrets(item: str, settings: AirflowSettings) -> tuple[Examined, ...]:
    """Return which of Airflow's own secrets are missing or weak; it quotes none."""
    found = []
    for section, key, least in _SECRETS:
        if settings.is_elsewhere(section, key):
            continue
        value = settings.get(section, key)
        reason = weakness(value, least) if value else "is not set"
        if reason:
            remedy = "Make new ones with docker/new-secrets, and start everything again."
            found.append(failing(item, f"[{section}] {key} {reason}", remedy))
    return tuple(found) or (ok(item, "Airflow's own secrets are set and hard to guess"),)


def examine_airflow_logins(item: str, settings: AirflowSettings) -> tuple[Examined, ...]:
    """Return whether logins are fit for production, and how long they last."""
    return tuple(_logins(item, settings)) or (ok(item, "logins are fit for production"),)


def _logins(item: str, settings: AirflowSettings) -> Iterator[Examined]:
    auth_manager = settings.get("core", "auth_manager")
    if not auth_manager or "SimpleAuthManager" in auth_manager:
        found = "the simple auth manager keeps its passwords in a file that anybody may read"
        remedy = "Name another in [core] auth_manager, such as that of the FAB provider."
        here = settings.get("api", "host") in _LOOPBACK
        yield (warning if here else failing)(item, found, remedy)
    seconds = settings.get("api_auth", "jwt_expiration_time") or "86400"
    if not seconds.isdigit() or int(seconds) > LOGIN_SECONDS:
        remedy = f"Set [api_auth] jwt_expiration_time to {LOGIN_SECONDS}."
        yield warning(item, f"a login that was stolen works for {seconds} seconds", remedy)


def examine_airflow_openness(item: str, settings: AirflowSettings) -> tuple[Examined, ...]:
    """Return what Airflow shows or allows although nobody needs it."""
    return tuple(_openness(item, settings)) or (ok(item, "Airflow shows no more than it must"),)


def _openness(item: str, settings: AirflowSettings) -> Iterator[Examined]:
    if settings.unreadable:
        found = f"{settings.unreadable} cannot be read: what it says is not examined"
        yield failing(item, found, "See what `airflow config list` says, as the same user.")
    for switch in _SWITCHES:
        value = (settings.get(switch.section, switch.key) or switch.default).lower()
        if value != switch.safe:
            remedy = f"Set [{switch.section}] {switch.key} to {switch.safe.capitalize()}."
            yield warning(item, switch.what, remedy)
    masked = settings.get("core", "sensitive_var_conn_names").lower().split(",")
    missing = [name for name in MASKED if name not in {each.strip() for each in masked}]
    if missing:
        found = f"logs would show secrets that are called {', '.join(missing)}"
        remedy = f"Set [core] sensitive_var_conn_names to {','.join(MASKED)}."
        yield warning(item, found, remedy)
