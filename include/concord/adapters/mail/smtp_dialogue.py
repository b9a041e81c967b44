"""What is said in an SMTP session about one mail, and what each answer makes certain."""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from concord.adapters.mail.addresses import as_servers_write
from concord.adapters.mail.smtp_session import Session, StoppedError
from concord.domain.message import header_text
from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.ports import SendProgress, SendStep

ACCEPTED = range(200, 300)
_TEMPORARY, _PERMANENT = range(400, 500), range(500, 600)
_GO_AHEAD, _TOO_LARGE, _UNKNOWN_PARAMETER = 354, 552, 555
_LONGEST_DETAIL = 300
_QUEUED_AS = re.compile(r"queued as\s+<?([^\s<>;,]+)", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"[\s<>\x00-\x1f\x7f]")
_NOT_IN_PARAMETERS = re.compile(rb"[^!-*,-<>-~]")
_Reply = tuple[int, bytes]


def announced(session: Session, mail: OutgoingMail) -> tuple[str, ...]:
    """Name sender and recipients; return the recipients that were refused for good.

    One that is refused for now stops the mail for everybody: sent again, the others would
    have it twice.  Raises StoppedError where the mail cannot follow.
    """
    _check_size(session, len(mail.payload))
    _check_sender(_named_sender(session, mail))
    refused: dict[str, str] = {}
    for address in mail.to:
        code, text = _named_recipient(session, address)
        if code in _TEMPORARY:
            raise StoppedError(SendVerdict.RETRY, _detail((code, text)))
        if code not in ACCEPTED:
            refused[address] = _detail((code, text))
    if len(refused) == len(mail.to):
        raise StoppedError(SendVerdict.DEAD, "Every recipient was refused: " + _said(refused))
    return tuple(refused)


def _check_size(session: Session, size: int) -> None:
    limit = session.esmtp_features.get("size", "")
    if limit.isdecimal() and 0 < int(limit) < size:
        text = f"The server takes mails of up to {int(limit):,} bytes; this one has {size:,}."
        raise StoppedError(SendVerdict.DEAD, text)


def _named_sender(session: Session, mail: OutgoingMail) -> _Reply:
    sender = parseaddr(str(BytesHeaderParser().parsebytes(mail.payload)["From"]))[1]
    options = [f"SIZE={len(mail.payload)}"] if session.has_extn("size") else []
    if session.has_extn("smtputf8") and not all(map(_is_plain, mail.to)):
        options.append("SMTPUTF8")
    if session.reports:
        reply = session.mail(sender, [*options, "RET=HDRS", f"ENVID={_envelope_id(mail.key)}"])
        if reply[0] != _UNKNOWN_PARAMETER:
            return reply
        session.refuses_reports = True
    return session.mail(sender, options)


def _named_recipient(session: Session, address: str) -> _Reply:
    plain = as_servers_write(address)
    if _NO_ADDRESS.search(plain) or not (plain.isascii() or session.has_extn("smtputf8")):
        return 553, b"The server takes no such address."
    if session.reports:
        reply = session.rcpt(plain, ["NOTIFY=SUCCESS,FAILURE"])
        if reply[0] != _UNKNOWN_PARAMETER:
            return reply
        session.refuses_reports = True
    return session.rcpt(plain)


def _is_plain(address: str) -> bool:
    return as_servers_write(address).isascii()


def _envelope_id(key: str) -> str:
    """Return a key as a parameter may carry it (RFC 3461, section 4)."""
    found = _NOT_IN_PARAMETERS.sub(lambda m: b"+%02X" % m[0][0], key.encode())
    return found[:100].decode("ascii")


def _check_sender(reply: _Reply) -> None:
    code, _ = reply
    if code in ACCEPTED:
        return
    if code in _TEMPORARY:
        raise StoppedError(SendVerdict.RETRY, _detail(reply))
    # A refused sender is no fault of this mail: all others have the same one.
    verdict = SendVerdict.DEAD if code == _TOO_LARGE else SendVerdict.REFUSED_CHANNEL
    raise StoppedError(verdict, _detail(reply))


def open_content(session: Session, late: float) -> None:
    """Ask leave to send the content.  Raises StoppedError without it, or after `late`."""
    if time.monotonic() > late:
        raise StoppedError(SendVerdict.RETRY, "The server took too long before the content.")
    reply = session.docmd("DATA")
    if reply[0] != _GO_AHEAD:
        verdict = SendVerdict.DEAD if reply[0] in _PERMANENT else SendVerdict.RETRY
        raise StoppedError(verdict, _detail(reply))


def delivered(
    session: Session, mail: OutgoingMail, refused: tuple[str, ...], progress: SendProgress
) -> SendResult:
    """Send the content; without a final answer nobody can tell whether it was accepted."""
    content = mail.payload if mail.payload.endswith(b"\r\n") else mail.payload + b"\r\n"
    try:
        session.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
        progress(SendStep.WRITTEN, mail.key)
        reply = session.getreply()
    except (OSError, smtplib.SMTPException) as error:
        detail = f"The connection was lost after the content: {type(error).__name__}."
        return SendResult(verdict=SendVerdict.UNCERTAIN, detail=detail)
    return _final(reply, refused)


def _final(reply: _Reply, refused: tuple[str, ...]) -> SendResult:
    code, text = reply
    if code in _TEMPORARY:
        return SendResult(verdict=SendVerdict.RETRY, detail=_detail(reply))
    if code in _PERMANENT:
        return SendResult(verdict=SendVerdict.DEAD, detail=_detail(reply))
    if code not in ACCEPTED:
        return SendResult(verdict=SendVerdict.UNCERTAIN, detail=_detail(reply))
    answer = header_text(text.decode("utf-8", "replace"))
    queued = _QUEUED_AS.search(answer)
    return SendResult(
        verdict=SendVerdict.SENT,
        detail=f"Refused for {', '.join(refused)}." if refused else "",
        provider_id=queued[1] if queued else answer[:_LONGEST_DETAIL],
        refused=refused,
    )


def before_content(error: Exception) -> SendResult:
    """Return what an error before the content means: certainly nothing was sent."""
    if isinstance(error, ssl.SSLCertVerificationError):
        detail = f"The server's certificate is not trusted: {error.verify_message}."
        return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        reply = (error.smtp_code, text if isinstance(text, bytes) else text.encode())
        passing = error.smtp_code in _TEMPORARY
        verdict = SendVerdict.RETRY if passing else SendVerdict.REFUSED_CHANNEL
        return SendResult(verdict=verdict, detail=_detail(reply))
    if isinstance(error, smtplib.SMTPException) and not _is_cut(error):
        # Not in the exception's words: those about a login may quote the password.
        detail = f"The server and the connection do not fit: {type(error).__name__}."
        return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
    if isinstance(error, UnicodeError):
        detail = "Login or password have characters that SMTP cannot carry."
        return SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail=detail)
    detail = f"The server cannot be reached: {type(error).__name__}."
    return SendResult(verdict=SendVerdict.RETRY, detail=detail)


def _is_cut(error: smtplib.SMTPException) -> bool:
    return isinstance(error, smtplib.SMTPServerDisconnected)


def _detail(reply: _Reply) -> str:
    code, text = reply
    return header_text(f"{code} {text.decode('utf-8', 'replace')}")[:_LONGEST_DETAIL]


def _said(refused: dict[str, str]) -> str:
    return "; ".join(dict.fromkeys(refused.values()))[:_LONGEST_DETAIL]
