"""The outbox in Airflow's UI: mails, copies that may have left, and what to do about them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from airflow.api_fastapi.core_api.security import GetUserDep
from airflow.configuration import conf
from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse

from concord.domain.errors import ConcordError, MailDecisionRefusedError
from concord.domain.outbox import OutboxState, SendVerdict
from concord.domain.uncertainty import MailAttempt, MailDecision
from concord.orchestration.web.guarded_app import GuardedApp
from concord.orchestration.web.outbox_reading import (
    GROUPS,
    LAST_PAGE,
    age,
    mail_on_record,
    outbox_list,
)
from concord.orchestration.web.pages import page, static_file
from concord.orchestration.web.requests import SentFields, can_write
from concord.orchestration.web.safe_headers import MAIL_POLICY

if TYPE_CHECKING:  # heavy, and Airflow reads plugins in every one of its processes
    from concord.wiring import Deployment

PREFIX = "/concord-outbox"
LONGEST_NOTE = 2_000
LONGEST_TEXT = 200_000
"""Characters of a mail's text that are shown."""

_GONE = "There is no such mail."
_TONES = {
    OutboxState.PENDING: "busy",
    OutboxState.SENDING: "busy",
    OutboxState.SENT: "good",
    OutboxState.DELIVERED: "good",
    OutboxState.BOUNCED: "bad",
    OutboxState.DROPPED: "bad",
    OutboxState.UNCERTAIN: "doubt",
    OutboxState.DEAD: "bad",
}
_WORDS: dict[SendVerdict | None, str] = {
    None: "no verdict was recorded",
    SendVerdict.SENT: "the provider took it",
    SendVerdict.RETRY: "certainly not sent; tried again",
    SendVerdict.DEAD: "refused for good",
    SendVerdict.UNCERTAIN: "nobody can tell",
    SendVerdict.REFUSED_CHANNEL: "the provider refused us, not the mail",
    SendVerdict.TOO_LATE: "given up before the first byte",
}

APP = GuardedApp("Concord: the outbox")


@cache
def installation() -> Deployment:
    """Return the installation of this API server, made when it is first asked for."""
    from concord.orchestration.connections import airflow_deployment

    return airflow_deployment()


def address() -> str:
    """Return where the page is, below whatever a proxy puts before Airflow."""
    before = urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/")
    return f"{before}{PREFIX}/"


@APP.exception_handler(ConcordError)
def unavailable(request: Request, error: Exception) -> Response:
    """Say that the records cannot be read: why, the installation's examination tells."""
    del request, error
    return _notice("The records cannot be read now. `concord doctor` says why.", 503)


@APP.reading("/")
def show_list(
    state: str = "all", number: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1
) -> Response:
    """Show a page of mails."""
    deployment = installation()
    found = outbox_list(deployment.store, state, number)
    if found is None:
        return _notice("There is no such list.", 404)
    return page("outbox_list.html", {"found": found, "groups": GROUPS, **_common(deployment)})


@APP.reading("/mail/{key}")
def show_mail(key: str, user: GetUserDep) -> Response:
    """Show one mail."""
    from concord.adapters.mail.readable import readable_mail

    deployment = installation()
    found = mail_on_record(deployment.store, key)
    if found is None:
        return _notice(_GONE, 404)
    shown = {
        "found": found,
        "mail": found.entry.mail,
        "content": readable_mail(found.entry.mail.payload),
        "longest": LONGEST_TEXT,
        "words": _WORDS,
        "decisions": list(MailDecision) if can_write(user) else [],
    }
    return page("outbox_mail.html", {**shown, **_common(deployment)})


@APP.reading("/mail/{key}/body")
def show_body(key: str) -> Response:
    """Show the HTML twin of a mail, for a frame: it can run, load and reach nothing."""
    from concord.adapters.mail.readable import readable_mail

    found = mail_on_record(installation().store, key)
    if found is None:
        return _notice(_GONE, 404)
    html = readable_mail(found.entry.mail.payload).html
    headers = {"Content-Security-Policy": MAIL_POLICY}
    return Response(html, media_type="text/html; charset=utf-8", headers=headers)


@APP.writing("/mail/{key}/decision")
def decide(key: str, fields: SentFields, user: GetUserDep) -> Response:
    """Record what a person says about an uncertain mail; 409 when it does not count."""
    from concord.services.approve import Said

    wanted = _wanted(key, fields)
    if wanted is None:
        return JSONResponse({"refused": "Say which attempt, what you decide, and a note."}, 400)
    attempt, decision, note = wanted
    said = Said(by=user.get_name(), at=datetime.now(UTC), origin="outbox page", note=note)
    try:
        return JSONResponse({"said": installation().decide_mail(attempt, decision, said)})
    except MailDecisionRefusedError as error:
        return JSONResponse({"refused": str(error)}, 409)


@APP.reading("/static/{name}")
def show_static(name: str) -> Response:
    """Return our styles and scripts."""
    return static_file(name) or _notice("There is no such file.", 404)


def _wanted(key: str, fields: dict[str, object]) -> tuple[MailAttempt, MailDecision, str] | None:
    attempt, decision, note = (fields.get(name) for name in ("attempt", "decision", "note"))
    if not isinstance(attempt, int) or not isinstance(note, str) or len(note) > LONGEST_NOTE:
        return None
    if decision not in {each.value for each in MailDecision}:
        return None
    return MailAttempt(key=key, attempt=attempt), MailDecision(str(decision)), note


def _common(deployment: Deployment) -> dict[str, object]:
    now, zone = datetime.now(UTC), str(deployment.organisation.zone)
    return {
        "base": address(),
        "zone": zone,
        "now": now,
        "age": age,
        "tones": _TONES,
    }


def _notice(words: str, status: int) -> Response:
    return page("notice.html", {"base": address(), "words": words}, status)
