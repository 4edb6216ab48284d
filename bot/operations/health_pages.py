"""``/healthz`` and ``/readyz``, for whatever restarts processes and sends them requests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from http import HTTPStatus

from aiohttp import web

from bot.addresses import ListenAddress
from bot.faces.listener import listening
from bot.operations.process_health import ProcessHealth


def add_health_pages(site: web.Application, health: ProcessHealth) -> None:
    """Serve both pages on a site.

    ``/healthz`` is answered with 200 as long as the event loop goes round: a restart mends
    neither a platform that is down nor a full disk. ``/readyz`` is answered with 503
    where nobody could be answered.
    """

    async def healthz(_request: web.Request) -> web.Response:
        return _page(asdict(await health.liveness()), HTTPStatus.OK)

    async def readyz(_request: web.Request) -> web.Response:
        readiness = await health.readiness()
        ready = HTTPStatus.OK if readiness.ready else HTTPStatus.SERVICE_UNAVAILABLE
        return _page(asdict(readiness), ready)

    site.router.add_get("/healthz", healthz)
    site.router.add_get("/readyz", readyz)


def _page(content: dict[str, object], status: HTTPStatus) -> web.Response:
    return web.json_response(
        content, status=status, headers={"Cache-Control": "no-store"}
    )


@asynccontextmanager
async def serve_health(
    health: ProcessHealth, address: ListenAddress
) -> AsyncIterator[ListenAddress]:
    """Serve both pages, and nothing else, and yield where.

    Raises:
        SetupRefusedError: The address can't be used.
    """
    site = web.Application()
    add_health_pages(site, health)

    def refuse(reason: str) -> str:
        return (
            f"Health can't be served at {address} ({reason}). Name another place in "
            "ROSTRA_HEALTH_LISTEN, or leave it empty."
        )

    async with listening(site, address, refuse) as where:
        yield where
