"""A hostile name through every format that we write: it is text everywhere, and nothing else."""

import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from typer.testing import CliRunner

from concord.adapters.environment_connections import EnvironmentConnections
from concord.cli.app import app
from concord.domain.submission_decision import reading_of
from concord.domain.uncertainty import MailAttempt
from concord.wiring import Deployment, Settings
from tests.hostile_partner import (
    CELL,
    FILE,
    HEADER_NAMES,
    HEADERS,
    NOW,
    hostile_company,
    mails_of,
    parts,
    whole_cycle,
)

pytestmark = pytest.mark.journey

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
COMMANDS = [
    ["status"],
    ["contacts", "list"],
    ["outbox", "list"],
    ["outbox", "list", "--format", "json"],
    ["statement", "northwind", "2026-10"],
    ["statement", "northwind", "2026-10", "--format", "json"],
    ["portfolio"],
    ["portfolio", "--format", "json"],
    ["show", "northwind"],
    ["files"],
    ["plan"],
    ["versions", "northwind"],
    ["forecast", "northwind"],
    ["explain", "northwind", "phone", "2026-10"],
]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what describes the company's installation."""
    return hostile_company(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def company(described: dict[str, str]) -> Deployment:
    return whole_cycle(described)


class Markup(HTMLParser):
    """Notes what a browser would do."""

    def __init__(self) -> None:
        super().__init__()
        self.did: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"script", "iframe", "object", "embed", "form", "base", "link", "b"}:
            self.did.append(tag)
        self.did += [f"{tag} {name}" for name in given if name.startswith("on")]
        loads = [given.get(name, "") for name in ("href", "src", "action", "background")]
        self.did += [address for address in loads if "evil" in address or "javascript" in address]


def done_by(html: str) -> list[str]:
    """Return what a page does that ours never do."""
    parser = Markup()
    parser.feed(html)
    return parser.did


def test_the_company_has_written_every_kind_of_mail(company: Deployment) -> None:
    kinds = {str(mail["X-Concord-Key"]) for mail in mails_of(company)}
    assert len(kinds) == len(mails_of(company)) >= 7
    for ending in (".xlsx", ".ics"):
        assert any(list(parts(mail, ending)) for mail in mails_of(company))


def test_no_header_is_added_and_no_character_of_one_turns_the_line(company: Deployment) -> None:
    for mail in mails_of(company):
        assert not any(name in mail for name in HEADER_NAMES)
        for part in mail.walk():
            assert all(str(value).isprintable() for value in part.values())
            assert "/" not in str(part.get_filename() or "")


def test_both_twins_show_it_as_text(company: Deployment) -> None:
    for mail in mails_of(company):
        html, text = mail.get_body(("html",)), mail.get_body(("plain",))
        assert html is not None
        assert text is not None
        assert "&lt;script&gt;" in html.get_content() or "alert(1)" not in html.get_content()
        assert done_by(html.get_content()) == []
        assert TURNS.search(html.get_content()) is None
        assert TURNS.search(text.get_content()) is None


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_it_is_text_in_every_workbook(company: Deployment) -> None:
    books = [content for mail in mails_of(company) for _, content in parts(mail, ".xlsx")]
    assert len(books) >= 3
    for content in books:
        opened = load_workbook(BytesIO(content))
        cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row]
        assert any(
            "evil.example" in str(cell.value) or "calc" in str(cell.value) for cell in cells
        )
        formulas = [cell.value for cell in cells if cell.data_type == "f"]
        assert not any("HYPERLINK" in str(each) or "cmd" in str(each) for each in formulas)
        links = [cell.hyperlink.target for cell in cells if cell.hyperlink]
        assert not any("evil" in str(link) for link in links)
        # Their own workbook goes back to them as it came, but for what is marked in it.
        is_theirs = any(cell.value == CELL for cell in cells)
        turned = [cell.value for cell in cells if TURNS.search(str(cell.value))]
        assert set(turned) <= ({CELL} if is_theirs else set())
        with zipfile.ZipFile(BytesIO(content)) as archive:
            assert not any("externalLink" in name or "vba" in name for name in archive.namelist())


