"""The examination of an installation: which items there are, and what each is asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import URL

from concord.adapters.agreement_files import LoadedFolder, load_folder
from concord.adapters.environment_connections import EnvironmentConnections
from concord.adapters.locations import database_url
from concord.adapters.probes.airflow_health import examine_airflow
from concord.adapters.probes.airflow_security import (
    examine_airflow_logins,
    examine_airflow_openness,
    examine_airflow_secrets,
)
from concord.adapters.probes.airflow_settings import AirflowSettings
from concord.adapters.probes.clock import Clock, examine_clock, http_time
from concord.adapters.probes.connection_security import Purposes, examine_connections
from concord.adapters.probes.database import examine_database, server_time
from concord.adapters.probes.folders import examine_folder, examine_permissions, examine_user
from concord.adapters.probes.mail import examine_mail
from concord.adapters.probes.packages import examine_packages, examine_python
from concord.adapters.probes.time_zones import examine_time_zones
from concord.adapters.probes.timed import Check, examined_in
from concord.domain.agreement import Agreement
from concord.domain.examination import Examined, failing
from concord.domain.finding import visible
from concord.domain.source import Source
from concord.services.examine_agreements import examine_findings, examine_holidays, zones_of
from concord.services.examine_delivery import examine_delivery
from concord.services.examine_drive import examine_drive
from concord.wiring.parts import DATABASE, MAIL, STORE, Parts
from concord.wiring.sending import EVENTS
from concord.wiring.settings import Settings
from concord.wiring.watching import ALARM, HEARTBEAT

_SECONDS, _READING_SECONDS, _DRIVE_SECONDS, _MAIL_SECONDS = 15.0, 60.0, 30.0, 30.0
_HTTP_SECONDS = 5.0
_SECRETS_OF_AIRFLOW = (
    "airflow.cfg",
    "passwords.json",
    "simple_auth_manager_passwords.json.generated",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item to be examined, and how many seconds that may take."""

    name: str
    check: Check
    seconds: float = _SECONDS

    def examined(self) -> tuple[Examined, ...]:
        """Return what was found; this neither raises nor takes longer."""
        return examined_in(self.seconds, self.name, self.check)


