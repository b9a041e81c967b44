"""What holds for every drive, whatever it is made of; each drive's tests run all of it.

A test class takes the parts that its kind of drive can keep, and a fixture `hands`:

    class TestFolder(DriveContract, UploadContract):
        @pytest.fixture
        def hands(self, tmp_path: Path) -> Hands: ...
"""

import unicodedata
from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

import pytest

from concord.domain.errors import (
    ConcordError,
    DriveUnavailableError,
    FileChangingError,
    FileRefusedError,
    KeyReusedWithOtherContentError,
)
from concord.domain.finding import Severity
from concord.ports import Drive, DriveFile, Upload, UploadDrive

SECRET = "drive-secret-7Qx"
"""Every drive that knows a secret is connected with this one: no message may hold it."""

ODD_NAMES = (
    "two  spaces 2026-10.csv",
    " leading and trailing .csv",
    "O'Brien's \"figures\".csv",
    "back\\slash.csv",
    "100 % done.csv",
    "%2F%00.csv",
    "a+b&c=d#e?f;g.csv",
    "[x]*{y}.csv",
    "🎉 fête 数字.csv",
    unicodedata.normalize("NFC", "Café.csv"),
    unicodedata.normalize("NFD", "Café.csv"),
    "\u202eesrever.csv",
    "n" * 196 + ".csv",
)
LINE_BREAK = "two\nlines.csv"
LEFT_BEHIND = (
    "~$NW.xlsx",
    ".DS_Store",
    ".hidden.csv",
    "Thumbs.db",
    "desktop.ini",
    "NW.xlsx.tmp",
    "NW.part",
    "NW.crdownload",
)


class Hands(ABC):
    """A drive under test, and what people do on it meanwhile, behind the drive's back.

    Paths are as the drive shows them.  `chunk` is at least the most bytes that `content`
    yields at once, and `page` the most files that the drive lists at once.
    """

    odd_names: ClassVar[tuple[str, ...]] = (*ODD_NAMES, LINE_BREAK)
    chunk: ClassVar[int] = 1 << 20
    page: ClassVar[int] = 20

    @property
    @abstractmethod
    def drive(self) -> Drive:
        """The drive, as it is connected."""

    @abstractmethod
    def put_file(self, path: str, content: bytes) -> None:
        """Drop a file that is not there yet; its folders are made."""

    @abstractmethod
    def replace(self, path: str, content: bytes) -> None:
        """Give a file other content, as close to unnoticed as people can."""

    @abstractmethod
    def remove(self, path: str) -> None:
        """Take a file away, into the bin where there is one."""

    @abstractmethod
    def make_folder(self, path: str) -> None:
        """Make an empty folder."""

    def put_many(self, folder: str, names: list[str]) -> None:
        """Drop many small files at once."""
        for name in names:
            self.put_file(f"{folder}/{name}", name.encode())


class RenamingHands(Hands):
    """Hands on a drive that knows a file by more than its path."""

    @abstractmethod
    def rename(self, path: str, to: str) -> None:
        """Give a file another path."""


class TwinHands(Hands):
    """Hands on a drive on which files can have equal names."""

    @abstractmethod
    def put_twin(self, path: str, content: bytes) -> None:
        """Drop a file beside another one of that very path."""


class RefusingHands(Hands):
    """Hands on a drive that can list what it does not hand out."""

    @abstractmethod
    def put_refused(self, path: str) -> None:
        """Have something listed that cannot be handed out."""


class MarkingHands(Hands):
    """Hands on a drive that keeps marks of its changes."""

    @abstractmethod
    def forget_marks(self) -> None:
        """Let the drive forget all marks it gave so far."""


class FaultyHands(Hands):
    """Hands on the server of a drive, to make it stumble."""

    @abstractmethod
    def stumble(self, times: int) -> None:
        """Answer the next requests as a server does that has too much to do."""

    @abstractmethod
    def refuse(self) -> None:
        """From now on let nobody in."""

    @abstractmethod
    def go_away(self) -> None:
        """From now on answer nothing at all."""

    @abstractmethod
    def cut_next_read(self, after: int) -> None:
        """Cut the next answer with a file's content after so many of its bytes."""

    @property
    @abstractmethod
    def requests(self) -> int:
        """How many requests the server saw so far."""


class UploadHands(Hands):
    """Hands on a drive on which files can be put."""

    @property
    @abstractmethod
    def uploads(self) -> UploadDrive:
        """The drive, as it is connected for uploads; a new connection each time."""


