"""What is posted to a webhook, by Telegram and by others."""

import asyncio
import gzip
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.addresses import ListenAddress
from bot.faces import listener
from bot.faces.port import SetupRefusedError
from bot.faces.telegram.api.updates import Update
from bot.faces.telegram.incoming import webhook_server
from bot.faces.telegram.incoming.webhook_server import (
    MAX_BODY_BYTES,
    SECRET_HEADER,
    WebhookServer,
    make_secret,
)
from storage.database.errors import disk_full_error
from tests.fakes.telegram.webhooks import base, client
from tests.fakes.waiting import until

SECRET = "s3cret-of-the-tests"  # noqa: S105 - opens nothing
URL = "https://bot.example.org/rostra/telegram"
JSON = {"Content-Type": "application/json"}
GOOD = {SECRET_HEADER: SECRET, **JSON}
LOOPBACK = ListenAddress(host="127.0.0.1")


@dataclass
class Desk:
    """What has been taken in, and whether it can be stored."""

    taken: list[Update] = field(default_factory=list)
    is_full: bool = False

    async def take(self, update: Update) -> None:
        await asyncio.sleep(0)
        if self.is_full:
            raise disk_full_error("Nothing was saved")
        self.taken.append(update)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@asynccontextmanager
async def listening(
    desk: Desk, address: ListenAddress = LOOPBACK
) -> AsyncIterator[ListenAddress]:
    server = WebhookServer(URL, secret=SECRET, take=desk.take)
    async with server.serving(address) as where:
        yield where


async def post(
    where: ListenAddress,
    body: bytes = b'{"update_id": 5}',
    *,
    path: str = "/rostra/telegram",
    method: str = "POST",
    headers: dict[str, str] = GOOD,
) -> tuple[int, bytes, dict[str, str]]:
    async with (
        client(where) as session,
        session.request(
            method, base(where) + path, data=BytesIO(body), headers=headers
        ) as answer,
    ):
        return answer.status, await answer.read(), dict(answer.headers)


@pytest.mark.parametrize(
    "path", ["/rostra/telegram", "/telegram", "/", "/rostra/telegram?from=proxy"]
)
async def test_an_update_is_taken_also_where_a_proxy_strips_the_path(
    desk: Desk, path: str
) -> None:
    async with listening(desk) as where:
        assert (await post(where, path=path))[:2] == (200, b"")
    assert desk.taken == [{"update_id": 5}]


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (404, {"path": "/rostra"}),
        (404, {"path": "/rostra/telegram/"}),
        (404, {"path": "/healthz", "headers": {}}),
        (405, {"method": "GET"}),
        (405, {"method": "PUT"}),
        (403, {"headers": JSON}),
        (403, {"headers": {SECRET_HEADER: SECRET[:-1], **JSON}}),
        (403, {"headers": {SECRET_HEADER: f"{SECRET}é", **JSON}}),
        (403, {"headers": {SECRET_HEADER: ""}, "body": b"{" * 100}),
        (415, {"headers": {SECRET_HEADER: SECRET, "Content-Type": "text/plain"}}),
        (
            415,
            {
                "headers": GOOD | {"Content-Encoding": "gzip"},
                "body": gzip.compress(b"{}"),
            },
        ),
        (400, {"body": b""}),
        (400, {"body": b'{"update_id": 5'}),
        (400, {"body": b"[" * 100_000}),
        (413, {"body": b" " * (MAX_BODY_BYTES + 1)}),
    ],
)
async def test_what_telegram_would_not_send_is_refused(
    desk: Desk, status: int, what: dict[str, object]
) -> None:
    async with listening(desk) as where:
        assert (await post(where, **what))[0] == status  # type: ignore[arg-type]
        assert (await post(where))[0] == 200
    assert len(desk.taken) == 1