class Examination:
    """Everything there is to examine of the installation that an environment describes."""

    def __init__(self, environment: Mapping[str, str], clock: Callable[[], datetime]) -> None:
        self._environment = environment
        self._clock = clock
        self._settings = Settings.from_environment(environment)
        self._connections = EnvironmentConnections(environment)
        self._folder: LoadedFolder | None = None

    def items(self) -> Iterator[Item]:
        """Yield the items one by one: what the agreements name, once they were examined."""
        yield Item(name="python", check=partial(examine_python, "python"))
        yield Item(name="packages", check=partial(examine_packages, "packages"))
        yield Item(name="agreements", check=self._read_agreements, seconds=_READING_SECONDS)
        yield from self._drives()
        yield Item(name=STORE, check=self._store)
        yield Item(name=DATABASE, check=self._database)
        yield Item(name=MAIL, check=self._mail, seconds=_MAIL_SECONDS)
        yield from self._delivery()
        yield from self._calendars()
        yield Item(name="clock", check=self._compare_clocks)
        yield Item(name="airflow", check=self._airflow)
        yield Item(name="permissions", check=self._permissions)

    def security_items(self) -> Iterator[Item]:
        """Yield the items that are about security; none of them asks another machine."""
        airflow = AirflowSettings(self._environment, self._airflow_home / "airflow.cfg")
        for name, check in (
            ("airflow secrets", examine_airflow_secrets),
            ("airflow logins", examine_airflow_logins),
            ("airflow settings", examine_airflow_openness),
        ):
            yield Item(name=name, check=partial(check, name, airflow))
        yield Item(name="connections", check=self._open_connections)
        yield Item(name="permissions", check=self._permissions)
        yield Item(name="user", check=lambda: (examine_user("user", os.geteuid()),))

    def _open_connections(self) -> tuple[Examined, ...]:
        purposes = Purposes(events=EVENTS, called=frozenset({ALARM, HEARTBEAT}))
        connections = self._connections
        return examine_connections("connections", connections, connections.ids(), purposes)

    def _read_agreements(self) -> tuple[Examined, ...]:
        where = self._settings.agreements
        if not where.is_dir():
            remedy = "Name the folder of your agreements in CONCORD_AGREEMENTS."
            return (failing("agreements", f"there is no folder {where}", remedy),)
        self._folder = load_folder(where)
        files = self._folder.agreements
        findings = [*self._folder.findings, *(f for one in files for f in one.findings)]
        return (examine_findings("agreements", len(files), findings),)

    @property
    def _agreements(self) -> tuple[Agreement, ...]:
        loaded = () if self._folder is None else self._folder.agreements
        return tuple(one.agreement for one in loaded if one.agreement is not None)

    def _drives(self) -> Iterator[Item]:
        """Yield one item for each folder of a drive, however many sources lie in it."""
        sources = {source.drive: source for a in self._agreements for source in a.sources}
        for drive in sorted(sources, key=lambda each: (each.connection, each.folder)):
            name = f"drive {visible(drive.connection)}"
            check = partial(self._list, name, sources[drive])
            yield Item(name=name, check=check, seconds=_DRIVE_SECONDS)

    def _list(self, name: str, source: Source) -> tuple[Examined, ...]:
        parts = Parts(self._settings, self._connections, self._clock)
        return (examine_drive(name, parts.drive_of(source), source.drive.folder),)

    def _store(self) -> tuple[Examined, ...]:
        landing, observations = self._stores()
        return (
            *examine_folder(f"{STORE} landing", landing),
            *examine_folder(f"{STORE} observations", observations),
        )

    def _stores(self) -> tuple[Path, Path]:
        root = Parts(self._settings, self._connections).observations.root
        return root.with_name("landing"), root

    def _database(self) -> tuple[Examined, ...]:
        return examine_database(DATABASE, self._database_url())

    def _database_url(self) -> URL:
        embedded = self._settings.home / "concord.db"
        return database_url(self._connections.get(DATABASE), embedded)

    def _mail(self) -> tuple[Examined, ...]:
        return examine_mail(MAIL, self._connections.get(MAIL), self._outbox)

    @property
    def _outbox(self) -> Path:
        return self._settings.home / "outbox"

    def _delivery(self) -> Iterator[Item]:
        if self._folder is None:
            return
        delivery, installation = self._folder.organisation.delivery, self._settings.installation
        found = examine_delivery("delivery", delivery, installation)
        yield Item(name="delivery", check=lambda: (found,))

    def _calendars(self) -> Iterator[Item]:
        if self._folder is None:
            return
        ours, agreements = self._folder.organisation, self._agreements
        zones = zones_of(ours, agreements)
        yield Item(name="time zones", check=partial(examine_time_zones, "time zones", zones))
        today = self._clock().astimezone(ours.zone).date()
        holidays = examine_holidays("holidays", ours, agreements, today)
        yield Item(name="holidays", check=lambda: (holidays,))

    def _compare_clocks(self) -> tuple[Examined, ...]:
        return examine_clock("clock", self._other_clocks(), self._clock)

    def _other_clocks(self) -> Iterator[tuple[str, Clock]]:
        yield "the database's", lambda: server_time(self._database_url())
        yield "SendGrid's", self._sendgrid_time
        airflow = self._settings.base_url
        yield f"that of {airflow}", lambda: http_time(airflow, _HTTP_SECONDS)

    def _sendgrid_time(self) -> datetime | None:
        settings = self._connections.get(MAIL)
        if settings is None or settings.type.strip().lower() != "sendgrid":
            return None
        from concord.adapters.mail.sendgrid_account import base_url

        return http_time(base_url(settings), _HTTP_SECONDS)

    def _airflow(self) -> tuple[Examined, ...]:
        return examine_airflow(
            "airflow",
            self._settings.base_url,
            self._clock,
            is_configured="CONCORD_BASE_URL" in self._environment,
            timeout=_HTTP_SECONDS,
        )

    @property
    def _airflow_home(self) -> Path:
        return Path(self._environment.get("AIRFLOW_HOME", "~/airflow")).expanduser()

    def _permissions(self) -> tuple[Examined, ...]:
        home, agreements = self._settings.home, self._settings.agreements
        landing, observations = self._stores()
        writable = (home, agreements, *sorted(agreements.glob("*.yaml")), landing, observations)
        airflow = self._airflow_home
        secret = (
            home / "concord.db",
            self._outbox,
            landing,
            observations,
            Path(".env").absolute(),
            *(airflow / name for name in _SECRETS_OF_AIRFLOW),
        )
        return examine_permissions("permissions", writable, secret)
