"""Concord's outbox in Airflow's UI.  Without its guard there is no page at all."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from airflow.configuration import conf
from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:  # an API server's business, and Airflow loads plugins in every task too
    from concord.orchestration.web.guarded_app import GuardedApp

PREFIX = "/concord-outbox"
_BEFORE = urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/")
_log = logging.getLogger(__name__)


class ConcordOutbox(AirflowPlugin):
    """The page, and its place in the navigation."""

    name = "concord_outbox"
    external_views = [  # noqa: RUF012 - as Airflow declares it
        {
            "name": "Outbox",
            "href": f"{_BEFORE}{PREFIX}/",
            "destination": "nav",
            "url_route": "concord-outbox",
            "category": "browse",
        }
    ]

    @property
    def fastapi_apps(self) -> list[dict[str, Any]]:  # type: ignore[override] # asked by instance
        """The app, made when an API server asks; none where anything of it cannot be imported."""
        app = _guarded_app()
        return [] if app is None else [{"app": app, "url_prefix": PREFIX, "name": "Outbox"}]


def _guarded_app() -> GuardedApp | None:
    try:
        from concord.orchestration.web.outbox_page import APP
    except ImportError:
        _log.exception("Concord's outbox has no page, as it cannot be guarded.")
        return None
    return APP