@pytest.mark.parametrize("body", [b"null", b"7", b"[]", b"{}", b'{"update_id": "5"}'])
async def test_what_has_no_number_is_not_sent_for_ever(
    desk: Desk, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    async with listening(desk) as where:
        assert (await post(where, body))[0] == 200
    assert not desk.taken
    assert "without a number" in caplog.text


async def test_half_a_character_costs_no_update(desk: Desk) -> None:
    async with listening(desk) as where:
        body = b'{"update_id": 5, "message": {"text": "\\ud83d"}}'
        assert (await post(where, body))[0] == 200
    assert [each["update_id"] for each in desk.taken] == [5]


async def test_what_can_t_be_stored_is_asked_for_again(desk: Desk) -> None:
    desk.is_full = True
    async with listening(desk) as where:
        status, _, headers = await post(where)
        assert (status, headers["Retry-After"]) == (503, "5")
        desk.is_full = False
        assert (await post(where))[0] == 200


async def test_a_long_body_of_unknown_length_is_cut_off(desk: Desk) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(3 * MAX_BODY_BYTES // 65_536):
            yield b" " * 65_536
            await asyncio.sleep(0)

    async with listening(desk) as where:
        async with client(where) as session:
            posting = session.post(base(where), data=endless(), headers=GOOD)
            async with posting as answer:
                assert answer.status == 413
        assert (await post(where))[0] == 200


async def test_a_slow_body_is_given_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_server, "BODY_TIMEOUT_S", 0.02)
    monkeypatch.setattr(listener, "LINGERING_S", 0.02)
    async with listening(desk) as where:
        reader, writer = await asyncio.open_connection(where.host, where.port)
        head = [f"{name}: {value}" for name, value in GOOD.items()]
        lines = ["POST / HTTP/1.1", "Host: x", "Content-Length: 99", *head, "", "{"]
        writer.write("\r\n".join(lines).encode())
        assert (await reader.readline()).startswith(b"HTTP/1.1 408 ")
        await reader.read()  # to the end of the connection
        writer.close()
        assert (await post(where))[0] == 200


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\x16\x03\x01\x02\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{",
    ],
)
async def test_who_talks_nonsense_and_hangs_up_disturbs_nobody(
    desk: Desk, caplog: pytest.LogCaptureFixture, said: bytes
) -> None:
    async with listening(desk) as where:
        reader, writer = await asyncio.open_connection(where.host, where.port)
        writer.write(said)
        if said:
            assert b" 40" in await reader.readline()
        writer.close()
        assert (await post(where))[0] == 200
    assert "Traceback" not in caplog.text
    assert "many" not in caplog.text


async def test_a_body_that_is_cut_off_is_not_taken(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(desk) as where:
        _, writer = await asyncio.open_connection(where.host, where.port)
        head = [f"{name}: {value}" for name, value in GOOD.items()]
        lines = ["POST / HTTP/1.1", "Host: x", "Content-Length: 99", *head, "", "{"]
        writer.write("\r\n".join(lines).encode())
        await writer.drain()
        await asyncio.sleep(0)
        writer.close()
        await until(lambda: "cut off" in caplog.text)
        assert (await post(where))[0] == 200
    assert len(desk.taken) == 1
    assert "Traceback" not in caplog.text


async def test_an_update_under_way_is_finished_at_the_end(desk: Desk) -> None:
    begun, gate = asyncio.Event(), asyncio.Event()

    async def take(update: Update) -> None:
        begun.set()
        await gate.wait()
        desk.taken.append(update)

    server = WebhookServer(URL, secret=SECRET, take=take)
    async with server.serving(LOOPBACK) as where:
        posting = asyncio.create_task(post(where))
        await begun.wait()
        asyncio.get_running_loop().call_later(0.01, gate.set)
    assert (await posting)[0] == 200
    assert len(desk.taken) == 1
    with pytest.raises(OSError, match="connect"):
        await post(where)


async def test_it_listens_on_ipv6_and_on_a_socket(desk: Desk) -> None:
    with TemporaryDirectory() as folder:
        socket = Path(folder) / "hook.sock"
        for _ in range(2):  # also where a socket was left behind
            async with listening(desk, ListenAddress(path=socket)) as where:
                assert str(where) == f"unix:{socket}"
                assert (await post(where))[0] == 200
    try:
        async with listening(desk, ListenAddress(host="::1")) as where:
            assert str(where).startswith("[::1]:")
            assert (await post(where))[0] == 200
    except SetupRefusedError:
        pytest.skip("this machine has no IPv6")


async def test_a_place_that_is_taken_is_told(desk: Desk) -> None:
    async with listening(desk) as where:
        with pytest.raises(SetupRefusedError, match="ROSTRA_TELEGRAM_WEBHOOK_LISTEN"):
            async with listening(desk, where):
                pass
    with pytest.raises(SetupRefusedError, match="No such file"):
        async with listening(desk, ListenAddress(path=Path("/no/such/folder/x"))):
            pass


def test_the_secret_is_the_token_s_own_and_tells_nothing_of_it() -> None:
    first, again, other = map(make_secret, ["1:a", "1:a", "1:b"])
    assert first == again != other
    assert re.fullmatch("[0-9a-f]{64}", first)
