"""Take in the updates that Telegram posts to a webhook.

Telegram repeats an update until it is answered with 2xx, at once at first and after a minute
or two later on, for a day; see https://core.telegram.org/bots/api#setwebhook. So what
can't be stored is refused, and what can never be understood is taken once it is logged.
"""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import cast
from urllib.parse import unquote, urlsplit

from aiohttp import web

from bot.addresses import ListenAddress
from bot.faces.listener import listening
from bot.faces.telegram.api.transport import parse_json
from bot.faces.telegram.api.updates import Update, id_of
from storage.database.errors import StorageError

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name

MAX_BODY_BYTES = 1024 * 1024
"""The longest update that is read.

A message of 4,096 characters that replies to another, each letter as ``\\uXXXX``, and a hundred
entities and buttons come to some 200 kB.
"""

BODY_TIMEOUT_S = 10.0
"""Seconds in which a body has to be there."""

RETRY_AFTER_S = 5
"""Seconds after which Telegram is to repeat an update that could not be stored."""

log = logging.getLogger(__name__)

Take = Callable[[Update], Awaitable[None]]
"""What takes an update in, and raises `StorageError` where it can't be stored."""


def make_secret(token: str) -> str:
    """Return the secret that Telegram shows with each update, made of a bot's token.

    All processes of one bot agree on it without being told.
    """
    return hmac.new(
        token.encode(), b"rostra: secret of the webhook", hashlib.sha256
    ).hexdigest()


class WebhookServer:
    """The HTTP server of a webhook.

    Args:
        url: The public address, on whose path it listens. A proxy may strip the path's
            beginning.
        secret: What each request has to show.
        take: Takes an update in.
    """

    def __init__(self, url: str, *, secret: str, take: Take) -> None:
        self._paths = frozenset(_endings(unquote(urlsplit(url).path)))
        self._secret = secret.encode()
        self._take = take

    @asynccontextmanager
    async def serving(self, address: ListenAddress) -> AsyncIterator[ListenAddress]:
        """Listen, and yield where; at the end, finish the requests under way.

        Raises:
            SetupRefusedError: The address can't be used.
        """
        site = web.Application(client_max_size=MAX_BODY_BYTES)
        site.router.add_route("*", "/{path:.*}", self._answer)

        def refuse(reason: str) -> str:
            return (
                f"Telegram's updates can't be received at {address} ({reason}). Name "
                "another place in ROSTRA_TELEGRAM_WEBHOOK_LISTEN."
            )

        async with listening(site, address, refuse) as where:
            yield where

    async def _answer(self, request: web.Request) -> web.Response:
        """Accept one update; the body of the answer stays empty, or it would be a call."""
        self._check(request)
        body = await _read(request)
        try:
            update = parse_json(body)
        except (ValueError, RecursionError):
            # It was damaged on its way: Telegram sends it once more.
            log.warning("a body of %d bytes is no JSON", len(body))
            raise web.HTTPBadRequest from None
        if not isinstance(update, dict) or id_of(update) is None:
            log.warning("an update without a number was passed over")
            return web.Response()
        try:
            await self._take(cast("Update", update))
        except StorageError as error:
            log.error("update %d is refused for now: %s", update["update_id"], error)  # noqa: TRY400 - the sentence says it
            again = {"Retry-After": str(RETRY_AFTER_S)}
            raise web.HTTPServiceUnavailable(headers=again) from error
        return web.Response()

    def _check(self, request: web.Request) -> None:
        """Refuse what is not from Telegram, without a look at the body."""
        if request.path not in self._paths:
            raise web.HTTPNotFound
        if request.method != "POST":
            raise web.HTTPMethodNotAllowed(request.method, ["POST"])
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(
            shown.encode("utf-8", "surrogateescape"), self._secret
        ):
            log.warning("a request to the webhook had a wrong secret, or none")
            raise web.HTTPForbidden
        if (
            request.content_type != "application/json"
            or request.headers.get("Content-Encoding", "identity") != "identity"
        ):
            log.warning("a request to the webhook was not plain JSON")
            raise web.HTTPUnsupportedMediaType
        if (request.content_length or 0) > MAX_BODY_BYTES:
            raise _too_large()


async def _read(request: web.Request) -> bytes:
    """Return a whole body, if it is there in time and not too long."""
    try:
        async with asyncio.timeout(BODY_TIMEOUT_S):
            return await request.read()
    except TimeoutError:
        late = web.HTTPRequestTimeout()
        late.force_close()  # the rest of the body is not waited for
        raise late from None
    except web.HTTPRequestEntityTooLarge:
        raise _too_large() from None
    except (web.RequestPayloadError, OSError) as error:
        log.warning("the body of an update was cut off: %s", error)
        raise web.HTTPBadRequest from None


def _too_large() -> web.HTTPRequestEntityTooLarge:
    log.error("an update of over %d bytes is refused", MAX_BODY_BYTES)
    refusal = web.HTTPRequestEntityTooLarge(MAX_BODY_BYTES)
    refusal.force_close()
    return refusal


def _endings(path: str) -> Iterator[str]:
    """Yield a path, and what is left of it where its first parts are stripped."""
    parts = path.lstrip("/").split("/")
    yield from ("/" + "/".join(parts[begin:]) for begin in range(len(parts)))
    yield "/"
