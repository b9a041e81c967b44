"""A Google shared drive keeps what every drive keeps, on a good line and on a bad one."""

from collections.abc import Iterator

import pytest

from tests.adapters.drives.drive_contract import (
    DriveContract,
    FaultContract,
    LostAnswerContract,
    MarkContract,
    RefusalContract,
    RenamingContract,
    TwinContract,
    UploadContract,
)
from tests.google_drive.hands import GoogleHands
from tests.google_drive.server import DriveServer, drive_server


@pytest.fixture
def server() -> Iterator[DriveServer]:
    with drive_server() as running:
        yield running


class TestGoogleDrive(
    DriveContract,
    RenamingContract,
    TwinContract,
    RefusalContract,
    MarkContract,
    FaultContract,
    UploadContract,
    LostAnswerContract,
):
    """A shared drive on a good line."""

    @pytest.fixture
    def hands(self, server: DriveServer) -> GoogleHands:
        return GoogleHands(server)
