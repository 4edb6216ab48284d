"""Logs for operators: one line an event, and never a token."""

import logging
import re
import sys
from collections.abc import Iterable

TOKEN = re.compile(r"[0-9]{3,}:[A-Za-z0-9_-]{20,}")
"""What a Bot API token looks like, should one come from anywhere but the settings."""

HIDDEN = "[token]"


class Redacting(logging.Formatter):
    """Format a record, tracebacks included, with every token taken out."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line to write."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        # What a person typed must not start a line that looks like ours.
        first, *rest = TOKEN.sub(HIDDEN, line).splitlines() or [""]
        return "\n  ".join([first, *rest])


def set_up(level: str, secrets: Iterable[str]) -> None:
    """Send logs of `level` and above to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Clients log every request's full address, which holds the token, and aiosqlite
    # each statement twice.
    for name in ("httpx", "httpcore", "aiohttp", "aiosqlite"):
        logging.getLogger(name).setLevel(logging.WARNING)
