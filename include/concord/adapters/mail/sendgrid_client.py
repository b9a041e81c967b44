"""SendGrid's HTTP client over one careful connection."""

from __future__ import annotations

from python_http_client import Client

from concord.adapters.mail.careful_line import CarefulLine


class CarefulClient(Client):  # type: ignore[misc]  # the package has no types
    """SendGrid's HTTP client, which follows no redirect and keeps its connection."""

    def __init__(
        self,
        host: str,
        request_headers: dict[str, str],
        version: int = 3,
        url_path: list[str] | None = None,
        *,
        timeout: float,
        line: CarefulLine | None = None,
    ) -> None:
        """Prepare requests to a host; those of one client share its line."""
        super().__init__(host, request_headers, version, url_path, timeout=timeout)
        self.line = line or CarefulLine()

    def _build_client(self, name: str | None = None) -> CarefulClient:
        path = [*self._url_path, name] if name else self._url_path
        headers, version = self.request_headers, self._version
        return CarefulClient(
            self.host, headers, version, path, timeout=self.timeout, line=self.line
        )

    def _make_request(
        self, _opener: object, request: object, timeout: float | None = None
    ) -> object:
        return super()._make_request(self.line, request, timeout=timeout)
