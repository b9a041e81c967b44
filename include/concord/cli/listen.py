"""`concord listen`: take what the mail service tells of mails, signed calls alone."""

from __future__ import annotations

import logging
import os

from concord.wiring import deployment

SECONDS_IDLE = 20
"""How long a connection that says nothing is kept."""

MOST_AT_ONCE = 50


def listen(host: str, port: int) -> int:
    """Serve until the process is ended."""
    import uvicorn

    logging.basicConfig(level=os.environ.get("CONCORD_LOG_LEVEL", "INFO"))
    installation = deployment()
    installation.store.verify()
    uvicorn.run(
        installation.listener().app(),
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=SECONDS_IDLE,
        limit_concurrency=MOST_AT_ONCE,
        log_level="warning",
    )
    return 0
