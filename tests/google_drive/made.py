"""The parts of the Google adapter, connected to a made-up drive."""

from concord.adapters.drives.google_connection import READ, google_access
from concord.adapters.drives.google_queries import GoogleQueries
from concord.adapters.drives.google_requests import GoogleRequests
from tests.google_drive.account import google_connection
from tests.google_drive.contents import DRIVE
from tests.google_drive.server import DriveServer


def requests_to(
    server: DriveServer, pauses: list[float] | None = None, **extra: object
) -> GoogleRequests:
    """Return requests that do not really pause, but say how long they would."""
    access = google_access(google_connection(server.url, scope=READ, **extra))
    return GoogleRequests(access, pause=([] if pauses is None else pauses).append)


def queries_to(server: DriveServer) -> GoogleQueries:
    """Return queries to the made-up drive."""
    return GoogleQueries(requests_to(server), DRIVE)
