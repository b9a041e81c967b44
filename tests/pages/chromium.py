"""A real browser, told what to do by its own protocol."""

import json
import os
import re
import shutil
import subprocess
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

_ADDRESS = re.compile(r"DevTools listening on (ws://\S+)")
_PATIENCE = 30.0


class Page:
    """One page; `told` is what it complained of."""

    def __init__(self, socket: ClientConnection, session: str) -> None:
        self._socket, self._session, self._number = socket, session, 0
        self.told: list[str] = []

    def do(self, method: str, **values: object) -> Any:  # noqa: ANN401 -- whatever the browser answers
        """Give a command, and return the answer."""
        self._number += 1
        sent = {"id": self._number, "method": method, "params": values}
        self._socket.send(
            json.dumps(sent | ({"sessionId": self._session} if self._session else {}))
        )
        while True:
            got = json.loads(self._socket.recv(timeout=_PATIENCE))
            if got.get("id") == self._number:
                assert "error" not in got, got["error"]
                return got["result"]
            if got.get("method") == "Log.entryAdded":
                self.told.append(got["params"]["entry"]["text"])

    def ask(self, expression: str) -> Any:  # noqa: ANN401 -- as above
        """Return what a JavaScript expression is."""
        asked = self.do("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in asked, asked["result"]
        return asked["result"].get("value")

    def open(self, url: str, expression: str = "document.readyState == 'complete'") -> None:
        """Go somewhere, and wait until something is there."""
        self.do("Page.navigate", url=url)
        self.wait(expression)

    def wait(self, expression: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + _PATIENCE
        while not self.ask(expression):
            assert time.monotonic() < end, f"{expression}: {self.ask('document.body.innerText')}"
            time.sleep(0.1)

    def picture(self, file: Path) -> None:
        """Keep what is seen."""
        file.write_bytes(b64decode(self.do("Page.captureScreenshot", format="png")["data"]))

    def look(self, width: int, height: int, scheme: str = "light") -> None:
        """Set the window's size, and whether the system is light or dark."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.do("Emulation.setDeviceMetricsOverride", **size)
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.do("Emulation.setEmulatedMedia", features=[feature])


@contextmanager
def browser_page(folder: Path) -> Iterator[Page]:
    """Run a browser with one page."""
    program = shutil.which("chromium")
    if program is None:
        assert not os.environ.get("CI"), "chromium belongs on the machine of CI"
        pytest.skip("chromium is not installed")
    arguments = (
        *("--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}"),
        *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    )
    told = folder / "told"
    with told.open("wb") as log:
        process = subprocess.Popen([program, *arguments], stderr=log, stdout=subprocess.DEVNULL)
    try:
        with connect(_address(told, process.poll), max_size=None) as socket:
            yield _page(socket)
    finally:
        process.terminate()
        process.wait()


def _address(told: Path, ended: Callable[[], int | None]) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and ended() is None:
        if found := _ADDRESS.search(told.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.1)
    pytest.fail(f"the browser did not start: {told.read_text('utf-8', 'replace')}")


def _page(socket: ClientConnection) -> Page:
    whole = Page(socket, "")
    target = whole.do("Target.createTarget", url="about:blank")["targetId"]
    session = whole.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    page = Page(socket, session)
    for domain in ("Page", "Log", "Network", "Runtime"):
        page.do(f"{domain}.enable")
    return page
