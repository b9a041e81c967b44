"""Each type of connection leads to its kind of drive, or says what is missing."""

from pathlib import Path
from typing import Any

import pytest

from concord.adapters.drives.connected import drive_for
from concord.domain.errors import ConnectionMalformedError
from concord.ports import ConnectionSettings, Upload
from tests.adapters.drives.drive_contract import SECRET
from tests.adapters.drives.s3_server import S3Server, s3_backend
from tests.adapters.drives.test_object_storage import server

__all__ = ["server"]

BUCKET = "connected-drops"


def connection(kind: str, **given: Any) -> ConnectionSettings:  # noqa: ANN401 - any setting
    return ConnectionSettings(**{"id": "drops", "type": kind, **given})


def listed(settings: ConnectionSettings) -> list[str]:
    """Return the paths of all files of the drive of a connection."""
    return [file.path for file in drive_for(settings).listing("in").files]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "NW.csv").write_bytes(b"1")
    return tmp_path


@pytest.fixture
def bucket(server: S3Server) -> S3Server:
    backend = s3_backend()
    if BUCKET not in backend.buckets:
        backend.create_bucket(BUCKET, "us-east-1")
    backend.put_object(BUCKET, "north/in/NW.csv", b"1")
    return server


@pytest.mark.parametrize("kind", ["fs", "file", "local", " FS "])
def test_a_folder_of_this_machine(folder: Path, kind: str) -> None:
    assert listed(connection(kind, extra={"path": str(folder)})) == ["in/NW.csv"]


def test_a_folder_by_its_url(folder: Path) -> None:
    extra = {"url": f"file://{folder}"}
    assert listed(connection("object_storage", extra=extra)) == ["in/NW.csv"]


@pytest.mark.parametrize("kind", ["aws", "s3", "object_storage"])
def test_a_bucket_by_its_url(bucket: S3Server, kind: str) -> None:
    extra = {"url": f"s3://{BUCKET}/north", "endpoint_url": bucket.url}
    settings = connection(kind, login="concord", password=SECRET, extra=extra)
    assert listed(settings) == ["in/NW.csv"]


def test_a_bucket_by_its_name(bucket: S3Server) -> None:
    s3_backend().put_object(BUCKET, "in/NW.csv", b"1")
    extra = {"bucket_name": BUCKET, "endpoint_url": bucket.url}
    assert listed(connection("aws", login="concord", password=SECRET, extra=extra)) == [
        "in/NW.csv"
    ]


@pytest.mark.parametrize("options", [{"key": "k"}, '{"key": "k"}'])
def test_options_of_a_bucket_by_their_own_names(bucket: S3Server, options: object) -> None:
    extra = {"url": f"s3a://{BUCKET}/north", "endpoint_url": bucket.url}
    settings = connection(
        "object_storage", password=SECRET, extra={**extra, "storage_options": options}
    )
    assert listed(settings) == ["in/NW.csv"]


def test_any_other_object_storage_by_its_url() -> None:
    import fsspec

    fsspec.filesystem("memory").pipe_file("/drops/in/NW.csv", b"1")
    settings = connection("object_storage", extra={"url": "memory://drops"})
    assert listed(settings) == ["in/NW.csv"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (connection("ftp"), "'ftp', which is no drive; drives are fs"),
        (connection(""), "aws or s3 .*, object_storage .* and google_cloud_platform"),
        (connection("fs"), "no absolute path"),
        (connection("aws"), "s3://bucket/folder"),
        (connection("aws", extra={"url": "gs://bucket"}), "s3://bucket/folder"),
        (connection("aws", extra={"bucket_name": "a/b"}), "s3://bucket/folder"),
        (connection("aws", extra={"url": "s3://"}), "s3://bucket/folder"),
        (connection("object_storage"), "gs://bucket/folder"),
        (connection("object_storage", extra={"url": "bucket"}), "gs://bucket/folder"),
        (connection("object_storage", extra={"url": "file:///"}), "no absolute path"),
        (connection("object_storage", extra={"url": "gs://b"}), "needs a package: .*gcsfs"),
        (connection("object_storage", extra={"url": "nonsense://b"}), "do not work: ValueError"),
        (
            connection("object_storage", extra={"url": "memory://b", "storage_options": "{"}),
            "an object of options",
        ),
        (
            connection("object_storage", extra={"url": "memory://b", "storage_options": [1]}),
            "an object of options",
        ),
    ],
)
def test_what_is_missing_is_said(settings: ConnectionSettings, said: str) -> None:
    with pytest.raises(ConnectionMalformedError, match=said):
        drive_for(settings)


def test_a_secret_in_the_options_is_never_said() -> None:
    extra = {"url": f"nonsense://user:{SECRET}@b", "storage_options": {"token": SECRET}}
    with pytest.raises(ConnectionMalformedError) as raised:
        drive_for(connection("object_storage", extra=extra))
    assert SECRET not in str(raised.value)
    assert raised.value.__suppress_context__


def test_a_bucket_is_named_without_who_asks(bucket: S3Server) -> None:
    bucket.refusal = "no"
    extra = {"url": f"s3://user:{SECRET}@{BUCKET}/north", "endpoint_url": bucket.url}
    drive = drive_for(connection("aws", login="concord", password=SECRET, extra=extra))
    with pytest.raises(Exception, match=f"'s3://{BUCKET}'") as raised:
        drive.listing("in")
    assert SECRET not in str(raised.value)


def test_reports_are_put_where_files_are_fetched(folder: Path) -> None:
    drive = drive_for(connection("fs", extra={"path": str(folder)}))
    upload = Upload(key="k", folder="out", name="r.pdf", content=b"1", content_type="text/plain")
    assert drive.put(upload) == "out/r.pdf"
