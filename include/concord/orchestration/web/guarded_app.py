"""The one way a page of ours gets into Airflow's API server.

Airflow mounts the app of a plugin as it is: without a login, its documentation included.
So a `GuardedApp` knows no route that is not either for reading or for writing, and each of
these first asks who calls, and what that person may do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from airflow.api_fastapi.core_api.security import requires_authenticated
from fastapi import Depends, FastAPI

from concord.orchestration.web.requests import may_read, may_write, sent_by_our_page
from concord.orchestration.web.safe_headers import SafeHeaders

READING = (Depends(may_read),)
WRITING = (Depends(may_write), Depends(sent_by_our_page))

Handler = TypeVar("Handler", bound=Callable[..., Any])


class GuardedApp(FastAPI):
    """An app without an open door: 401 for strangers on every route, and no documentation.

    Routes come by `reading` and `writing` alone.  A handler takes no body as a parameter:
    that would be read before anybody has asked who sends it.
    """

    def __init__(self, title: str) -> None:
        super().__init__(
            title=title,
            docs_url=None,
            redoc_url=None,
            openapi_url=None,
            redirect_slashes=False,
            dependencies=[Depends(requires_authenticated())],
        )
        self.add_middleware(SafeHeaders)

    def reading(self, path: str) -> Callable[[Handler], Handler]:
        """Register a handler that changes nothing, for whoever may read DAGs."""
        return self.get(path, dependencies=READING, response_model=None)

    def writing(self, path: str) -> Callable[[Handler], Handler]:
        """Register a handler that changes something, for whoever may edit DAGs."""
        return self.post(path, dependencies=WRITING, response_model=None)

    def mount(self, *_: object, **__: object) -> NoReturn:
        """Refuse: nothing asks who calls an app below this one."""
        message = "A guarded app has no apps below it."
        raise TypeError(message)

    def websocket(self, *_: object, **__: object) -> NoReturn:
        """Refuse: the guard knows requests alone."""
        message = "A guarded app has no sockets."
        raise TypeError(message)


def unguarded_routes(app: FastAPI) -> list[str]:
    """Return what is wrong with the routes of an app of a plugin; nothing when all are guarded."""
    if not isinstance(app, GuardedApp):
        return [f"{app.title} is no guarded app"]
    return [str(route) for route in app.routes if not _is_guarded(route)]


def _is_guarded(route: object) -> bool:
    asked = {dependency.dependency for dependency in getattr(route, "dependencies", ())}
    methods = getattr(route, "methods", None)
    if methods == {"GET"}:
        return {d.dependency for d in READING} <= asked
    return methods == {"POST"} and {d.dependency for d in WRITING} <= asked
