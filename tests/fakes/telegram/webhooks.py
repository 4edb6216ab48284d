"""Deliver updates to a webhook as Telegram does, over real HTTP.

A proxy stands between: it speaks TLS in public, which is left out here, and passes each request
on to one of the processes behind it. Updates of one kind in one chat are sent one after the
other, each until it is taken; all others at once, over as many connections as are allowed.
https://github.com/tdlib/telegram-bot-api
"""

import asyncio
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

import aiohttp
import orjson

from bot.addresses import ListenAddress
from tests.fakes.telegram import rules
from tests.fakes.telegram.rules import Json, bad_request
from tests.fakes.telegram.world import NOW, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
PORTS = {443, 80, 88, 8443}


@dataclass(kw_only=True)
class Webhook:
    """What a bot has set."""

    url: SplitResult
    secret: str
    connections: int
    allowed: Sequence[str]
    last_error: Json = field(default_factory=dict)


@dataclass
class Proxy:
    """A reverse proxy and the processes behind it, which are asked in turn.

    Attributes:
        strips: The beginning of a path that is not passed on.
    """

    behind: Sequence[ListenAddress]
    strips: str = ""

    def __post_init__(self) -> None:
        self._turns = itertools.count()
        self._clients: dict[ListenAddress, aiohttp.ClientSession] = {}

    async def post(
        self, path: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, str, int]:
        """Return status, reason and `Retry-After` of the first process that answers."""
        first = next(self._turns)
        for number in range(len(self.behind)):
            address = self.behind[(first + number) % len(self.behind)]
            try:
                async with self._client(address).post(
                    base(address) + path.removeprefix(self.strips),
                    data=body,
                    headers=headers,
                ) as answer:
                    said = await answer.read()
                    assert not (answer.ok and said), "a body would be a call"
                    again = int(answer.headers.get("Retry-After", 0))
                    return answer.status, answer.reason or "", again
            except aiohttp.ClientConnectorError:
                continue
            except (aiohttp.ClientError, OSError):
                break  # what was sent is not sent to the next
        return 502, "Bad Gateway", 0

    def _client(self, address: ListenAddress) -> aiohttp.ClientSession:
        if address not in self._clients:
            self._clients[address] = client(address)
        return self._clients[address]

    async def close(self) -> None:
        for each in self._clients.values():
            await each.close()
        self._clients.clear()


def client(address: ListenAddress) -> aiohttp.ClientSession:
    """Return a client that connects to where a process listens."""
    connector = aiohttp.UnixConnector(str(address.path)) if address.path else None
    return aiohttp.ClientSession(connector=connector)


def base(address: ListenAddress) -> str:
    return "http://behind" if address.path else f"http://{address}"


class Webhooks(World):
    """The webhook of one bot.

    Attributes:
        proxies: By the host in the webhook's address, who answers there.
        pace: What a second of Telegram's patience takes here.
        delivered: The ids of updates in the order in which they were taken.
        attempts: How many requests were made.
    """

    def __init__(self) -> None:
        super().__init__()
        self.webhook: Webhook | None = None
        self.proxies: dict[str, Proxy] = {}
        self.pace = 0.01
        self.delivered: list[int] = []
        self.attempts = 0
        self._busy: set[object] = set()
        self._sending: set[asyncio.Task[None]] = set()
        self._delivering: asyncio.Task[None] | None = None

    def check_webhook(self, call: Mapping[str, str]) -> Webhook | None:
        """Return what a call sets, or refuse it; None where it removes the webhook."""
        url = urlsplit(call.get("url", ""))
        if not url.geturl():
            return None
        if url.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if (url.port or 443) not in PORTS:
            raise bad_request(
                "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
            )
        if url.hostname not in self.proxies:
            raise bad_request(
                "bad webhook: Failed to resolve host: Name or service not known"
            )
        secret = call.get("secret_token", "")
        if secret and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        return Webhook(
            url=url,
            secret=secret,
            connections=max(1, min(int(call.get("max_connections", 40)), 100)),
            allowed=rules.decoded(call, "allowed_updates") or (),
        )

    def webhook_info(self) -> Json:
        hook = self.webhook
        info: Json = {
            "url": hook.url.geturl() if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates),
        }
        if hook:
            info |= {"max_connections": hook.connections, **hook.last_error}
            info |= {"allowed_updates": hook.allowed} if hook.allowed else {}
        return info

    def use_webhook(self, hook: Webhook | None) -> None:
        """Deliver there from now on, or nowhere."""
        self.webhook = hook
        self.has_updates.set()
        if hook and self._delivering is None:
            self._delivering = asyncio.create_task(self._deliver_all())

    async def stop_delivering(self) -> None:
        tasks = [*self._sending, *filter(None, [self._delivering])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for proxy in self.proxies.values():
            await proxy.close()

    async def _deliver_all(self) -> None:
        while True:
            await self.has_updates.wait()
            self.has_updates.clear()
            for update in self._next():
                self._busy.add(queue_of(update))
                task = asyncio.create_task(self._deliver(update))
                self._sending.add(task)
                task.add_done_callback(self._sending.discard)

    def _next(self) -> Iterator[Json]:
        """Yield what can be sent now: the first of each queue."""
        hook = self.webhook
        if hook is None:
            return
        if hook.allowed:
            self.updates = [it for it in self.updates if set(it) & set(hook.allowed)]
        for update in [*self.updates]:
            if len(self._busy) >= hook.connections:
                return
            if queue_of(update) not in self._busy:
                yield update

    async def _deliver(self, update: Json) -> None:
        """Send an update until it is taken, or the webhook is another."""
        body, delay, failures = orjson.dumps(update), 1.0, 0
        try:
            # What was polled meanwhile is gone.
            while (hook := self.webhook) and update in self.updates:
                proxy = self.proxies[hook.url.hostname or ""]
                headers = {"Content-Type": "application/json"}
                headers |= {SECRET_HEADER: hook.secret} if hook.secret else {}
                self.attempts += 1
                code, reason, again = await proxy.post(hook.url.path, body, headers)
                if code // 100 == 2:
                    self.delivered.append(update["update_id"])
                    self.updates = [it for it in self.updates if it is not update]
                    return
                failures += 1
                hook.last_error = {
                    "last_error_date": NOW + self.attempts,
                    "last_error_message": "Wrong response from the webhook: "
                    f"{code} {reason}",
                }
                delay = min(2 * delay, 60.0) if failures > 1 and not again else delay
                pause = again or (delay if failures > 1 else 0.0)
                await asyncio.sleep(self.pace * pause)
        finally:
            self._busy.discard(queue_of(update))
            self.has_updates.set()


def queue_of(update: Json) -> object:
    """Return the queue in which an update waits for those before it."""
    kind = next(each for each in update if each != "update_id")
    what = update[kind]
    chat = what.get("chat") or what.get("message", {}).get("chat") or what.get("from")
    return kind, chat["id"] if isinstance(chat, dict) else update["update_id"]
