"""Carry calls to the Bot API over aiohttp.

The client library's own transport searches its whole pool on each call, and so gets
slower the more calls are under way.
"""

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from aiohttp.abc import AbstractStreamWriter
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.connection_errors import NothingSentError
from handlers.contract.reply import File

KEEP_ALIVE_S = 15.0
"""Seconds that an idle connection is kept; servers cut older ones more often."""

UPLOAD_TIMEOUT_S = 60.0
"""Seconds without a byte of the answer to a file that is sent."""

_CHUNK_BYTES = 64 * 1024


class Payload:
    """The parameters of a call, as JSON.

    It takes the place of the client library's own `RequestData`, which would need the
    library's objects for all that is in it.
    """

    def __init__(self, parameters: Mapping[str, object]) -> None:
        given = {name: value for name, value in parameters.items() if value is not None}
        self.body = orjson.dumps(given)


class Upload:
    """The parameters of a call with a file, as a form of several parts.

    Args:
        parameters: Those beside the file; None for those left out.
        field: The parameter that the file is.
        file: The file.
    """

    def __init__(
        self, parameters: Mapping[str, object], field: str, file: File
    ) -> None:
        self._texts = {
            name: value if isinstance(value, str) else orjson.dumps(value).decode()
            for name, value in parameters.items()
            if value is not None
        }
        self._field = field
        self._file = file

    def form(self) -> aiohttp.FormData:
        """Return the form, which can be sent once."""
        form = aiohttp.FormData(self._texts)
        form.add_field(
            self._field,
            self._file.data,
            filename=self._file.name,
            content_type=self._file.media_type,
        )
        return form


class _Body(aiohttp.BytesPayload):
    """The body of a call, which knows whether it was written.

    Head and body are one write, as long as the body is short.
    """

    is_unsent = True

    def __init__(self, body: bytes) -> None:
        super().__init__(body, content_type="application/json")

    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        """Write the body."""
        self.is_unsent = False
        try:
            await super().write_with_length(writer, content_length)
        except aiohttp.ClientConnectionResetError as error:
            # The other one of this class comes after a write.
            self.is_unsent = "closing transport" in str(error)
            raise


_LOST = (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)
"""How aiohttp says that a connection was lost, to whoever waits for an answer."""