def test_a_calendar_keeps_its_lines(company: Deployment) -> None:
    calendars = [content for mail in mails_of(company) for _, content in parts(mail, ".ics")]
    assert calendars
    for content in calendars:
        (event,) = Calendar.from_ical(content).walk("VEVENT")
        assert set(event) <= {
            "SUMMARY", "DESCRIPTION", "UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE",
            "ORGANIZER", "ATTENDEE", "STATUS", "TRANSP", "CLASS", "LAST-MODIFIED", "CATEGORIES",
            "DURATION", "METHOD", "URL",
        }  # fmt: skip
        assert TURNS.search(content.decode("utf-8")) is None


def questions(company: Deployment) -> Iterator[str]:
    """Yield the text of every kind of Required Action."""
    for waiting in company.waiting_files("northwind"):
        asked = company.file_question(reading_of(waiting.submission))
        yield from (asked.title, asked.body)
    with company.store.transaction() as tx:
        mail = tx.outbox.lines(limit=1)[0]
    doubt = company.mail_question(MailAttempt(key=mail.key, attempt=1))
    yield from (doubt.title, doubt.body)
    for month in company.waiting_sign_offs("northwind"):
        signed = company.sign_off_question(month, NOW)
        yield from (signed.title, signed.body)


def test_a_required_action_has_neither_markup_nor_a_link_of_theirs(company: Deployment) -> None:
    found = list(questions(company))
    assert len(found) >= 4
    for text in found[1::2]:
        outside = re.sub(r"(`+) .*? \1", "", text)
        assert "<script" not in outside.replace("\\<", "")
        assert "evil.example" not in outside
        assert "](" not in outside.replace("\\]\\(", "")
        assert TURNS.search(text) is None


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_command_prints_it_as_text(
    words: list[str],
    described: dict[str, str],
    company: Deployment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del company
    for name, value in described.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(app, words, env={"COLUMNS": "240"})
    assert result.exit_code in {0, 1}, result.output
    if "json" in words:
        json.loads(result.output)
        assert "\u202e" not in result.output
    else:
        assert TURNS.search(result.output) is None, TURNS.search(result.output)


@pytest.mark.parametrize("name", ["North\u202ewind", "North\r\nBcc: eve@evil.example"])
def test_a_name_that_turns_or_breaks_a_line_is_refused(name: str, tmp_path: Path) -> None:
    described = hostile_company(tmp_path, name)
    installation = Deployment(
        Settings.from_environment(described), EnvironmentConnections(described)
    )
    (loaded,) = installation.folder.agreements
    assert loaded.agreement is None
    assert {finding.rule for finding in loaded.findings} == {"hidden-character"}


def test_a_name_with_line_ends_never_ends_a_header(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    company = whole_cycle(hostile_company(tmp_path_factory.mktemp("headers"), HEADERS))
    assert mails_of(company)
    for mail in mails_of(company):
        assert not any(name in mail for name in HEADER_NAMES)
        html = mail.get_body(("html",))
        assert html is not None
        assert "<b>Hi" not in html.get_content()
        assert "\r" not in str(mail["Subject"])
        assert "\n" not in str(mail["Subject"])


@pytest.mark.airflow
def test_the_outbox_page_shows_it_as_text(
    company: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concord.orchestration.web import outbox_page

    monkeypatch.setattr(outbox_page, "installation", lambda: company)
    monkeypatch.setattr(outbox_page, "can_write", lambda _: True)
    shown = [bytes(outbox_page.show_list().body).decode()]
    with company.store.transaction() as tx:
        keys = [line.key for line in tx.outbox.lines()]
    shown += [
        bytes(outbox_page.show_mail(key, cast("Any", SimpleNamespace())).body).decode()
        for key in keys
    ]
    assert all("&lt;script&gt;" in html for html in shown)
    for html in shown:
        assert set(done_by(html)) <= {"link", "script", "b", "iframe"}
        assert html.count("<script") == 1
        assert TURNS.search(html) is None


def test_the_file_is_kept_and_named_harmlessly(company: Deployment) -> None:
    with company.store.transaction() as tx:
        names = [each.file for each in tx.submissions.of_partner("northwind")]
    assert FILE in names
    home = Path(company.settings.home)
    assert not any("script" in file.name for file in home.rglob("*"))
