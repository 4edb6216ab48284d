"""Listen for HTTP where a setting says."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import http_exceptions, web

from bot.addresses import ListenAddress
from bot.faces.port import SetupRefusedError

SHUTDOWN_TIMEOUT_S = 5.0
"""Seconds at the end for requests under way."""

LINGERING_S = 1.0
"""Seconds in which the rest of a body that was refused is read and thrown away."""

SOCKET_MODE = 0o666
"""A Unix socket is for who may enter its folder: a proxy runs as another user."""

log = logging.getLogger(__name__)


class _NoHttp(logging.Filter):
    """A filter that tells of what is no HTTP in a line, without what was sent."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is about anything else."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, http_exceptions.HttpProcessingError):
            return True
        log.warning("a request was no HTTP: %s", type(error).__name__)
        return False


_server_log = logging.getLogger(f"{__name__}.server")
_server_log.addFilter(_NoHttp())


@asynccontextmanager
async def listening(
    site: web.Application, address: ListenAddress, refuse: Callable[[str], str]
) -> AsyncIterator[ListenAddress]:
    """Serve a site, and yield where; at the end, finish the requests under way.

    Args:
        site: What is served.
        address: Where.
        refuse: Returns what to tell a person, of why that is not possible.

    Raises:
        SetupRefusedError: The address can't be used.
    """
    # Nobody has cause to compress what is sent here, and a little can become very much.
    runner = web.AppRunner(
        site,
        access_log=None,
        logger=_server_log,
        shutdown_timeout=SHUTDOWN_TIMEOUT_S,
        auto_decompress=False,
        lingering_time=LINGERING_S,
    )
    await runner.setup()
    try:
        server: web.BaseSite = (
            web.UnixSite(runner, address.path)
            if address.path
            else web.TCPSite(runner, address.host, address.port)
        )
        try:
            await server.start()
            if address.path:
                address.path.chmod(SOCKET_MODE)
        except OSError as error:
            raise SetupRefusedError(refuse(error.strerror or str(error))) from error
        if address.path:
            yield address
        else:
            host, port = runner.addresses[0][:2]
            yield ListenAddress(host=host, port=port)
    finally:
        await runner.cleanup()
