"""A local Bot API over real HTTP that refuses what Telegram refuses."""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self

import orjson
from aiohttp import web

from tests.fakes.local_site import start_site
from tests.fakes.telegram.methods import MAX_SENT_BYTES, Call, Methods
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rates import Rates
from tests.fakes.telegram.rules import Json, RefusedError
from tests.fakes.telegram.world import TIMEOUT_S

TOKEN = "7000:AAlocal-token-of-the-tests_01234567"  # noqa: S105 - opens nothing


@dataclass(kw_only=True)
class Fault:
    """A failure of the next calls of a method.

    Attributes:
        chat: Only in this chat; None for any.
        reset: Cut the connection before the call has its effect, or after.
        until: Hold the call until this is set.
        body: What is answered instead, as something between might do.
        times: How many calls it strikes.
    """

    method: str
    chat: int | None = None
    refused: RefusedError | None = None
    reset: Literal["", "before", "after"] = ""
    until: asyncio.Event | None = None
    body: str = ""
    times: int = 1

    def strikes(self, method: str, call: Call) -> bool:
        here = self.chat is None or call.get("chat_id") == str(self.chat)
        return self.times > 0 and method == self.method and here


class BotApi(Methods):
    """A Bot API server for one bot on 127.0.0.1, while the context is open.

    Attributes:
        round_trip: Seconds that sending a message takes; half of it passes after the
            message is there, which is when a sender that dies can't know.
    """

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.faults: list[Fault] = []
        self.rates: Rates | None = None
        self.round_trip = 0.0
        self.calls: list[tuple[str, Json]] = []
        self._called = asyncio.Condition()

    @property
    def address(self) -> str:
        """The base to set as the API's address."""
        return f"http://127.0.0.1:{self._port}"

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2 * MAX_SENT_BYTES)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/documents/{file}", self._hand_out)
        self._runner, self._port = await start_site(app, shutdown_timeout=1)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop_delivering()
        await self._runner.cleanup()

    def user(self, name: str, **more: object) -> User:
        """Open a person's private chat with the bot."""
        about = {"id": self.next_id(), "is_bot": False, "first_name": name} | more
        return User(about=about, home=self.home(about))

    async def called(self, method: str, times: int = 1) -> Json:
        """Wait until a method was called so often; return the last of these calls."""

        def found() -> list[Json]:
            return [call for name, call in self.calls if name == method]

        async with asyncio.timeout(TIMEOUT_S), self._called:
            await self._called.wait_for(lambda: len(found()) >= times)
            return found()[times - 1]

    def update(self, **what: Json) -> Json:
        """Queue an update; what somebody said may be answered at once."""
        if self.rates and "message" in what:
            self.rates.asked[what["message"]["chat"]["id"]] += 1
        return super().update(**what)

    def count(self, method: str) -> int:
        return Counter(name for name, _ in self.calls)[method]

    async def _handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        call = {str(name): str(value) for name, value in request.query.items()}
        if request.content_type == "application/json":
            call |= {
                name: value if isinstance(value, str) else json.dumps(value)
                for name, value in (await request.json(loads=orjson.loads)).items()
            }
        else:
            for name, value in (await request.post()).items():
                call[name] = (
                    self.uploaded(value.filename, value.file.read())["file_id"]
                    if isinstance(value, web.FileField)
                    else str(value)
                )
        try:
            return await self._answer(request, method, call)
        except RefusedError as refused:
            return web.json_response(refused.body, status=refused.code)

    async def _hand_out(self, request: web.Request) -> web.Response:
        data = self.files.get(request.match_info["file"])
        if request.match_info["token"] != self.token or data is None:
            raise web.HTTPNotFound
        return web.Response(body=data)

    async def _answer(
        self, request: web.Request, method: str, call: Call
    ) -> web.Response:
        token = request.match_info["token"]
        if token != self.token:
            raise (
                RefusedError(401, "Unauthorized")
                if ":" in token
                else RefusedError(404, "Not Found")
            )
        if method not in self.methods:
            raise RefusedError(404, "Not Found: method not found")
        fault = next((it for it in self.faults if it.strikes(method, call)), None)
        async with self._called:
            self.calls.append((method, dict(call)))
            self._called.notify_all()
        reset: str = ""
        if fault:
            fault.times -= 1
            reset = fault.reset
            if fault.until:
                await fault.until.wait()
            if fault.refused:
                raise fault.refused
            if fault.body:
                return web.Response(text=fault.body)
        on_its_way = self.round_trip / 2 if method == "sendMessage" else 0.0
        await asyncio.sleep(on_its_way)
        if self.rates and method == "sendMessage":
            self.rates.check(int(call.get("chat_id", 0)))
        result = None if reset == "before" else await self.methods[method](call)
        await asyncio.sleep(on_its_way)
        if reset and request.transport:
            request.transport.abort()
        return web.json_response({"ok": True, "result": result}, dumps=_dumps)


def _dumps(answer: Json) -> str:
    """Write an answer quickly, since benches wait for it; broken texts more slowly."""
    try:
        return orjson.dumps(answer).decode()
    except TypeError:
        return json.dumps(answer)
