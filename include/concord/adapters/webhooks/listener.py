"""A small listener for what mail services tell: one route, signed calls alone."""

from __future__ import annotations

import logging
from asyncio import timeout
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from concord.adapters.webhooks.sendgrid_events import (
    NotUnderstoodError,
    NotVerifiedError,
    events,
    verify,
)
from concord.domain.delivery_event import DeliveryEvent
from concord.domain.errors import ConcordError

MOST_BYTES = 1_000_000
EVENTS = "/sendgrid/events"
HEALTH = "/health"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """What the listener needs: the key to verify with, who records, and the time.

    `patience` is how long a caller may take to say what it has to say, in seconds.
    """

    key: Callable[[], str]
    record: Callable[[Sequence[DeliveryEvent]], object]
    clock: Callable[[], datetime]
    patience: int = 20

    def app(self) -> Starlette:
        """Return the application: one route for events, one that says that it is up."""
        return Starlette(
            routes=[
                Route(EVENTS, self._take, methods=["POST"]),
                Route(HEALTH, _is_up, methods=["GET"]),
            ]
        )

    async def _take(self, request: Request) -> Response:
        try:
            async with timeout(self.patience):
                body = await _limited(request)
        except TimeoutError:
            return _answer(HTTPStatus.REQUEST_TIMEOUT)
        if body is None:
            return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return await run_in_threadpool(self._taken, body, request.headers)

    def _taken(self, body: bytes, headers: Mapping[str, str]) -> Response:
        now = self.clock()
        try:
            verify(body, headers, self.key(), now)
            self.record(events(body, now))
        except NotVerifiedError as error:
            _log.warning("a call was refused: %s", error)
            return _answer(HTTPStatus.FORBIDDEN)
        except NotUnderstoodError as error:
            _log.warning("a call was not understood: %s", error)
            return _answer(HTTPStatus.BAD_REQUEST)
        except ConcordError:
            # The mail service repeats what was not taken, for a day.
            _log.exception("events could not be recorded")
            return _answer(HTTPStatus.SERVICE_UNAVAILABLE)
        return _answer(HTTPStatus.OK)


async def _limited(request: Request) -> bytes | None:
    """Return the body, None when there is more of it than anybody needs."""
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BYTES:
                return None
    except ClientDisconnect:
        return b""
    return body


async def _is_up(_: Request) -> Response:
    return _answer(HTTPStatus.OK)


def _answer(status: HTTPStatus) -> Response:
    return PlainTextResponse(f"{status.phrase}\n", status)
