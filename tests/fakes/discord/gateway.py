"""Discord's gateway over a real websocket: sessions, heartbeats, close codes."""

import asyncio
import importlib
import itertools
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson
from aiohttp import web

from tests.fakes.discord.rules import Json
from tests.fakes.telegram.world import TIMEOUT_S

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT = 0, 1, 2, 6, 7
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
HEARTBEAT_INTERVAL_MS = 41_250

KNOWN_INTENTS = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))
PRIVILEGED_INTENTS = 1 << 1 | 1 << 8 | 1 << 15
MAX_PAYLOAD_BYTES = 4096
MAX_PAYLOADS = 120
"""How much a connection may send in a minute."""


class _ClosedError(Exception):
    """A connection that Discord closes with a code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Session:
    """What a shard has begun, and may go on with on another connection."""

    id: str
    shard: int
    intents: int
    events: list[Json] = field(default_factory=list)
    is_over: bool = False


@dataclass(eq=False)
class Connection:
    """One websocket, from HELLO to its close."""

    request: web.Request
    socket: web.WebSocketResponse
    compress: Callable[[bytes], bytes | str]
    session: Session | None = None
    got: list[Json] = field(default_factory=list)
    closed_with: int | None = None
    """The code with which the client closed it."""

    async def send(self, payload: Json) -> None:
        """Send a payload, in the middle of which the client may have gone."""
        text = self.compress(orjson.dumps(payload))
        try:
            await (
                self.socket.send_bytes(text)
                if isinstance(text, bytes)
                else self.socket.send_str(text)
            )
        except ConnectionError:
            return


class Gateway:
    """The gateway of one bot.

    Attributes:
        token: What the bot has to say.
        shards: How many shards it must have at least.
        allowed_intents: Privileged intents that it may ask for.
        acknowledges: Whether heartbeats are answered.
        is_away: Whether connections are refused.
        close_at_identify: Codes with which the next sessions are refused.
        sessions: Of all that were begun, the latest last.
        resumed: How often a session was gone on with.
    """

    def __init__(self, token: str, resume_address: str) -> None:
        self.token = token
        self.resume_address = resume_address
        self.shards = 1
        self.allowed_intents = 0
        self.acknowledges = True
        self.is_away = False
        self.heartbeat_interval_ms = HEARTBEAT_INTERVAL_MS
        self.close_at_identify: list[int] = []
        self.sessions: list[Session] = []
        self.connections: list[Connection] = []
        self.resumed = 0
        self.heartbeats = 0
        self._changed = asyncio.Condition()
        self._numbers = itertools.count(1)

    def hello_events(self, shard: int, shards: int) -> Iterable[tuple[str, Json]]:
        """Return what a new session is told after READY."""
        raise NotImplementedError

    def ready(self, session: Session, shard: list[int]) -> Json:
        """Return what READY says."""
        raise NotImplementedError

    @property
    def live(self) -> list[Connection]:
        """The open connections that have a session."""
        return [
            each
            for each in self.connections
            if each.session and not each.socket.closed and each.closed_with is None
        ]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is true of the gateway."""
        async with asyncio.timeout(TIMEOUT_S), self._changed:
            await self._changed.wait_for(condition)

    async def in_session(self, times: int = 1) -> None:
        """Wait until so many sessions were begun, and the latest of them is open."""
        await self.until(
            lambda: (
                len(self.sessions) >= times
                and any(each.session is self.sessions[-1] for each in self.live)
            )
        )

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def dispatch(self, event: str, data: Json, shard: int = 0) -> None:
        """Send an event to the session of a shard, or to its next connection."""
        session = next(
            each
            for each in reversed(self.sessions)
            if each.shard == shard and not each.is_over
        )
        payload = {
            "op": DISPATCH,
            "t": event,
            "s": len(session.events) + 1,
            "d": data,
        }
        session.events.append(payload)
        for each in self.live:
            if each.session is session:
                await each.send(payload)

    async def close(self, code: int) -> None:
        """Close all connections with a code."""
        for each in self.live:
            each.session, session = None, each.session
            if session and code in {4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014}:
                session.is_over = True
            await each.socket.close(code=code)
        await self._tell()

    async def drop(self) -> None:
        """Cut all connections, as a network does."""
        for each in self.live:
            each.session = None
            if each.request.transport:
                each.request.transport.abort()
        await self._tell()

    async def send(self, op: int, data: Any = None) -> None:  # noqa: ANN401 - any JSON
        """Send an opcode on all connections: reconnect, or the session is invalid."""
        for each in self.live:
            if op == INVALID_SESSION and not data and each.session:
                each.session.is_over = True
            await each.send({"op": op, "d": data})

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection."""
        if self.is_away:
            raise web.HTTPServiceUnavailable
        if request.query.get("v") != "10" or request.query.get("encoding") != "json":
            raise web.HTTPBadRequest
        socket = web.WebSocketResponse(timeout=0.1)
        await socket.prepare(request)
        compress = _compressor(request.query.get("compress", ""))
        connection = Connection(request, socket, compress)
        self.connections.append(connection)
        hello = {"heartbeat_interval": self.heartbeat_interval_ms}
        await connection.send({"op": HELLO, "d": hello})
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    await self._take(connection, message.data)
                    await self._tell()
        except _ClosedError as closed:
            connection.session = None
            await socket.close(code=closed.code)
        connection.closed_with = socket.close_code
        await self._tell()
        return socket

    async def _take(self, connection: Connection, text: str) -> None:
        try:
            payload = orjson.loads(text)
            op = payload["op"]
        except (ValueError, KeyError, TypeError):
            raise _ClosedError(4002) from None
        connection.got.append(payload)
        if len(text.encode()) > MAX_PAYLOAD_BYTES:
            raise _ClosedError(4002)
        if len(connection.got) > MAX_PAYLOADS:
            raise _ClosedError(4008)
        if op == HEARTBEAT:
            self.heartbeats += 1
            if self.acknowledges:
                await connection.send({"op": HEARTBEAT_ACK, "d": None})
        elif op == IDENTIFY:
            await self._identify(connection, payload["d"])
        elif op == RESUME:
            await self._resume(connection, payload["d"])
        else:
            raise _ClosedError(4003 if connection.session is None else 4001)

    async def _identify(self, connection: Connection, asked: Json) -> None:
        if connection.session:
            raise _ClosedError(4005)
        if self.close_at_identify:
            raise _ClosedError(self.close_at_identify.pop(0))
        if asked["token"] != self.token:
            raise _ClosedError(4004)
        shard, shards = asked.get("shard", [0, 1])
        if not 0 <= shard < shards:
            raise _ClosedError(4010)
        if shards < self.shards:
            raise _ClosedError(4011)
        intents = asked["intents"]
        if intents & ~KNOWN_INTENTS:
            raise _ClosedError(4013)
        if intents & PRIVILEGED_INTENTS & ~self.allowed_intents:
            raise _ClosedError(4014)
        if not {"os", "browser", "device"} <= asked["properties"].keys():
            raise _ClosedError(4002)
        session = Session(f"session{next(self._numbers)}", shard, intents)
        self.sessions.append(session)
        connection.session = session
        await self.dispatch("READY", self.ready(session, [shard, shards]), shard)
        for event, data in self.hello_events(shard, shards):
            await self.dispatch(event, data, shard)

    async def _resume(self, connection: Connection, asked: Json) -> None:
        if connection.session:
            raise _ClosedError(4005)
        if asked["token"] != self.token:
            raise _ClosedError(4004)
        session = next(
            (each for each in self.sessions if each.id == asked["session_id"]), None
        )
        if session is None or session.is_over:
            await connection.send({"op": INVALID_SESSION, "d": False})
            return
        if asked["seq"] > len(session.events):
            raise _ClosedError(4007)
        connection.session = session
        for payload in session.events[asked["seq"] :]:
            await connection.send(payload)
        self.resumed += 1
        await self.dispatch("RESUMED", {}, session.shard)


def _compressor(kind: str) -> Callable[[bytes], bytes | str]:
    """Return what turns payloads into messages as the client has asked for."""
    if kind == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda text: deflate.compress(text) + deflate.flush(zlib.Z_SYNC_FLUSH)
    if kind == "zstd-stream":
        # In the standard library from Python 3.14 on, where the client asks for it.
        stream = importlib.import_module("compression.zstd").ZstdCompressor()
        return lambda text: stream.compress(text, stream.FLUSH_BLOCK)
    return bytes.decode
