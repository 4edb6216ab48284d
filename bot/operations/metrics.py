"""Figures of a running bot for Prometheus, over HTTP."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import web
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from bot.addresses import ListenAddress
from bot.faces.listener import listening
from bot.operations.health_pages import add_health_pages
from bot.operations.process_health import ProcessHealth
from storage.database.errors import StorageError
from storage.database.time import utc_now
from storage.digests.delivery import State
from storage.digests.health import HealthMonitor, HealthReport

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Upper bounds of the histogram of answers."""

log = logging.getLogger(__name__)


class Metrics:
    """Counters of what is answered, and figures that the database is asked for.

    Args:
        health: Where the database is asked.
        now: Returns the current time, aware.
    """

    def __init__(
        self, health: HealthMonitor, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._health = health
        self._now = now
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._answers = Counter(
            "rostra_answers",
            "Requests that were answered, by what came of them.",
            ["command", "outcome"],
            registry=registry,
        )
        self._seconds = Histogram(
            "rostra_answer_seconds",
            "Seconds from a request to its reply, without sending it.",
            ["command"],
            buckets=SECONDS,
            registry=registry,
        )

        def gauge(name: str, text: str, *labels: str) -> Gauge:
            return Gauge(f"rostra_{name}", text, labels, registry=registry)

        self._waiting = gauge(
            "inbox_updates", "Updates that are not answered yet.", "platform"
        )
        self._deliveries = gauge(
            "deliveries", "Digests that were due in the last 24 hours.", "state"
        )
        self._lag = gauge(
            "digest_lag_seconds", "How long the digest that waits longest is overdue."
        )
        self._heartbeat = gauge(
            "heartbeat_timestamp_seconds", "When a platform last answered.", "platform"
        )
        self._failing = gauge(
            "platform_failed", "1 where a platform is not served just now.", "platform"
        )
        self._chats = gauge("chats", "Chats that anything is kept of.")
        self._closed = gauge("chats_closed", "Chats that can't be written to.")
        self._generation = gauge("library_generation", "Loads of the library.")

    def observe(self, command: str, outcome: str, seconds: float) -> None:
        """Count one answer."""
        self._answers.labels(command, outcome).inc()
        self._seconds.labels(command).observe(seconds)

    async def render(self) -> bytes:
        """Return all figures in Prometheus's text format.

        Raises:
            StorageError: The database can't be asked.
        """
        self._show(await self._health.report(self._now()))
        return generate_latest(self._registry)

    def _show(self, health: HealthReport) -> None:
        for labelled in (self._waiting, self._heartbeat, self._failing):
            labelled.clear()
        for platform, count in health.waiting.items():
            self._waiting.labels(platform).set(count)
        for platform, at in health.heartbeats.items():
            self._heartbeat.labels(platform).set(at.timestamp())
            self._failing.labels(platform).set(0)
        for platform in health.failures:
            self._failing.labels(platform).set(1)
        for state in State:
            self._deliveries.labels(state).set(health.deliveries.get(state, 0))
        self._lag.set(health.lag.total_seconds())
        self._chats.set(health.chats)
        self._closed.set(health.closed)
        self._generation.set(health.generation)


@asynccontextmanager
async def serve_metrics(
    metrics: Metrics, address: ListenAddress, health: ProcessHealth
) -> AsyncIterator[ListenAddress]:
    """Serve ``/metrics`` and the pages about health, and yield where.

    Args:
        metrics: What is served.
        address: Where.
        health: Of the process.

    Raises:
        SetupRefusedError: The address can't be used.
    """

    async def answer(_request: web.Request) -> web.Response:
        try:
            body = await metrics.render()
        except StorageError as error:
            log.warning("metrics: %s", error)
            return web.Response(status=503, text=str(error))
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    site = web.Application()
    site.router.add_get("/metrics", answer)
    add_health_pages(site, health)

    def refuse(reason: str) -> str:
        return (
            f"Metrics can't be served at {address} ({reason}). Name another place in "
            "ROSTRA_METRICS_LISTEN or ROSTRA_METRICS_PORT, or leave both empty."
        )

    async with listening(site, address, refuse) as where:
        yield where
