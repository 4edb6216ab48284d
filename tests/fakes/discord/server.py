"""A local Discord, API and gateway over real HTTP, that refuses what Discord refuses."""

import asyncio
import itertools
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Self

import orjson
from aiohttp import web

from tests.fakes.discord.gateway import IDENTIFY, Gateway, Session
from tests.fakes.discord.people import (
    AUTOCOMPLETE,
    EPHEMERAL,
    FORM,
    LOADING,
    PRESS,
    Exchange,
    Person,
    Shown,
)
from tests.fakes.discord.rates import Rates
from tests.fakes.discord.rules import (
    Json,
    RefusedError,
    check_choices,
    check_commands,
    check_form,
    check_message,
    invalid,
    unknown,
)
from tests.fakes.local_site import start_site
from tests.fakes.telegram.world import TIMEOUT_S

APPLICATION_ID = "1000000000000000001"
TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.GlocAl.token-of-the-tests_0123456789abcdefghij"  # noqa: S105 - opens nothing
_FAR = "wss://gateway-far-1.discord.example/"
_MESSAGE, _DEFER, _DEFER_UPDATE, _UPDATE, _CHOICES, _OPEN_FORM = 4, 5, 6, 7, 8, 9
_VISIBLE = {_MESSAGE, _UPDATE}

Handler = Callable[[Json, Any], Awaitable[Json | list[Json] | None]]


@dataclass(kw_only=True)
class Fault:
    """A failure of the next requests to a route.

    Attributes:
        method: And path are those of the route.
        reset: Cut the connection before the request has its effect, or after.
        until: Hold the request until this is set.
        times: How many requests it strikes.
    """

    method: str
    path: str
    refused: RefusedError | None = None
    reset: Literal["", "before", "after"] = ""
    until: asyncio.Event | None = None
    times: int = 1

    def strikes(self, method: str, path: str) -> bool:
        return (
            self.times > 0
            and method == self.method
            and re.fullmatch(self.path, path) is not None
        )


class _CutError(Exception):
    """A connection that was cut."""


