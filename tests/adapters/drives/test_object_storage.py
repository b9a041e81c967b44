"""A bucket as a drive: it keeps what every drive keeps, by real HTTP and in memory."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from uuid import uuid4

import pytest

from concord.adapters.drives.object_storage import ObjectStorageDrive
from concord.adapters.drives.objects import StorageError, Trouble
from concord.adapters.drives.s3_objects import S3Objects
from concord.adapters.drives.s3_system import s3_system
from concord.domain.errors import (
    DriveUnavailableError,
    FileChangingError,
    KeyReusedWithOtherContentError,
)
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
    everything_said,
    only,
    paths,
    read,
    report,
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


@pytest.fixture
def hands(server: S3Server) -> BucketHands:
    return BucketHands(server)


class TestBucket(
    DriveContract,
    RefusalContract,
    FaultContract,
    UploadContract,
    ConcurrentUploadContract,
    LostAnswerContract,
):
    """A bucket keeps what a drive keeps that is reached over a network."""


def test_time_and_size_are_those_that_s3_tells(hands: BucketHands) -> None:
    hands.put_file("Inbound/NW.csv", b"date")
    file = only(hands)
    assert file.size == 4
    assert file.id == file.path == "Inbound/NW.csv"
    assert file.modified.utcoffset() == timedelta(0)


def test_a_prefix_is_asked_for_and_no_more(hands: BucketHands) -> None:
    hands.put_file("Inbound/NW.csv", b"1")
    hands.drive.listing("Inbound")
    (listing,) = hands.server.requests
    assert "prefix=partners%2FInbound%2F" in listing


def test_keys_that_look_like_ways_lead_nowhere(hands: BucketHands) -> None:
    for key in ("Inbound/../secret.csv", "Inbound//double.csv", "Inbound/./here.csv"):
        hands.put_file(key, key.encode())
    files = hands.drive.listing("Inbound").files
    assert {file.path: read(hands, file) for file in files} == {
        "Inbound//double.csv": b"Inbound//double.csv"
    }


@pytest.mark.parametrize("folder", [".hidden", "$RECYCLE.BIN", "a/.snapshot/b"])
def test_bins_and_hidden_folders_are_no_deliveries(hands: BucketHands, folder: str) -> None:
    hands.put_file("Inbound/NW.csv", b"1")
    hands.put_file(f"Inbound/{folder}/old.csv", b"2")
    assert paths(hands) == ["Inbound/NW.csv"]


def test_a_folder_below_a_hidden_one_may_be_asked_for(hands: BucketHands) -> None:
    hands.put_file(".drops/Inbound/NW.csv", b"1")
    assert paths(hands, ".drops/Inbound") == [".drops/Inbound/NW.csv"]


def test_an_empty_bucket_has_no_files(hands: BucketHands) -> None:
    assert hands.drive.listing("").files == ()


def test_a_bucket_that_is_not_there_is_named(hands: BucketHands) -> None:
    s3_backend().delete_bucket(hands.bucket)
    with pytest.raises(DriveUnavailableError, match=rf"'s3://{hands.bucket}'.*NoSuchBucket"):
        hands.drive.listing("Inbound")


def test_a_server_that_never_answers_is_given_up(hands: BucketHands) -> None:
    hands.put_file("Inbound/NW.csv", b"1")
    extra = {**hands.connection.extra, "config_kwargs": {"read_timeout": 0.1}}
    objects = S3Objects(s3_system(replace(hands.connection, extra=extra), {}), hands.bucket)
    drive = ObjectStorageDrive(objects, "partners", name="s3://drops", pause=at_once)
    hands.server.is_asleep = True
    with pytest.raises(DriveUnavailableError, match="'s3://drops' could not be listed"):
        drive.listing("Inbound")
    assert hands.requests == 5


def test_the_same_content_stored_again_is_another_revision(hands: BucketHands) -> None:
    hands.put_file("Inbound/NW.csv", b"1")
    first = only(hands)
    key = s3_backend().get_object(hands.bucket, "partners/Inbound/NW.csv")
    assert key is not None
    key.last_modified += timedelta(minutes=1)
    again = only(hands)
    assert again.revision != first.revision
    assert read(hands, again) == read(hands, first) == b"1"


def test_a_file_is_fetched_in_parts_of_the_version_that_was_listed(hands: BucketHands) -> None:
    hands.put_file("Inbound/NW.csv", b"1" * (2 * CHUNK + 1))
    file = only(hands)
    before = hands.requests
    assert len(list(hands.drive.content(file))) == 3
    assert hands.requests - before == 3


def test_a_versioned_bucket_hands_out_the_newest(hands: BucketHands) -> None:
    s3_backend().put_bucket_versioning(hands.bucket, "Enabled")
    hands.put_file("Inbound/NW.csv", b"1")
    old = only(hands)
    hands.replace("Inbound/NW.csv", b"2")
    assert read(hands, only(hands)) == b"2"
    with pytest.raises(FileChangingError):
        read(hands, old)
    hands.remove("Inbound/NW.csv")
    hands.make_folder("Inbound")
    assert paths(hands) == []


def test_a_report_has_its_type_and_key_with_it(hands: BucketHands) -> None:
    put = hands.uploads.put(report())
    key = s3_backend().get_object(hands.bucket, f"partners/{put}")
    assert key is not None
    assert key.metadata["content-type"] == "application/pdf"
    assert key.metadata["x-amz-meta-concord-key"] == "acme/2026-10/report/v1"


def test_a_report_that_came_between_is_not_stored_over(
    hands: BucketHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look before is for the usual case; only the condition of the store decides."""
    hands.uploads.put(report(b"first"))
    late = hands.connected()
    monkeypatch.setattr(late, "_is_there", lambda _: False)
    with pytest.raises(KeyReusedWithOtherContentError):
        late.put(report(b"other"))
    assert late.put(report(b"first")) == only(hands, "Reports").id


@pytest.mark.parametrize("put", ["nothing there", "there already"])
def test_an_upload_that_is_refused_is_told_without_the_secret(
    hands: BucketHands, put: str
) -> None:
    if put == "there already":
        hands.uploads.put(report())
    hands.refuse()
    with pytest.raises(DriveUnavailableError, match="did not take") as raised:
        hands.uploads.put(report())
    assert SECRET not in everything_said(raised.value)


def test_an_upload_that_may_not_be_written_is_told(
    hands: BucketHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise StorageError(Trouble.LASTING, "AccessDenied (403)")

    monkeypatch.setattr(S3Objects, "create", refused)
    with pytest.raises(DriveUnavailableError, match="AccessDenied"):
        hands.uploads.put(report())
