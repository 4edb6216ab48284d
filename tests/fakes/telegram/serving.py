"""The real Telegram face, serving an app on the local Bot API."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

from bot.addresses import ListenAddress
from bot.delivery.outbox import Outbox
from bot.delivery.retry import Wait
from bot.faces.port import AppPort
from bot.faces.telegram.face import TelegramFace
from bot.settings import Settings
from bot.supervisor import DigestJob, Supervisor
from handlers.contract.request import Place
from storage.database.time import utc_now
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.given_settings import GivenSettings
from tests.fakes.telegram.bot_api import BotApi

HOST = "bot.example.org"
WEBHOOK = f"https://{HOST}/rostra/telegram"


def settings_for(
    server: BotApi, *, admins: Iterable[str] = (), webhook: ListenAddress | None = None
) -> Settings:
    """Return settings for a face that polls, or for one behind the proxy at `HOST`."""
    values: dict[str, object] = {
        "telegram_token": server.token,
        "telegram_api_base": server.address,
        "admins": frozenset(admins),
    }
    if webhook:
        values |= {"telegram_webhook": WEBHOOK, "telegram_webhook_listen": webhook}
    return GivenSettings.model_validate(values)


@dataclass
class Failures:
    """A record of failures in memory."""

    current: dict[str, tuple[str, datetime, datetime | None]] = field(
        default_factory=dict
    )
    recorded: list[str] = field(default_factory=list)

    async def record_failure(
        self, platform: str, reason: str, *, since: datetime, next_try: datetime | None
    ) -> None:
        self.current[platform] = reason, since, next_try
        self.recorded.append(reason)

    async def clear_failures(self, platforms: Collection[str]) -> None:
        for platform in platforms:
            self.current.pop(platform, None)


@asynccontextmanager
async def serving(
    app: AppPort,
    server: BotApi,
    *,
    admins: Iterable[str] = (),
    digests: Callable[[str, Outbox], DigestJob] | None = None,
    wait: Wait = asyncio.sleep,
    now: Callable[[], datetime] = utc_now,
    webhook: ListenAddress | None = None,
) -> AsyncIterator[asyncio.Task[None]]:
    """Serve while the context is open; the face must not fail meanwhile."""
    asks = "getWebhookInfo" if webhook else "getUpdates"
    asked = server.count(asks)
    settings = settings_for(server, admins=admins, webhook=webhook)
    failures = Failures()
    supervisor = Supervisor(
        {"telegram": lambda: TelegramFace(app, settings, wait=wait, now=now)},
        make_digests=digests,
        failures=failures,
    )
    task = asyncio.create_task(supervisor.run())
    try:
        await server.called(asks, asked + 1)
        yield task
    finally:
        if not task.cancelling():  # twice would also cut off what is being finished
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert not failures.recorded


@dataclass(kw_only=True)
class MovingApp(ScriptedApp):
    """An app that records what the face reports of chats: new ids, and which are open."""

    moves: list[tuple[str, str]] = field(default_factory=list)
    reachable: list[tuple[str, bool]] = field(default_factory=list)

    async def set_reachable(self, place: Place, *, allowed: bool) -> None:
        self.reachable.append((place.key, allowed))

    async def migrate_chat(self, old: Place, new: Place) -> None:
        self.moves.append((old.key, new.key))


@dataclass
class Clock:
    """Waits that are over at once, or when the test says so."""

    waits: asyncio.Queue[float] = field(default_factory=asyncio.Queue)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def sleep(self, seconds: float) -> None:
        self.waits.put_nowait(seconds)
        await self.over.wait()