class Discord(Gateway):
    """A Discord for one bot on 127.0.0.1, while the context is open.

    Attributes:
        commands: The menu that was synced last.
        syncs: How often one was synced.
        messages: All that are there, by id.
        guilds: The servers that the bot is in, by id.
        exchanges: The interactions, by token.
        calls: Method and path of each request.
        faults: What fails next.
        rates: How often the bot may send; as often as it likes where it is None.
        round_trip: Seconds that a message to a channel is on its way, there and back.
        sessions_left: How many sessions may still be begun.
        reset_after_ms: Until there are more.
    """

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__(token, _FAR)
        self.application_id = APPLICATION_ID
        self.bot: Json = _user(APPLICATION_ID, "Rostra") | {
            "bot": True,
            "mfa_enabled": True,
            "verified": True,
        }
        self.commands: list[Json] = []
        self.syncs = 0
        self.messages: dict[str, Json] = {}
        self.guilds: dict[str, Json] = {}
        self.exchanges: dict[str, Exchange] = {}
        self.calls: list[tuple[str, str]] = []
        self.faults: list[Fault] = []
        self.rates: Rates | None = None
        self.round_trip = 0.0
        self.sessions_left = 1000
        self.reset_after_ms = 14_400_000
        self._nonces: dict[tuple[str, str], Json] = {}
        self._ids = itertools.count(1)

    @property
    def api_base(self) -> str:
        return f"http://127.0.0.1:{self._port}/api/v10"

    @property
    def address(self) -> str:
        """Where the gateway is."""
        return f"ws://127.0.0.1:{self._port}/"

    @property
    def environment(self) -> dict[str, str]:
        """What lets the program serve the bot here."""
        return {
            "ROSTRA_DISCORD_TOKEN": self.token,
            "ROSTRA_DISCORD_API_BASE": self.api_base,
            "ROSTRA_DISCORD_GATEWAY": self.address,
        }

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/", self.handle)
        for method, path, handler in self._routes():
            app.router.add_route(method, f"/api/v10{path}", self._wrap(handler))
        self._runner, self._port = await start_site(app, shutdown_timeout=0.1)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    def next_id(self) -> str:
        return str((10_000 + next(self._ids)) << 22)

    def guild(self, name: str = "Village", *, shard: int = 0, shards: int = 1) -> Json:
        """Add a server with one channel, which a shard of so many is told of."""
        id_ = next(
            number << 22
            for number in itertools.count(1)
            if number % shards == shard and str(number << 22) not in self.guilds
        )
        channel = self.next_id()
        self.guilds[str(id_)] = _guild(str(id_), name, channel)
        return self.guilds[str(id_)]

    def person(
        self, name: str, guild: Json | None = None, *, permissions: str = "0"
    ) -> Person:
        """Add a person in a server, or in a direct message."""
        return Person(
            discord=self,
            about=_user(self.next_id(), name),
            guild=guild["id"] if guild else "",
            channel=guild["channels"][0]["id"] if guild else self.next_id(),
            permissions=permissions,
        )

    def shard_of(self, guild: str) -> int:
        shards = next(
            (
                payload["d"]["shard"][1]
                for each in self.live
                for payload in each.got
                if payload["op"] == IDENTIFY
            ),
            1,
        )
        return (int(guild) >> 22) % shards if guild else 0

    def ready(self, session: Session, shard: list[int]) -> Json:
        guilds = [
            {"id": id_, "unavailable": True}
            for id_ in self.guilds
            if (int(id_) >> 22) % shard[1] == shard[0]
        ]
        return {
            "v": 10,
            "user": self.bot,
            "guilds": guilds,
            "session_id": session.id,
            "resume_gateway_url": self.resume_address,
            "shard": shard,
            "application": {"id": self.application_id, "flags": 0},
        }

    def hello_events(self, shard: int, shards: int) -> Iterable[tuple[str, Json]]:
        for id_, guild in self.guilds.items():
            if (int(id_) >> 22) % shards == shard:
                yield "GUILD_CREATE", guild

    def written(self, channel: str, author: Json, message: Json) -> Json:
        """Keep a message as Discord gives it back."""
        flags = message.get("flags", 0)
        kept: Json = {
            "id": self.next_id(),
            "channel_id": channel,
            "author": author,
            "content": message.get("content") or "",
            "timestamp": "2026-11-26T08:00:00+00:00",
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": _pinged_roles(message),
            "attachments": [],
            "embeds": message.get("embeds") or [],
            "components": message.get("components") or [],
            "pinned": False,
            "type": 0,
            "flags": flags,
        }
        self.messages[kept["id"]] = kept
        return kept

    async def called(self, method: str, path: str, times: int = 1) -> None:
        """Wait until a route was called so often."""
        await self.until(lambda: self.count(method, path) >= times)

    def count(self, method: str, path: str) -> int:
        return sum(
            method == made and re.fullmatch(path, at) is not None
            for made, at in self.calls
        )

    async def synced(self, times: int = 1) -> None:
        """Wait until the menu of commands was synced."""
        await self.until(lambda: self.syncs >= times)

    def _routes(self) -> list[tuple[str, str, Handler]]:
        app, hook = "/applications/{application}", "/webhooks/{application}/{token}"
        return [
            ("GET", "/users/@me", self._get_me),
            ("GET", "/oauth2/applications/@me", self._get_application),
            ("GET", "/applications/@me", self._get_application),
            ("GET", "/gateway/bot", self._get_gateway),
            ("PUT", f"{app}/commands", self._put_commands),
            ("POST", "/interactions/{id}/{token}/callback", self._call_back),
            ("POST", hook, self._follow_up),
            ("GET", f"{hook}/messages/{{message}}", self._get_answer),
            ("PATCH", f"{hook}/messages/{{message}}", self._edit_answer),
            ("DELETE", f"{hook}/messages/{{message}}", self._delete_answer),
            ("POST", "/channels/{channel}/messages", self._send),
            ("POST", "/channels/{channel}/typing", self._type),
        ]

    def _wrap(
        self, handler: Handler
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def respond(request: web.Request) -> web.StreamResponse:
            path = request.path.removeprefix("/api/v10")
            self.calls.append((request.method, path))
            await self._tell()
            try:
                result = await self._answer(request, path, handler)
            except RefusedError as refused:
                return _json(refused.body, refused.status, refused.headers)
            except _CutError:
                return web.Response()  # nobody gets it
            return web.Response(status=204) if result is None else _json(result, 200)

        return respond

    async def _answer(
        self, request: web.Request, path: str, handler: Handler
    ) -> Json | list[Json] | None:
        fault = next(
            (each for each in self.faults if each.strikes(request.method, path)), None
        )
        if fault:
            fault.times -= 1
            if fault.until:
                await fault.until.wait()
            if fault.refused:
                raise fault.refused
            if fault.reset == "before":
                _cut(request)
        is_open = path.startswith(("/interactions/", "/webhooks/"))
        if not is_open and request.headers.get("Authorization") != f"Bot {self.token}":
            raise RefusedError(401, 0, "401: Unauthorized")
        if "DiscordBot" not in request.headers["User-Agent"] and not is_open:
            raise RefusedError(403, 40333, "internal network error")
        body: Json = {}
        if request.can_read_body:
            if request.headers.get("Content-Type") != "application/json":
                raise invalid("body", "is no JSON")
            body = await request.json(loads=orjson.loads)
        result = await handler({**request.match_info, **request.query}, body)
        await self._tell()
        if fault and fault.reset == "after":
            _cut(request)
        return result

    async def _get_me(self, _path: Json, _body: Json) -> Json:
        return self.bot

    async def _get_application(self, _path: Json, _body: Json) -> Json:
        return {
            "id": self.application_id,
            "name": "Rostra",
            "description": "",
            "icon": None,
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": _user("1", "owner"),
            "verify_key": "0" * 64,
            "team": None,
            "flags": 0,
            "summary": "",
        }

    async def _get_gateway(self, _path: Json, _body: Json) -> Json:
        return {
            "url": _FAR,
            "shards": self.shards,
            "session_start_limit": {
                "total": 1000,
                "remaining": self.sessions_left,
                "reset_after": self.reset_after_ms,
                "max_concurrency": 1,
            },
        }

    async def _put_commands(self, path: Json, body: list[Json]) -> list[Json]:
        if path["application"] != self.application_id:
            raise RefusedError(403, 20012, "You are not authorized")
        check_commands(body)
        self.syncs += 1
        self.commands = [
            {"type": 1, "description": "", "default_member_permissions": None}
            | each
            | {
                "id": self.next_id(),
                "application_id": self.application_id,
                "version": "1",
                "options": each.get("options", []),
            }
            for each in body
        ]
        return self.commands

    def _exchange(self, token: str) -> Exchange:
        if token not in self.exchanges:
            raise unknown("Webhook", 10015)
        return self.exchanges[token]

    async def _call_back(self, path: Json, body: Json) -> Json | None:
        exchange = self.exchanges.get(path["token"])
        if exchange is None or exchange.id != path["id"]:
            raise unknown("interaction", 10062)
        if exchange.answered:
            raise RefusedError(400, 40060, "Interaction has already been acknowledged.")
        kind, data = body["type"], body.get("data") or {}
        _check_kind(kind, exchange)
        message = self._take_answer(exchange, kind, data)
        exchange.answered = kind
        exchange.acknowledged.set()
        if message:
            exchange.original = message["id"]
        if message and kind in _VISIBLE:
            exchange.shown.put_nowait(Shown(dict(message)))
        exchange.is_returned = "with_response" in path
        if not exchange.is_returned:
            return None
        about = {"id": exchange.id, "type": exchange.kind}
        if message is None:
            return {"interaction": about, "resource": {"type": kind}}
        about["response_message_id"] = message["id"]
        return {"interaction": about, "resource": {"type": kind, "message": message}}

    def _take_answer(self, exchange: Exchange, kind: int, data: Json) -> Json | None:
        """Do what a callback says; return the message that it shows or promises."""
        if kind == _CHOICES:
            check_choices(data.get("choices"))
            exchange.choices = data["choices"]
        elif kind == _OPEN_FORM:
            check_form(data)
            exchange.form = data
        elif kind == _UPDATE:
            return self._edited(exchange.original, data)
        elif kind == _MESSAGE:
            check_message(data)
            return self.written(exchange.channel, self.bot, data)
        elif kind == _DEFER:
            promised = {"flags": data.get("flags", 0) | LOADING}
            return self.written(exchange.channel, self.bot, promised)
        return None

    async def _follow_up(self, path: Json, body: Json) -> Json | None:
        exchange = self._answered(path["token"])
        check_message(body)
        message = self.written(exchange.channel, self.bot, body)
        exchange.shown.put_nowait(Shown(dict(message)))
        return message if path.get("wait") == "true" else None

    async def _get_answer(self, path: Json, _body: Json) -> Json:
        exchange = self._answered(path["token"])
        id_ = self._id_of(exchange, path["message"])
        if id_ not in self.messages:
            raise unknown("Message", 10008)
        return self.messages[id_]

    async def _edit_answer(self, path: Json, body: Json) -> Json:
        exchange = self._answered(path["token"])
        message = self._edited(self._id_of(exchange, path["message"]), body)
        exchange.shown.put_nowait(Shown(dict(message)))
        return message

    async def _delete_answer(self, path: Json, _body: Json) -> None:
        exchange = self._answered(path["token"])
        del self.messages[self._id_of(exchange, path["message"])]

    def _answered(self, token: str) -> Exchange:
        exchange = self._exchange(token)
        if not exchange.answered:
            raise unknown("Webhook", 10015)
        return exchange

    def _id_of(self, exchange: Exchange, id_: str) -> str:
        return exchange.original if id_ == "@original" else id_

    def _edited(self, id_: str, change: Json) -> Json:
        if id_ not in self.messages:
            raise unknown("Message", 10008)
        message = self.messages[id_]
        check_message(message | change)
        changes = {
            name: change[name] or ("" if name == "content" else [])
            for name in ("content", "embeds", "components")
            if name in change
        }
        flags = message["flags"] & ~LOADING
        edited = "2026-11-26T08:00:05+00:00"
        message |= changes | {"flags": flags, "edited_timestamp": edited}
        return message

    async def _send(self, path: Json, body: Json) -> Json:
        await asyncio.sleep(self.round_trip / 2)
        check_message(body)
        if self.rates:
            self.rates.check(path["channel"])
        nonce = path["channel"], str(body.get("nonce") or "")
        known = body.get("enforce_nonce") and self._nonces.get(nonce)
        message = known or self.written(path["channel"], self.bot, body)
        if nonce[1]:
            self._nonces[nonce] = message
            message["nonce"] = body["nonce"]
        await asyncio.sleep(self.round_trip / 2)
        return message

    async def _type(self, _path: Json, _body: Json) -> None:
        return

    async def next_message(self, channel: str, than: int = 0) -> Shown:
        """Wait for a message of the bot in a channel, after so many."""

        def there() -> list[Json]:
            return [
                each
                for each in self.messages.values()
                if each["channel_id"] == channel
                and each["author"] is self.bot
                and not each["flags"] & (EPHEMERAL | LOADING)
            ]

        async with asyncio.timeout(TIMEOUT_S):
            await self.until(lambda: len(there()) > than)
        return Shown(there()[than])


def _pinged_roles(message: Json) -> list[str]:
    """Return the roles that a message pings: those in it that it says it may."""
    may = message.get("allowed_mentions", {"parse": ["roles"]})
    named = re.findall(r"<@&([0-9]+)>", message.get("content") or "")
    everything = "roles" in may.get("parse", ())
    some = {str(role) for role in may.get("roles", ())}
    return [role for role in named if everything or role in some]


def _check_kind(kind: int, exchange: Exchange) -> None:
    """Refuse a kind of answer that an interaction does not take."""
    allowed = {
        AUTOCOMPLETE: {_CHOICES},
        PRESS: {_MESSAGE, _DEFER, _DEFER_UPDATE, _UPDATE, _OPEN_FORM},
        FORM: {_MESSAGE, _DEFER, _DEFER_UPDATE, _UPDATE},
    }.get(exchange.kind, {_MESSAGE, _DEFER, _OPEN_FORM})
    of_message = {_DEFER_UPDATE, _UPDATE}
    if kind not in allowed or (kind in of_message and not exchange.original):
        raise invalid("type", f"{kind} does not answer this interaction")


def _cut(request: web.Request) -> None:
    if request.transport:
        request.transport.abort()
    raise _CutError


def _json(
    body: object, status: int, headers: dict[str, str] | None = None
) -> web.Response:
    # Discord names no charset, and the library reads nothing else as JSON.
    return web.Response(
        body=orjson.dumps(body),
        status=status,
        headers={"Content-Type": "application/json"} | (headers or {}),
    )


def _user(id_: str, name: str) -> Json:
    return {
        "id": id_,
        "username": name.lower(),
        "global_name": name,
        "discriminator": "0",
        "avatar": None,
        "public_flags": 0,
    }


def _guild(id_: str, name: str, channel: str) -> Json:
    everyone = {
        "id": id_,
        "name": "@everyone",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "permissions": str((1 << 50) - 1),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": id_,
        "name": name,
        "owner_id": "1",
        "unavailable": False,
        "member_count": 3,
        "large": False,
        "roles": [everyone],
        "emojis": [],
        "stickers": [],
        "features": [],
        "channels": [
            {
                "id": channel,
                "type": 0,
                "name": "general",
                "position": 0,
                "permission_overwrites": [],
            }
        ],
        "threads": [],
        "members": [],
        "presences": [],
        "voice_states": [],
        "guild_scheduled_events": [],
        "stage_instances": [],
        "soundboard_sounds": [],
        "afk_timeout": 300,
        "afk_channel_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-US",
        "joined_at": "2026-01-01T00:00:00+00:00",
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "application_id": None,
        "max_members": 500000,
    }
