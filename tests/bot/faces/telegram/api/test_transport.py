"""Calls over aiohttp, and what is known when they fail."""

import asyncio
import socket
from typing import Any, Literal

import aiohttp
import pytest
from aiohttp.connector import Connection
from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut

from bot.delivery.outbox import SendStatus
from bot.faces.telegram.api.errors import classify, had_no_effect
from bot.faces.telegram.api.transport import Transport
from tests.fakes.telegram.bot_api import BotApi, Fault


def bot_at(address: str, token: str, **more: float) -> Bot:
    times = {"connect": 5.0, "read": 5.0} | more
    return Bot(
        token,
        base_url=f"{address}/bot",
        request=Transport(connections=4, **times),
        get_updates_request=Transport(connections=1, **times),
    )


async def test_many_calls_share_few_connections() -> None:
    async with BotApi() as server, bot_at(server.address, server.token) as bot:
        ann = server.user("Ann")
        await asyncio.gather(*(bot.send_message(ann.id, f"{n}") for n in range(40)))
        said = {(await ann.next_reply()).text for _ in range(40)}
    assert said == {str(number) for number in range(40)}


async def test_a_refused_connection_had_no_effect() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        bot = bot_at(f"http://127.0.0.1:{closed.getsockname()[1]}", "1:a")
        with pytest.raises(NetworkError) as failed:
            await bot.initialize()
        await bot.shutdown()
    assert had_no_effect(failed.value)


async def test_a_name_that_can_t_be_resolved_had_no_effect(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def nowhere(host: str, *_: object, **__: object) -> None:
        # The operating system's own answer; no test may ask a real name server.
        raise socket.gaierror(socket.EAI_NONAME, f"{host}: Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", nowhere)
    bot = bot_at("http://bot-api.invalid", "1:a")
    with pytest.raises(NetworkError) as failed:
        await bot.initialize()
    await bot.shutdown()
    assert "DNS" in str(failed.value)
    assert had_no_effect(failed.value)
    assert classify(failed.value).status is SendStatus.RETRY


async def test_a_cut_connection_may_have_had_one() -> None:
    async with BotApi() as server, bot_at(server.address, server.token) as bot:
        ann = server.user("Ann")
        server.faults.append(Fault(method="sendMessage", reset="after"))
        with pytest.raises(NetworkError) as failed:
            await bot.send_message(ann.id, "once")
    assert not had_no_effect(failed.value)
    assert server.token not in str(failed.value)


class LosingConnector(aiohttp.TCPConnector):
    """A pool whose connections are lost just before a call is written to them."""

    async def connect(self, *args: Any, **named: Any) -> Connection:  # noqa: ANN401 - as the library has it
        connection = await super().connect(*args, **named)
        assert connection.transport
        connection.transport.abort()
        return connection


async def test_a_connection_that_is_lost_before_it_is_used_had_none() -> None:
    async with BotApi() as server, bot_at(server.address, server.token) as bot:
        ann = server.user("Ann")
        transport = Transport(connections=1, connect=1, read=1)
        async with aiohttp.ClientSession(connector=LosingConnector()) as session:
            transport._session = session  # noqa: SLF001 - it is lost as it is used
            with pytest.raises(NetworkError) as failed:
                await transport.call(bot, "sendMessage", chat_id=ann.id, text="once")
        assert server.count("sendMessage") == 0
    assert had_no_effect(failed.value)


@pytest.mark.parametrize("reset", ["before", "after"])
async def test_one_that_is_cut_once_the_call_is_there_may_have_had_one(
    reset: Literal["before", "after"],
) -> None:
    async with BotApi() as server, bot_at(server.address, server.token) as bot:
        ann = server.user("Ann")
        server.faults.append(Fault(method="sendMessage", reset=reset))
        transport = Transport(connections=1, connect=1, read=1)
        await transport.initialize()
        with pytest.raises(NetworkError) as failed:
            await transport.call(bot, "sendMessage", chat_id=ann.id, text="once")
        await transport.shutdown()
        assert server.count("sendMessage") == 1
    assert not had_no_effect(failed.value)


async def test_a_slow_answer_may_have_had_one() -> None:
    async with BotApi() as server:
        ann = server.user("Ann")
        go_on = asyncio.Event()
        async with bot_at(server.address, server.token, read=0.05) as bot:
            server.faults.append(Fault(method="sendMessage", until=go_on))
            with pytest.raises(TimedOut) as failed:
                await bot.send_message(ann.id, "once")
        go_on.set()
    assert not had_no_effect(failed.value)


async def test_a_pool_that_is_full_had_none() -> None:
    async with BotApi() as server:
        ann = server.user("Ann")
        go_on = asyncio.Event()
        async with bot_at(server.address, server.token, connect=0.05) as bot:
            server.faults.append(Fault(method="sendMessage", until=go_on, times=4))
            calls = [
                asyncio.create_task(bot.send_message(ann.id, f"{n}")) for n in range(4)
            ]
            await server.called("sendMessage", 4)
            with pytest.raises(TimedOut) as failed:
                await bot.send_message(ann.id, "too many")
            go_on.set()
            await asyncio.gather(*calls)
    assert had_no_effect(failed.value)


@pytest.mark.parametrize("host", ["bot-api.invalid", "bot-api.invalid:8081"])
async def test_a_server_is_reached_without_the_proxy_if_so_set(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    monkeypatch.setenv("no_proxy", host)
    transport = Transport(connections=1, connect=1, read=1)
    server = "http://bot-api.invalid:8081"
    assert transport._proxy(f"{server}/bot1:a/getMe") is None  # noqa: SLF001 - no call leaves
    monkeypatch.setenv("no_proxy", "")
    again = Transport(connections=1, connect=1, read=1)
    assert again._proxy(f"{server}/bot1:a/getMe") == "http://proxy.invalid:3128"  # noqa: SLF001 - as above


async def test_a_proxy_that_opens_no_connection_had_no_effect(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    async def refuses(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 407 Who is it?\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(refuses, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setenv("https_proxy", f"http://ann:s%40t@127.0.0.1:{port}")
    bot = bot_at("https://bot-api.invalid", "1:a")
    async with server:
        with pytest.raises(NetworkError) as failed:
            await bot.initialize()
    await bot.shutdown()
    assert b"Proxy-Authorization: Basic YW5uOnNAdA==" in asked[0]
    assert had_no_effect(failed.value)


@pytest.mark.parametrize(
    ("payload", "read"),
    [
        (b'{"result": "\\ud83d\\ude00"}', "\U0001f600"),
        (b'{"result": "a\\ud83db"}', "a?b"),
        (b'{"result": "a\xffb"}', "a\ufffdb"),
    ],
)
def test_a_broken_text_does_not_make_an_answer_unreadable(
    payload: bytes, read: str
) -> None:
    assert Transport.parse_json_payload(payload) == {"result": read}


@pytest.mark.parametrize("payload", [b"<html>", b"[1]", b"", b"{"])
def test_what_is_no_object_is_no_answer(payload: bytes) -> None:
    with pytest.raises(TelegramError):
        Transport.parse_json_payload(payload)


async def test_it_opens_again_after_it_was_closed() -> None:
    transport = Transport(connections=1, connect=1, read=1)
    with pytest.raises(TelegramError):
        await transport.post("http://127.0.0.1:9/")
    await transport.initialize()
    await transport.shutdown()
    await transport.shutdown()


def test_a_token_that_is_known_no_more_costs_no_digest() -> None:
    assert classify(InvalidToken("Unauthorized")).status is SendStatus.RETRY
