"""Whom our pages let in, what they take, and from where."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import urlsplit

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.base_user import BaseUser
from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
from airflow.api_fastapi.core_api.security import GetUserDep
from airflow.configuration import conf
from fastapi import Depends, HTTPException, Request, status

LARGEST_BODY = 16 * 1024
"""Bytes; the longest note that is taken is 2,000 characters."""

OUR_HEADER = "X-Concord-Page"
"""No form can set it, and no page of another origin may without asking first."""


def may_read(user: GetUserDep) -> None:
    """Let pass who may see Airflow's website and its DAGs; 403 for others."""
    manager = get_auth_manager()
    sees = manager.is_authorized_view(access_view=AccessView.WEBSITE, user=user)
    if not (sees and manager.is_authorized_dag(method="GET", user=user)):
        raise HTTPException(status.HTTP_403_FORBIDDEN, "You may not see this.")


def may_write(user: GetUserDep) -> None:
    """Let pass who may edit DAGs; 403 for others."""
    if not can_write(user):
        raise HTTPException(status.HTTP_403_FORBIDDEN, "You may look, but decide nothing.")


def can_write(user: BaseUser) -> bool:
    """Say whether somebody may edit DAGs."""
    return get_auth_manager().is_authorized_dag(method="PUT", user=user)


def sent_by_our_page(request: Request) -> None:
    """Let pass only what a page of ours can have sent: a browser adds the cookie to anything.

    415 for anything but JSON, 403 for another origin and without our header.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(status.HTTP_415_UNSUPPORTED_MEDIA_TYPE, "Send JSON.")
    if OUR_HEADER not in request.headers or not _is_of_our_origin(request):
        raise HTTPException(status.HTTP_403_FORBIDDEN, "This does not come from our page.")


def _is_of_our_origin(request: Request) -> bool:
    """Say whether the caller is our page, or a program with a token of its own."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is None and origin is None:
        return request.headers.get("authorization", "").lower().startswith("bearer ")
    if site not in {None, "same-origin"}:
        return False
    return origin is None or urlsplit(origin).netloc in _our_hosts(request)


def _our_hosts(request: Request) -> set[str]:
    """Return the names under which people reach us: a proxy may have changed the request's."""
    stated = urlsplit(conf.get("api", "base_url", fallback="")).netloc
    return {host for host in (stated, request.headers.get("host", "")) if host}


async def sent_fields(request: Request) -> dict[str, object]:
    """Return the JSON object of a request; 413 when it is too large, 400 when it is none."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise HTTPException(status.HTTP_413_CONTENT_TOO_LARGE, "This is too much.")
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise HTTPException(status.HTTP_400_BAD_REQUEST, "Send a JSON object.")
    return fields


SentFields = Annotated[dict[str, object], Depends(sent_fields)]
