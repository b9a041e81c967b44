"""Objects of S3 are asked for by the version that was listed, and for nothing else."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from fsspec.asyn import get_loop

from concord.adapters.drives.objects import StorageError, Trouble
from concord.adapters.drives.s3_objects import S3Objects

MODIFIED = datetime(2026, 11, 3, 8, tzinfo=UTC)


class Body:
    """The content of an answer."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.is_closed = False

    async def read(self) -> bytes:
        if self.content == b"cut":
            raise ConnectionResetError
        return self.content

    def close(self) -> None:
        self.is_closed = True


class Answers:
    """A file system of S3 that gives one answer, or raises, and keeps what it was asked."""

    def __init__(self, answer: Mapping[str, Any] | Exception) -> None:
        self.answer = answer
        self.asked: list[tuple[str, Mapping[str, object]]] = []

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        loop: asyncio.AbstractEventLoop = get_loop()
        return loop

    def call_s3(self, method: str, **asked: object) -> Mapping[str, Any]:
        self.asked.append((method, asked))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def part_of(answer: Mapping[str, Any]) -> bytes:
    """Return four bytes of the version `"a"`, as they were answered."""
    return S3Objects(Answers(answer), "drops").part("in/NW.csv", '"a"', 4, 4)


@pytest.fixture
def body() -> Iterator[Body]:
    made = Body(b"1234")
    yield made
    assert made.is_closed


def test_a_part_is_asked_for_by_range_and_version(body: Body) -> None:
    answers = Answers({"Body": body, "ETag": '"a"'})
    assert S3Objects(answers, "drops").part("in/NW.csv", '"a"', 4, 4) == b"1234"
    assert answers.asked == [
        (
            "get_object",
            {"Bucket": "drops", "Key": "in/NW.csv", "IfMatch": '"a"', "Range": "bytes=4-7"},
        )
    ]


def test_a_store_that_knows_no_conditions_is_seen_through(body: Body) -> None:
    with pytest.raises(StorageError) as raised:
        part_of({"Body": body, "ETag": '"b"'})
    assert raised.value.trouble is Trouble.REPLACED


@pytest.mark.parametrize("content", [b"123", b"12345", b"cut"])
def test_a_part_of_another_length_is_asked_for_again(content: bytes) -> None:
    with pytest.raises(StorageError) as raised:
        part_of({"Body": Body(content), "ETag": '"a"'})
    assert raised.value.trouble is Trouble.PASSING


@pytest.mark.parametrize(
    ("storage", "is_refused"), [("STANDARD", False), ("GLACIER", True), ("DEEP_ARCHIVE", True)]
)
def test_what_sleeps_in_an_archive_is_refused(storage: str, *, is_refused: bool) -> None:
    listed = {
        "Key": "in/NW.csv",
        "Size": 4,
        "LastModified": MODIFIED,
        "ETag": '"a"',
        "StorageClass": storage,
    }
    (found,) = S3Objects(Answers({"Contents": [listed]}), "drops").page("in/", "").objects
    assert (found.refusal is not None) is is_refused
    assert (found.key, found.size, found.version) == ("in/NW.csv", 4, '"a"')


def test_a_page_says_what_follows_it() -> None:
    answers = Answers({"NextContinuationToken": "more"})
    objects = S3Objects(answers, "drops")
    assert (objects.page("", "").following, objects.page("", "more").objects) == ("more", ())
    assert [asked.get("ContinuationToken") for _, asked in answers.asked] == [None, "more"]


def test_an_object_is_stored_on_condition_and_with_its_key() -> None:
    answers = Answers({})
    S3Objects(answers, "drops").create("out/r.pdf", b"1", "application/pdf", "süd/2026-10")
    ((method, asked),) = answers.asked
    assert method == "put_object"
    assert (asked["IfNoneMatch"], asked["ContentType"]) == ("*", "application/pdf")
    assert asked["Metadata"] == {"concord-key": "s%C3%BCd/2026-10"}


class RefusedError(Exception):
    """As the library raises what the server answered."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.response = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (RefusedError("PreconditionFailed", 412), Trouble.EXISTS),
        (RefusedError("ConditionalRequestConflict", 409), Trouble.PASSING),
        (RefusedError("AccessDenied", 403), Trouble.LASTING),
        (FileExistsError(), Trouble.EXISTS),
    ],
)
def test_what_stands_in_the_way_of_storing(error: Exception, trouble: Trouble) -> None:
    with pytest.raises(StorageError) as raised:
        S3Objects(Answers(error), "drops").create("out/r.pdf", b"1", "application/pdf", "key")
    assert raised.value.trouble is trouble