class Transport(BaseRequest):
    """A pool of connections that carry calls.

    Args:
        connections: How many calls may be under way at once; others wait.
        connect: Seconds to wait for a free connection, and to open one.
        read: Seconds without a byte of the answer after which a call is given up.
    """

    def __init__(self, *, connections: int, connect: float, read: float) -> None:
        self._connections = connections
        self._connect = connect
        self._read = read
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[str, str | None] = {}

    @property
    def read_timeout(self) -> float:
        """Return the seconds that a call waits for its answer."""
        return self._read

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer.

        Raises:
            TelegramError: It is not a JSON object.
        """
        try:
            answer: object = parse_json(payload)
        except ValueError as error:
            raise TelegramError("Invalid server response") from error
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer

    async def initialize(self) -> None:
        """Open the pool if it is closed."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=KEEP_ALIVE_S
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0917 - as the client library calls it
        self,
        url: str,
        method: str,
        request_data: RequestData | Payload | Upload | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - aiohttp has none
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - counts with connecting
    ) -> tuple[int, bytes]:
        """Make a call and return its status and body.

        Raises:
            TimedOut: It took too long; see its cause for `failed_before_sending`.
            NetworkError: It failed on the way; see its cause, too.
        """
        if self._session is None:
            raise RuntimeError("the transport is not open")
        timeout = _timeout(
            _given_or(self._connect, connect_timeout),
            _given_or(self._read, read_timeout),
        )
        body = _body(request_data)
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                proxy=self._proxy(url),
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            # Only the kind of error: some messages show the address, which holds the token.
            failure = NetworkError(f"aiohttp: {type(error).__name__}")
            if isinstance(error, _LOST) and isinstance(body, _Body) and body.is_unsent:
                raise failure from NothingSentError()
            raise failure from error

    async def call(
        self, bot: Bot, method: str, *, read: float | None = None, **parameters: object
    ) -> Any:  # noqa: ANN401 - as JSON says
        """Call a method of the Bot API for a bot, and return its result as it came.

        Args:
            bot: The bot, with its server and token.
            method: The method's name.
            read: Seconds to wait for the answer; as for the transport if left out.
            parameters: Its parameters; None for those left out.

        Raises:
            TelegramError: Telegram refused, or the call failed on its way.
        """
        return await self._post(bot, method, Payload(parameters), read)

    async def upload(
        self, bot: Bot, method: str, field: str, file: File, **parameters: object
    ) -> Any:  # noqa: ANN401 - as JSON says
        """Call a method with a file, and return its result as it came.

        Args:
            bot: The bot, with its server and token.
            method: The method's name.
            field: The parameter that the file is.
            file: The file.
            parameters: Its other parameters; None for those left out.

        Raises:
            TelegramError: Telegram refused, or the call failed on its way.
        """
        form = Upload(parameters, field, file)
        return await self._post(bot, method, form, UPLOAD_TIMEOUT_S)

    async def _post(
        self, bot: Bot, method: str, data: Payload | Upload, read: float | None
    ) -> Any:  # noqa: ANN401 - as JSON says
        try:
            return await self.post(
                f"{bot.base_url}/{method}",
                cast("RequestData", data),
                read_timeout=self._read if read is None else read,
            )
        except KeyError as error:  # it was not the Bot API that answered
            raise TelegramError("Invalid server response") from error

    async def download(self, url: str, limit: int) -> bytes:
        """Return the body at an address, which may hold the token.

        Raises:
            TimedOut: It took too long.
            NetworkError: It failed on the way, or is larger than `limit` bytes.
        """
        if self._session is None:
            raise RuntimeError("the transport is not open")
        try:
            async with self._session.get(
                url,
                proxy=self._proxy(url),
                timeout=_timeout(self._connect, self._read),
                allow_redirects=False,
            ) as response:
                if response.status != HTTPStatus.OK:
                    raise NetworkError(f"status {response.status} for a file")
                data = bytearray()
                async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
                    data += chunk
                    if len(data) > limit:
                        raise NetworkError(f"a file is over {limit:,} bytes")
                return bytes(data)
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"aiohttp: {type(error).__name__}") from error

    def _proxy(self, url: str) -> str | None:
        """Return the proxy that the environment sets for a server.

        aiohttp itself would look for it, and for a password file, in a thread at each call.
        """
        server = url[: url.find("/", len("https://"))]
        if server not in self._proxies:
            parts = urlsplit(url)
            # NO_PROXY may name a host or a host with its port.
            bypassed = proxy_bypass(parts.hostname or "") or proxy_bypass(parts.netloc)
            proxy = None if bypassed else getproxies().get(parts.scheme)
            self._proxies[server] = proxy
        return self._proxies[server]


def parse_json(payload: bytes) -> object:
    """Parse JSON, even with a broken text in it: one update must not stop all others.

    Raises:
        ValueError: It is no JSON.
    """
    try:
        return orjson.loads(payload)
    except ValueError:
        lenient = json.dumps(
            json.loads(payload.decode(errors="replace")), ensure_ascii=False
        )
        # Halves of surrogate pairs become question marks.
        return orjson.loads(lenient.encode(errors="replace"))


@cache
def _timeout(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_read=read)


def _given_or(default: float, seconds: object) -> float | None:
    """Return a time-out, or the default for the client library's mark of none given."""
    if seconds is None or isinstance(seconds, int | float):
        return seconds
    return default


def _body(
    data: RequestData | Payload | Upload | None,
) -> dict[str, str] | aiohttp.FormData | _Body | None:
    """Return what to send."""
    if data is None:
        return None
    if isinstance(data, Upload):
        return data.form()
    return _Body(data.body) if isinstance(data, Payload) else data.json_parameters
