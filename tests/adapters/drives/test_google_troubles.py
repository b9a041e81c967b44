"""What Google's refusals mean."""

import json

import pytest

from concord.adapters.drives.google_troubles import Trouble, trouble_of

SECRET = "ya29.token"


def refusal(reason: str) -> bytes:
    error = {"errors": [{"domain": "global", "reason": reason, "message": SECRET}]}
    return json.dumps({"error": {**error, "message": SECRET}}).encode()


def newer_refusal(*reasons: str) -> bytes:
    """Return a refusal as other services of Google word it, and lately Drive in places."""
    details = [{"@type": "type.googleapis.com/google.rpc.Help"}]
    details += [{"reason": reason, "domain": "googleapis.com"} for reason in reasons]
    errors = [{"reason": "forbidden"}]
    return json.dumps({"error": {"errors": errors, "details": details}}).encode()


@pytest.mark.parametrize(
    ("status", "reason", "trouble"),
    [
        (400, "invalid", Trouble.TOKEN_UNKNOWN),
        (401, "authError", Trouble.SIGNED_OUT),
        (403, "rateLimitExceeded", Trouble.PASSING),
        (403, "userRateLimitExceeded", Trouble.PASSING),
        (403, "dailyLimitExceeded", Trouble.LASTING),
        (403, "downloadQuotaExceeded", Trouble.LASTING),
        (403, "storageQuotaExceeded", Trouble.LASTING),
        (403, "insufficientFilePermissions", Trouble.LASTING),
        (403, "insufficientPermissions", Trouble.LASTING),
        (403, "accessNotConfigured", Trouble.LASTING),
        (403, "domainPolicy", Trouble.LASTING),
        (403, "never heard of", Trouble.LASTING),
        (403, "cannotDownloadFile", Trouble.NOT_DOWNLOADABLE),
        (403, "cannotDownloadAbusiveFile", Trouble.FLAGGED),
        (403, "exportSizeLimitExceeded", Trouble.TOO_LARGE_TO_EXPORT),
        (404, "notFound", Trouble.GONE),
        (408, "", Trouble.PASSING),
        (409, "fileIdInUse", Trouble.EXISTS),
        (410, "gone", Trouble.TOKEN_UNKNOWN),
        (416, "requestedRangeNotSatisfiable", Trouble.OUT_OF_RANGE),
        (429, "rateLimitExceeded", Trouble.PASSING),
        (429, "", Trouble.PASSING),
        (500, "internalError", Trouble.PASSING),
        (502, "", Trouble.PASSING),
        (503, "", Trouble.PASSING),
        (302, "", Trouble.LASTING),
        (407, "", Trouble.LASTING),
        (499, "", Trouble.LASTING),
        (500, "", Trouble.PASSING),
    ],
)
def test_only_trouble_that_may_pass_is_worth_another_try(
    status: int, reason: str, trouble: Trouble
) -> None:
    error = trouble_of(status, {}, refusal(reason) if reason else b"")
    assert error.trouble is trouble
    assert error.reason.endswith(f"({status} {reason})" if reason else f"({status})")
    assert SECRET not in error.reason


@pytest.mark.parametrize(
    ("reason", "advice"),
    [
        ("dailyLimitExceeded", "raise its quota or wait a day"),
        ("downloadQuotaExceeded", "wait a day"),
        ("teamDriveFileLimitExceeded", "there is no room"),
        ("insufficientFilePermissions", "reading needs Viewer, and uploads need Content manager"),
        ("insufficientScopes", "reading needs drive.readonly"),
        ("accessNotConfigured", "is not enabled"),
        ("domainPolicy", "an administrator"),
    ],
)
def test_what_a_person_can_do_is_said(reason: str, advice: str) -> None:
    assert advice in trouble_of(403, {}, refusal(reason)).reason


def test_the_word_that_is_known_counts_wherever_it_stands() -> None:
    error = trouble_of(403, {}, newer_refusal("other", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"))
    assert "scope" in error.reason
    assert "(403 forbidden)" in trouble_of(403, {}, newer_refusal("other")).reason


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"<html>", b"[]", b'{"error": "no"}', b'{"error": {"errors": [1]}}']
)
def test_an_answer_in_another_form_is_judged_by_its_status(content: bytes) -> None:
    assert trouble_of(403, {}, content).trouble is Trouble.LASTING
    assert trouble_of(503, {}, content).trouble is Trouble.PASSING


def test_a_reason_cannot_forge_a_line() -> None:
    assert "\n" not in trouble_of(403, {}, refusal("a\nb" * 100)).reason


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7), ("", 0), ("Wed, 21 Oct 2026 07:28:00 GMT", 0), ("-1", 0)]
)
def test_how_long_google_wants_us_to_wait_is_kept(header: str, seconds: int) -> None:
    assert trouble_of(429, {"retry-after": header}, b"").wait == seconds
