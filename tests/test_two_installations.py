"""Two installations on one set of agreements: the copy for tests writes to nobody but itself."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from concord.domain.outbox import OutboxState
from concord.wiring import Deployment, Settings
from tests.mail_servers import Inbox, smtp_server
from tests.test_restored_installation import started, work
from tests.test_wiring import NOW, settings

__all__ = ["settings"]

REDIRECT = ", redirect_to: staging@client.example"


@pytest.fixture
def post() -> Iterator[Inbox]:
    """Yield the mail server that both installations reach."""
    with smtp_server(Inbox()) as inbox:
        yield inbox


@pytest.fixture
def production(settings: Settings, post: Inbox) -> Deployment:
    """Return production with mails that wait."""
    delivery(settings, "installation: production")
    made = started(replace(settings, installation="production"), post)
    work(made)
    return made


def delivery(settings: Settings, rule: str) -> None:
    (settings.agreements / "organisation.yaml").write_text(f"delivery: {{{rule}}}\n")


def copied(production: Deployment, tmp_path: Path) -> Settings:
    """Return the settings of a staging installation on a copy of everything."""
    production.store.close()
    home = tmp_path / "staging"
    shutil.copytree(production.settings.home, home)
    return replace(production.settings, home=home, installation="staging")


def recipients(post: Inbox) -> set[str]:
    return {to for envelope in post.envelopes for to in envelope.rcpt_tos}


def states(deployment: Deployment) -> dict[str, set[OutboxState]]:
    """Return the states of each installation's mails."""
    found: dict[str, set[OutboxState]] = {}
    with deployment.store.transaction() as tx:
        for entry in tx.outbox.entries():
            found.setdefault(entry.mail.installation, set()).add(entry.state)
    return found


def test_the_copy_sends_nothing_and_says_why(
    production: Deployment, post: Inbox, tmp_path: Path
) -> None:
    staging = started(copied(production, tmp_path), post)
    work(staging)
    report = staging.dispatch("test", lambda: NOW)
    assert report.sent == 0
    (reason,) = report.stopped
    assert reason.startswith("organisation.yaml lets mail go out of the installation 'production'")
    assert post.mails == []
    assert states(staging) == {
        "production": {OutboxState.PENDING},
        "staging": {OutboxState.PENDING},
    }


def test_both_on_one_database_send_each_mail_of_production_once(
    production: Deployment, post: Inbox
) -> None:
    staging = started(replace(production.settings, installation="staging"), post)
    work(staging)
    assert staging.dispatch("test", lambda: NOW).sent == 0
    sent = production.dispatch("test", lambda: NOW).sent
    assert sent == len(post.mails) > 0
    assert staging.dispatch("test", lambda: NOW).sent == 0
    assert states(staging) == {
        "production": {OutboxState.SENT},
        "staging": {OutboxState.PENDING},
    }


def test_with_an_address_of_its_own_the_copy_writes_to_that_alone(
    production: Deployment, post: Inbox, tmp_path: Path
) -> None:
    theirs = copied(production, tmp_path)
    delivery(theirs, f"installation: production{REDIRECT}")
    staging = started(theirs, post)
    work(staging)
    assert staging.dispatch("test", lambda: NOW).sent == len(post.mails) > 0
    assert recipients(post) == {"staging@client.example"}
    for content in post.mails:
        mail = message_from_bytes(content, policy=default)
        body = mail.get_body(("plain",))
        assert str(mail["Subject"]).startswith("[staging] ")
        assert str(mail["To"]) == "staging@client.example"
        assert body is not None
        assert body.get_content().startswith("Redirected: only you get this. In production it ")
    assert states(staging)["production"] == {OutboxState.PENDING}


def test_what_was_enqueued_for_people_before_is_not_let_out(
    production: Deployment, post: Inbox, tmp_path: Path
) -> None:
    theirs = copied(production, tmp_path)
    staging = started(theirs, post)
    work(staging)
    delivery(theirs, f"installation: production{REDIRECT}")
    again = started(theirs, post)
    report = again.dispatch("test", lambda: NOW)
    assert (report.sent, len(post.mails)) == (0, 0)
    assert states(again)["staging"] == {OutboxState.DEAD}


def test_a_mail_to_another_domain_reaches_nobody(settings: Settings, post: Inbox) -> None:
    delivery(settings, "only_to: [client.example]")
    acme = started(settings, post)
    work(acme)
    report = acme.dispatch("test", lambda: NOW)
    assert min(report.sent, report.dead) > 0
    assert recipients(post) == {"kim@client.example"}


def test_nothing_goes_out_where_the_organisation_cannot_be_read(
    settings: Settings, post: Inbox
) -> None:
    acme = started(settings, post)
    work(acme)
    delivery(settings, "instalation: production")
    report = started(settings, post, live=False).dispatch("test", lambda: NOW)
    assert "organisation.yaml has errors" in report.stopped[0]
    assert post.mails == []
