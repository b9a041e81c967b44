"""The parts of the Google adapter, connected to a made-up drive."""

from functools import cache

from google.oauth2.service_account import Credentials

from concord.adapters.drives.google_connection import READ, GoogleAccess, google_access
from concord.adapters.drives.google_queries import GoogleQueries
from concord.adapters.drives.google_requests import GoogleRequests
from tests.google_drive.account import google_connection
from tests.google_drive.contents import DRIVE
from tests.google_drive.server import DriveServer

_NOWHERE = "http://127.0.0.1:9"


@cache
def _parsed_key() -> Credentials:
    """Return the account's credentials: its key takes long to parse, and is the same for all."""
    credentials = google_access(google_connection(_NOWHERE)).credentials
    assert isinstance(credentials, Credentials)
    return credentials


def access_to(server: DriveServer, scope: str = READ, retries: int = 5) -> GoogleAccess:
    """Return the access that a connection to a server gives."""
    credentials = _parsed_key().with_scopes([scope]).with_token_uri(f"{server.url}/token")
    return GoogleAccess(
        connection="acme_drive",
        drive=DRIVE,
        endpoint=f"{server.url}/drive/v3/",
        scopes=(scope,),
        retries=retries,
        credentials=credentials,
    )


def requests_to(
    server: DriveServer, pauses: list[float] | None = None, retries: int = 5
) -> GoogleRequests:
    """Return requests that do not really pause, but say how long they would."""
    pause = ([] if pauses is None else pauses).append
    return GoogleRequests(access_to(server, retries=retries), pause=pause)


def queries_to(server: DriveServer) -> GoogleQueries:
    """Return queries to the made-up drive."""
    return GoogleQueries(requests_to(server), DRIVE)