class LosingHands(UploadHands):
    """Hands on a server that can keep a file and lose its answer."""

    @abstractmethod
    def lose_next_answer(self) -> None:
        """Keep what is put next, and cut the connection instead of saying so."""


def only(hands: Hands, folder: str = "Inbound") -> DriveFile:
    """Return the one file below a folder."""
    (file,) = hands.drive.listing(folder).files
    return file


def paths(hands: Hands, folder: str = "Inbound") -> list[str]:
    """Return the paths of all files below a folder, sorted."""
    return sorted(file.path for file in hands.drive.listing(folder).files)


def read(hands: Hands, file: DriveFile) -> bytes:
    """Return a file's content."""
    return b"".join(hands.drive.content(file))


def report(content: bytes = b"%PDF-1 report", *, key: str = "acme/2026-10/report/v1") -> Upload:
    """Return a report to put on a drive; its name follows from its key."""
    name = f"{key.replace('/', ' ')} O'Brien 100 %.pdf"
    return Upload(
        key=key, folder="Reports/2026", name=name, content=content, content_type="application/pdf"
    )


class FileContract:
    """What every drive keeps of files, the one in memory too."""

    def test_a_file_is_listed_with_all_that_is_known_of_it(self, hands: Hands) -> None:
        hands.put_file("Inbound/2026/NW.csv", b"date,offered\n")
        file = only(hands)
        assert (file.name, file.path) == ("NW.csv", "Inbound/2026/NW.csv")
        assert file.size in {13, None}
        assert file.modified.tzinfo is not None
        assert file.refusal is None
        assert file.id
        assert file.revision
        assert read(hands, file) == b"date,offered\n"

    def test_files_are_listed_below_the_folder_and_only_there(self, hands: Hands) -> None:
        for path in (
            "Inbound/a.csv",
            "Inbound/deep/er/b.csv",
            "Inbound2/c.csv",
            "Other/Inbound/d.csv",
            "e.csv",
        ):
            hands.put_file(path, path.encode())
        assert paths(hands, "Inbound") == ["Inbound/a.csv", "Inbound/deep/er/b.csv"]
        assert paths(hands, "Inbound/deep") == ["Inbound/deep/er/b.csv"]
        assert paths(hands, "/Inbound/") == paths(hands, "Inbound")
        assert len(paths(hands, "")) == 5

    def test_an_empty_file_is_a_file(self, hands: Hands) -> None:
        hands.put_file("Inbound/NW.csv", b"")
        file = only(hands)
        assert file.size in {0, None}
        assert read(hands, file) == b""

    def test_a_listing_is_whole_over_many_pages(self, hands: Hands) -> None:
        names = [f"{number:05}.csv" for number in range(2 * hands.page + 3)]
        hands.put_many("Inbound", names)
        listed = hands.drive.listing("Inbound").files
        assert sorted(file.name for file in listed) == names
        assert len({file.id for file in listed}) == len(names)

    def test_any_name_is_only_a_name(self, hands: Hands) -> None:
        for number, name in enumerate(hands.odd_names):
            hands.put_file(f"Inbound/{name}", str(number).encode())
        listed = {file.name: read(hands, file) for file in hands.drive.listing("Inbound").files}
        assert listed == {name: str(n).encode() for n, name in enumerate(hands.odd_names)}

    def test_a_folder_may_be_named_in_any_way(self, hands: Hands) -> None:
        folder = "O'Brien & Söhne/100 % 🎉"
        hands.put_file(f"{folder}/NW.csv", b"1")
        assert paths(hands, folder) == [f"{folder}/NW.csv"]
        assert read(hands, only(hands, folder)) == b"1"

    def test_what_did_not_change_keeps_its_id_and_revision(self, hands: Hands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        assert only(hands) == only(hands)

    def test_other_content_of_the_same_size_is_another_revision(self, hands: Hands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        before = only(hands)
        hands.replace("Inbound/NW.csv", b"2")
        after = only(hands)
        assert (after.id, after.path) == (before.id, before.path)
        assert after.revision != before.revision
        assert read(hands, after) == b"2"

    def test_first_content_put_back_is_not_the_revision_it_was(self, hands: Hands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        first = only(hands)
        hands.replace("Inbound/NW.csv", b"2")
        second = only(hands)
        hands.replace("Inbound/NW.csv", b"1")
        assert only(hands).revision != second.revision
        assert read(hands, only(hands)) == b"1"
        assert only(hands).id == first.id

    @pytest.mark.parametrize("content", [b"longer than it was", b"X", b""])
    def test_a_file_replaced_since_it_was_listed_waits(self, hands: Hands, content: bytes) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        file = only(hands)
        hands.replace("Inbound/NW.csv", content)
        with pytest.raises(FileChangingError):
            read(hands, file)

    def test_an_empty_file_that_was_filled_since_waits(self, hands: Hands) -> None:
        hands.put_file("Inbound/NW.csv", b"")
        file = only(hands)
        hands.replace("Inbound/NW.csv", b"1")
        with pytest.raises(FileChangingError):
            read(hands, file)

    @pytest.mark.parametrize("shorter", [0, 1, 2], ids=["same size", "shorter", "much shorter"])
    def test_a_file_replaced_while_it_is_read_is_never_mixed(
        self, hands: Hands, shorter: int
    ) -> None:
        hands.put_file("Inbound/NW.csv", b"1" * (3 * hands.chunk))
        chunks = hands.drive.content(only(hands))
        first = next(chunks)
        hands.replace("Inbound/NW.csv", b"2" * ((3 - shorter) * hands.chunk))
        rest: list[bytes] = []
        with pytest.raises(FileChangingError):
            rest.extend(chunks)
        assert set(first + b"".join(rest)) == {ord("1")}

    def test_a_file_that_grew_while_it_was_read_waits(self, hands: Hands) -> None:
        hands.put_file("Inbound/NW.csv", b"1" * (2 * hands.chunk))
        chunks = hands.drive.content(only(hands))
        next(chunks)
        hands.replace("Inbound/NW.csv", b"1" * (2 * hands.chunk + 9))
        with pytest.raises(FileChangingError):
            list(chunks)

    def test_a_file_that_is_gone_waits(self, hands: Hands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        hands.put_file("Inbound/kept.csv", b"2")
        gone = next(file for file in hands.drive.listing("").files if file.name == "NW.csv")
        hands.remove("Inbound/NW.csv")
        with pytest.raises(FileChangingError):
            read(hands, gone)
        assert paths(hands) == ["Inbound/kept.csv"]

    def test_a_file_removed_while_it_is_read_is_never_cut(self, hands: Hands) -> None:
        content = b"1" * (3 * hands.chunk)
        hands.put_file("Inbound/NW.csv", content)
        chunks = hands.drive.content(only(hands))
        got = [next(chunks)]
        hands.remove("Inbound/NW.csv")
        # A drive that goes on to hand out what was removed may do so, but then to its end.
        with suppress(FileChangingError):
            got.extend(chunks)
            assert b"".join(got) == content

    def test_content_comes_in_chunks(self, hands: Hands) -> None:
        content = bytes(range(256)) * (hands.chunk // 64)
        hands.put_file("Inbound/NW.csv", content)
        chunks = list(hands.drive.content(only(hands)))
        assert len(chunks) > 1
        assert max(map(len, chunks)) <= hands.chunk
        assert b"".join(chunks) == content

    def test_a_reading_that_is_given_up_harms_no_other(self, hands: Hands) -> None:
        hands.put_file("Inbound/NW.csv", b"1" * (3 * hands.chunk))
        file = only(hands)
        given_up = hands.drive.content(file)
        next(given_up)
        del given_up
        assert len(read(hands, file)) == 3 * hands.chunk

    def test_nothing_is_surely_unchanged_since_a_mark_that_is_not_known(
        self, hands: Hands
    ) -> None:
        assert not hands.drive.unchanged_since("")
        assert not hands.drive.unchanged_since("never given")


class FolderContract:
    """What every drive keeps of folders."""

    def test_an_empty_folder_is_no_fault(self, hands: Hands) -> None:
        hands.make_folder("Inbound")
        assert paths(hands) == []

    @pytest.mark.parametrize("name", LEFT_BEHIND)
    def test_what_programs_leave_lying_about_is_no_delivery(self, hands: Hands, name: str) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        hands.put_file(f"Inbound/{name}", b"2")
        assert paths(hands) == ["Inbound/NW.csv"]

    @pytest.mark.parametrize("folder", ["..", "../..", "Inbound/../..", "Inbound/../../secret"])
    def test_a_folder_outside_the_drive_is_refused(self, hands: Hands, folder: str) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        with pytest.raises(DriveUnavailableError, match="outside the drive"):
            hands.drive.listing(folder)

    def test_a_folder_that_is_not_there_says_so_and_what_to_do(self, hands: Hands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        with pytest.raises(DriveUnavailableError, match=r"no folder 'Inbuond'.*What to do: "):
            hands.drive.listing("Inbuond")

    def test_a_file_is_no_folder(self, hands: Hands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        with pytest.raises(DriveUnavailableError, match="no folder 'Inbound/NW"):
            hands.drive.listing("Inbound/NW.csv")


class DriveContract(FileContract, FolderContract):
    """What every drive keeps that a partner can reach."""


class RenamingContract:
    """What a drive keeps that knows a file by more than its path."""

    def test_a_renamed_file_keeps_its_id(self, hands: RenamingHands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        before = only(hands)
        hands.rename("Inbound/NW.csv", "Inbound/2026/Northwind.csv")
        after = only(hands)
        assert (after.id, after.path) == (before.id, "Inbound/2026/Northwind.csv")
        assert read(hands, after) == b"1"


class TwinContract:
    """What a drive keeps on which files can have equal names."""

    def test_files_of_equal_names_are_two(self, hands: TwinHands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        hands.put_twin("Inbound/NW.csv", b"2")
        first, second = hands.drive.listing("Inbound").files
        assert first.path == second.path == "Inbound/NW.csv"
        assert first.id != second.id
        assert {read(hands, first), read(hands, second)} == {b"1", b"2"}


class RefusalContract:
    """What a drive keeps that lists what it will not hand out."""

    def test_what_cannot_be_handed_out_is_listed_and_says_why(self, hands: RefusingHands) -> None:
        hands.put_refused("Inbound/NW.csv")
        hands.put_file("Inbound/good.csv", b"1")
        good, refused = sorted(
            hands.drive.listing("Inbound").files, key=lambda file: file.name != "good.csv"
        )
        assert read(hands, good) == b"1"
        assert refused.name == "NW.csv"
        assert refused.refusal is not None
        assert refused.refusal.severity is Severity.ERROR
        assert refused.refusal.rule
        assert refused.refusal.message

    def test_what_was_refused_is_not_handed_out(self, hands: RefusingHands) -> None:
        hands.put_refused("Inbound/NW.csv")
        refused = only(hands)
        with pytest.raises(FileRefusedError) as raised:
            read(hands, refused)
        assert raised.value.finding == refused.refusal


class MarkContract:
    """What a drive keeps that can tell that nothing changed."""

    def test_a_mark_holds_until_something_changes(self, hands: MarkingHands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        mark = hands.drive.listing("Inbound").mark
        assert mark
        assert hands.drive.unchanged_since(mark)
        hands.replace("Inbound/NW.csv", b"2")
        assert not hands.drive.unchanged_since(mark)
        assert hands.drive.unchanged_since(hands.drive.listing("Inbound").mark)

    def test_new_and_removed_files_are_changes(self, hands: MarkingHands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        mark = hands.drive.listing("Inbound").mark
        hands.put_file("Inbound/new.csv", b"2")
        assert not hands.drive.unchanged_since(mark)
        mark = hands.drive.listing("Inbound").mark
        hands.remove("Inbound/NW.csv")
        assert not hands.drive.unchanged_since(mark)

    def test_a_mark_that_the_drive_forgot_says_nothing(self, hands: MarkingHands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        mark = hands.drive.listing("Inbound").mark
        hands.forget_marks()
        assert not hands.drive.unchanged_since(mark)


class FaultContract:
    """What a drive keeps that is reached over a network."""

    def test_a_server_that_stumbles_is_asked_again(self, hands: FaultyHands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        drive = hands.drive
        hands.stumble(2)
        (file,) = drive.listing("Inbound").files
        hands.stumble(2)
        assert b"".join(drive.content(file)) == b"1"

    def test_a_server_that_stumbles_for_ever_is_given_up(self, hands: FaultyHands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        drive = hands.drive
        hands.stumble(10_000)
        before = hands.requests
        with pytest.raises(DriveUnavailableError) as raised:
            drive.listing("Inbound")
        assert hands.requests - before < 20
        assert SECRET not in everything_said(raised.value)

    def test_a_cut_answer_is_never_taken_for_the_file(self, hands: FaultyHands) -> None:
        content = b"0123456789" * (hands.chunk // 4)
        hands.put_file("Inbound/NW.csv", content)
        drive = hands.drive
        (file,) = drive.listing("Inbound").files
        hands.cut_next_read(after=hands.chunk // 2)
        assert b"".join(drive.content(file)) == content

    def test_who_is_not_let_in_is_told_without_the_secret(self, hands: FaultyHands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        drive, file = hands.drive, only(hands)
        hands.refuse()
        for asked in (lambda: drive.listing("Inbound"), lambda: list(drive.content(file))):
            with pytest.raises(DriveUnavailableError) as raised:
                asked()
            assert SECRET not in everything_said(raised.value)
            assert "What to do: " in str(raised.value)

    def test_a_server_that_is_away_is_told_without_the_secret(self, hands: FaultyHands) -> None:
        hands.put_file("Inbound/NW.csv", b"1")
        drive, file = hands.drive, only(hands)
        hands.go_away()
        for asked in (lambda: drive.listing("Inbound"), lambda: list(drive.content(file))):
            with pytest.raises(DriveUnavailableError) as raised:
                asked()
            assert SECRET not in everything_said(raised.value)


def everything_said(error: BaseException) -> str:
    """Return all that a log would show of an error: itself, and what it came from."""
    said = []
    cause: BaseException | None = error
    while cause is not None:
        said.append(repr(cause))
        said.append(str(cause))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(said)


class UploadContract:
    """What a drive keeps on which files can be put."""

    def test_what_is_put_is_there_under_its_name(self, hands: UploadHands) -> None:
        upload = report()
        put = hands.uploads.put(upload)
        file = only(hands, "Reports")
        assert (file.id, file.path) == (put, f"Reports/2026/{upload.name}")
        assert read(hands, file) == upload.content

    def test_a_repeat_changes_nothing(self, hands: UploadHands) -> None:
        first = hands.uploads.put(report())
        before = only(hands, "Reports")
        assert hands.uploads.put(report()) == first
        assert only(hands, "Reports") == before

    def test_a_key_stands_for_one_content(self, hands: UploadHands) -> None:
        hands.uploads.put(report(b"first"))
        with pytest.raises(KeyReusedWithOtherContentError):
            hands.uploads.put(report(b"other"))
        assert read(hands, only(hands, "Reports")) == b"first"

    def test_another_key_is_another_file(self, hands: UploadHands) -> None:
        first = hands.uploads.put(report(key="acme/2026-10/report/v1"))
        second = hands.uploads.put(report(key="acme/2026-10/report/v2"))
        assert first != second
        assert len(paths(hands, "Reports")) == 2

    def test_a_large_file_is_put_whole(self, hands: UploadHands) -> None:
        content = bytes(range(256)) * (12 << 12)
        hands.uploads.put(report(content))
        assert read(hands, only(hands, "Reports")) == content

    @pytest.mark.parametrize("folder", ["..", "Reports/../../etc"])
    def test_nothing_is_put_outside_the_drive(self, hands: UploadHands, folder: str) -> None:
        with pytest.raises(DriveUnavailableError, match="outside the drive"):
            hands.uploads.put(replace(report(), folder=folder))

    @pytest.mark.parametrize("name", ["../up.pdf", "sub/folder.pdf", "..", ""])
    def test_a_name_is_no_way_to_another_folder(self, hands: UploadHands, name: str) -> None:
        hands.put_file("Reports/2026/there.pdf", b"1")
        with suppress(ConcordError):
            hands.uploads.put(replace(report(), name=name))
        others = [path for path in paths(hands, "") if not path.startswith("Reports/2026/")]
        assert others == []


class ConcurrentUploadContract:
    """What a drive keeps that can tell which of two came first."""

    def test_repeats_at_the_same_time_leave_one_file(self, hands: UploadHands) -> None:
        drives = [hands.uploads for _ in range(4)]
        with ThreadPoolExecutor(len(drives)) as pool:
            ids = set(pool.map(lambda drive: drive.put(report()), drives))
        assert {only(hands, "Reports").id} == ids

    def test_of_two_contents_at_the_same_time_one_stands(self, hands: UploadHands) -> None:
        drives = [hands.uploads for _ in range(4)]

        def put(number: int) -> bool:
            try:
                drives[number].put(report(b"content %d" % number))
            except KeyReusedWithOtherContentError:
                return False
            return True

        with ThreadPoolExecutor(len(drives)) as pool:
            stood = list(pool.map(put, range(len(drives))))
        assert stood.count(True) == 1
        assert read(hands, only(hands, "Reports")) == b"content %d" % stood.index(True)


class LostAnswerContract:
    """What a drive keeps whose answers can be lost on their way."""

    def test_a_put_whose_answer_was_lost_is_no_twin(self, hands: LosingHands) -> None:
        hands.lose_next_answer()
        with suppress(DriveUnavailableError):
            hands.uploads.put(report())
        put = hands.uploads.put(report())
        assert only(hands, "Reports").id == put
