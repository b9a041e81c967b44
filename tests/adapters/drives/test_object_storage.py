"""A bucket as a drive: it keeps what every drive keeps, by real HTTP and in memory."""

from collections.abc import Iterator
from functools import cached_property
from uuid import uuid4

import pytest

from concord.adapters.drives.object_storage import ObjectStorageDrive
from concord.adapters.drives.s3_objects import S3Objects
from concord.adapters.drives.s3_system import s3_system
from concord.ports import ConnectionSettings
from tests.adapters.drives.drive_contract import (
    ODD_NAMES,
    SECRET,
    ConcurrentUploadContract,
    DriveContract,
    FaultContract,
    FaultyHands,
    LosingHands,
    LostAnswerContract,
    RefusalContract,
    RefusingHands,
    UploadContract,
)
from tests.adapters.drives.s3_server import S3Server, s3_backend

CHUNK = 1 << 16


def at_once(_: float) -> None:
    """Pause for no time at all."""


class BucketHands(FaultyHands, LosingHands, RefusingHands):
    """People with a console of S3; the drive is a folder of their bucket."""

    odd_names = ODD_NAMES  # the server, not S3, loses its way with a line break in a path
    chunk = CHUNK
    page = 1000

    def __init__(self, server: S3Server) -> None:
        self.server = server
        self.bucket = f"drops-{uuid4()}"
        s3_backend().create_bucket(self.bucket, "us-east-1")

    @property
    def connection(self) -> ConnectionSettings:
        return ConnectionSettings(
            id="drops",
            type="aws",
            login="concord",
            password=SECRET,
            extra={"endpoint_url": self.server.url, "region_name": "us-east-1"},
        )

    @cached_property
    def drive(self) -> ObjectStorageDrive:
        return self.connected()

    def connected(self) -> ObjectStorageDrive:
        """Connect anew."""
        objects = S3Objects(s3_system(self.connection, {}), self.bucket)
        return ObjectStorageDrive(
            objects, "partners", name=f"s3://{self.bucket}", chunk=CHUNK, pause=at_once
        )

    @property
    def uploads(self) -> ObjectStorageDrive:
        return self.connected()

    def put_file(self, path: str, content: bytes) -> None:
        s3_backend().put_object(self.bucket, f"partners/{path}", content)

    def replace(self, path: str, content: bytes) -> None:
        self.put_file(path, content)

    def remove(self, path: str) -> None:
        s3_backend().delete_object(self.bucket, f"partners/{path}")

    def make_folder(self, path: str) -> None:
        self.put_file(f"{path}/", b"")

    def put_refused(self, path: str) -> None:
        s3_backend().put_object(self.bucket, f"partners/{path}", b"1", storage="GLACIER")

    def stumble(self, times: int) -> None:
        self.server.stumbles = times

    def refuse(self) -> None:
        self.server.refusal = f"The key {SECRET} opens nothing."

    def go_away(self) -> None:
        self.server.stop()

    def cut_next_read(self, after: int) -> None:
        self.server.cut_after = after

    def lose_next_answer(self) -> None:
        self.server.loses_next = True

    @property
    def requests(self) -> int:
        return len(self.server.requests)


@pytest.fixture
def server() -> Iterator[S3Server]:
    running = S3Server()
    yield running
    running.stop()


class TestBucket(
    DriveContract,
    RefusalContract,
    FaultContract,
    UploadContract,
    ConcurrentUploadContract,
    LostAnswerContract,
):
    """A bucket keeps what a drive keeps that is reached over a network."""

    @pytest.fixture
    def hands(self, server: S3Server) -> BucketHands:
        return BucketHands(server)
