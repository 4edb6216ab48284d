import asyncio
import json
import signal
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.addresses import ListenAddress
from bot.supervisor import DRAIN_TIMEOUT_S
from content.transcript_file import read_folder
from storage.digests.subscriptions import Subscription
from storage.store import open_store
from tests.fakes.libraries.village import VILLAGE
from tests.fakes.programs.process import Program, ended, ready, rostra, rostra_anew
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rates import Rates
from tests.fakes.telegram.rules import RefusedError, too_many
from tests.fakes.telegram.serving import WEBHOOK
from tests.fakes.telegram.world import TIMEOUT_S
from tests.fakes.waiting import until


async def test_a_bot_starts_answers_and_stops(
    telegram: BotApi, ann: User, tmp_path: Path, sockets: Path
) -> None:
    pages = ListenAddress(path=sockets / "health.sock")
    settings = {"ROSTRA_HEALTH_LISTEN": str(pages)}
    async with rostra_anew(telegram, tmp_path, **settings) as process:
        await ann.says("/quote reed")
        card = await ann.next_reply()
        assert (await ready(pages))["loaded"] == 1
        assert "Ivo Reed" in card.text
        await ann.presses("Another")
        another = await ann.next_reply()
        assert "Ivo Reed" in another.text
        assert another.marked("blockquote") != card.marked("blockquote")
        process.send_signal(signal.SIGTERM)
        code, printed = await ended(process)
    assert code == 0, printed
    assert "Traceback" not in printed
    assert "local-token" not in printed


async def test_a_bot_is_ready_before_anybody_has_said_something(
    telegram: BotApi, tmp_path: Path
) -> None:
    async with rostra(telegram, tmp_path):
        await telegram.called("getUpdates", 2)
        async with open_store(tmp_path / "rostra.db", read_only=True) as store:
            health = await store.health.report(datetime.now(UTC))
    assert "telegram" in health.heartbeats
    assert telegram.updates == []


async def test_logs_name_the_update_in_lines_for_programs(
    telegram: BotApi, ann: User, tmp_path: Path
) -> None:
    ann.home.closed = RefusedError(403, "Forbidden: bot was blocked by the user")
    await ann.says("/quote reed")
    asked = telegram.updates[-1]["update_id"]
    async with rostra(telegram, tmp_path, ROSTRA_LOG_FORMAT="json") as process:
        await telegram.called("sendMessage")
        process.send_signal(signal.SIGTERM)
        code, printed = await ended(process)
    assert code == 0, printed
    lines = [json.loads(line) for line in printed.splitlines()]
    chats = {line["chat"] for line in lines if line.get("update") == asked}
    assert chats == {f"telegram:{ann.id}"}


async def test_a_bot_killed_at_once_serves_the_same_buttons_afterwards(
    telegram: BotApi, ann: User, tmp_path: Path
) -> None:
    async with rostra(telegram, tmp_path) as process:
        await ann.says("/quote reed")
        await ann.next_reply()
        # Until then it is not known that the answer went out.
        await until(lambda: not read(tmp_path, "SELECT 1 FROM inbox WHERE done = 0"))
        process.kill()
        await process.wait()
    async with rostra(telegram, tmp_path) as process:
        press = await ann.presses("Context")
        assert await press.answered() == ""
        shown = await ann.next_reply()
        assert shown.edited
        process.send_signal(signal.SIGINT)
        code, printed = await ended(process)
    assert code == 0, printed


async def test_a_bot_killed_amid_an_answer_gives_it_afterwards(
    telegram: BotApi, ann: User, bob: User, tmp_path: Path
) -> None:
    never = asyncio.Event()
    async with rostra(telegram, tmp_path) as process:
        await ann.says("/quote brook")
        await ann.next_reply()
        telegram.faults.append(Fault(method="sendMessage", until=never, times=99))
        await ann.says("/comment I was there.")
        await ann.says("/comment So was I.")
        await bob.says("/quote reed")
        await telegram.called("sendMessage", 3)
        process.kill()
        await process.wait()
    telegram.faults.clear()
    async with rostra(telegram, tmp_path) as process:
        assert "I was there." in (await ann.next_reply()).text
        assert "So was I." in (await ann.next_reply()).text
        assert "Ivo Reed" in (await bob.next_reply()).text
        process.send_signal(signal.SIGTERM)
        await ended(process)
    written = read(tmp_path, "SELECT text FROM comments WHERE chat <> '' ORDER BY id")
    assert written == [("I was there.",), ("So was I.",)]
    assert read(tmp_path, "SELECT 1 FROM inbox WHERE done = 0") == []


async def test_a_bot_behind_a_webhook_is_killed_and_nothing_is_lost(
    telegram: BotApi, webhook: ListenAddress, ann: User, bob: User, tmp_path: Path
) -> None:
    assert webhook.path
    pages = ListenAddress(path=webhook.path.with_name("health.sock"))
    settings = {
        "ROSTRA_TELEGRAM_WEBHOOK": WEBHOOK,
        "ROSTRA_TELEGRAM_WEBHOOK_LISTEN": str(webhook),
        "ROSTRA_HEALTH_LISTEN": str(pages),
    }
    never = asyncio.Event()
    async with rostra(telegram, tmp_path, **settings) as process:
        await ann.says("/quote brook")
        await ann.next_reply()
        telegram.faults.append(Fault(method="sendMessage", until=never, times=99))
        for number in range(5):
            await ann.says(f"/comment I was there {number}.")
        await bob.says("/quote reed")
        await until(lambda: len(telegram.delivered) > 3)
        process.kill()
        await process.wait()
    await bob.says("/topic bread")
    telegram.faults.clear()
    async with rostra(telegram, tmp_path, **settings) as process:
        for number in range(5):
            assert f"I was there {number}." in (await ann.next_reply()).text
        assert "Ivo Reed" in (await bob.next_reply()).text
        assert "bread" in (await bob.next_reply()).text
        assert (await ready(pages))["platforms"]["telegram"]["open"]
        process.send_signal(signal.SIGTERM)
        code, printed = await ended(process)
    assert code == 0, printed
    assert "Traceback" not in printed
    assert telegram.updates == []
    assert telegram.webhook
    assert telegram.webhook.secret not in printed
    written = read(tmp_path, "SELECT text FROM comments WHERE chat <> '' ORDER BY id")
    assert written == [(f"I was there {number}.",) for number in range(5)]
    assert read(tmp_path, "SELECT 1 FROM inbox WHERE done = 0") == []


def read(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """Read the database of another process."""
    path = folder / "rostra.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
        return reader.execute(sql).fetchall()


@pytest.mark.parametrize(
    "token", ["7000:AA-wrong-wrong-wrong-wrong-wrong-ab", "nonsense"]
)
async def test_a_wrong_token_is_one_line_and_exit_code_2(
    telegram: BotApi, tmp_path: Path, token: str
) -> None:
    async with rostra(
        telegram, tmp_path, ROSTRA_TELEGRAM_TOKEN=token, ROSTRA_LOG_LEVEL="INFO"
    ) as process:
        code, printed = await ended(process)
    assert code == 2, printed
    assert token not in printed
    said = [line for line in printed.splitlines() if "ROSTRA_TELEGRAM_TOKEN" in line]
    assert len(said) == 1
    assert "Traceback" not in printed


@pytest.mark.parametrize("form", ["console", "json"])
async def test_startup_errors_are_written_in_the_log_format(
    telegram: BotApi, tmp_path: Path, form: str
) -> None:
    folder = tmp_path / "speeches"
    folder.mkdir()
    (folder / "speech.md").write_text("---\ntitle: A speech\n---\n")
    async with rostra(
        telegram,
        tmp_path,
        ROSTRA_LIBRARY=str(folder),
        ROSTRA_LOG_LEVEL="INFO",
        ROSTRA_LOG_FORMAT=form,
    ) as process:
        code, printed = await ended(process)
    assert code == 1, printed
    lines = printed.splitlines()
    told = [json.loads(line)["event"] for line in lines] if form == "json" else lines
    assert "There is no database" in told[0]
    assert "There is nothing to serve: there are faults in the files" in told[1]
    assert "speech.md:1: the front matter has no slug" in told[2]


async def subscribed(folder: Path, chats: list[User]) -> datetime:
    """Subscribe chats to a digest that is due this minute; return the minute."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    chosen = Subscription(active=True, time=f"{now:%H:%M}", zone="UTC")
    async with open_store(folder / "rostra.db") as store:
        await store.loader.load(read_folder(VILLAGE))
        for chat in chats:
            await store.subscriptions.save(
                f"telegram:{chat.id}", "", chosen, now=now - timedelta(minutes=2)
            )
    return now


async def deliveries(folder: Path, now: datetime) -> dict[str, int]:
    """Count the deliveries of a bot that is stopped by their states."""
    async with open_store(folder / "rostra.db") as store:
        return dict((await store.health.report(now + timedelta(minutes=2))).deliveries)


@pytest.mark.parametrize("again", [signal.SIGTERM, signal.SIGINT])
async def test_a_second_signal_gives_up_answers_but_no_outcome_of_a_digest(
    telegram: BotApi, ann: User, tmp_path: Path, again: signal.Signals
) -> None:
    chats = [telegram.user(f"User {number}") for number in range(2)]
    now = await subscribed(tmp_path, chats)
    arrived = asyncio.Event()
    telegram.faults += [
        Fault(method="sendMessage", chat=ann.id, refused=too_many(100)),
        *(Fault(method="sendMessage", chat=chat.id, until=arrived) for chat in chats),
    ]
    await ann.says("/quote reed")
    async with rostra(telegram, tmp_path) as process:
        await telegram.called("sendMessage", 3)
        process.send_signal(signal.SIGTERM)
        await told(process, "finishing what is under way")
        began = time.monotonic()
        for _ in range(3):
            process.send_signal(again)
        await told(process, "asked again to stop")
        arrived.set()
        code, printed = await ended(process)
    assert code == 0, printed
    # The answer alone would have held it up for all the time that it may take.
    assert time.monotonic() - began < DRAIN_TIMEOUT_S / 2
    assert await deliveries(tmp_path, now) == {"sent": 2}


async def told(process: Program, words: str) -> None:
    """Read the log of a process up to a line with some words."""
    assert process.stderr
    async with asyncio.timeout(TIMEOUT_S):
        while words not in (line := (await process.stderr.readline()).decode()):
            assert line, f"it ended before it told of {words!r}"


async def test_a_broadcast_goes_on_after_sigterm_and_each_chat_gets_one(
    telegram: BotApi, tmp_path: Path
) -> None:
    chats = [telegram.user(f"User {number}") for number in range(80)]
    now = await subscribed(tmp_path, chats)
    telegram.rates, telegram.round_trip = Rates(), 0.1
    async with rostra(telegram, tmp_path, ROSTRA_LOG_FORMAT="json") as process:
        await telegram.called("sendMessage", 30)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        code, printed = await ended(process)
    assert code == 0, printed
    assert time.monotonic() - began < 30
    got = sum(len(chat.home.messages) for chat in chats)
    assert 28 <= got < len(chats)
    counted = await deliveries(tmp_path, now)
    assert counted.get("sending", 0) == 0
    assert counted["sent"] == got
    lines = [json.loads(line) for line in printed.splitlines()]
    told = [line for line in lines if line["event"] == "digest: sent"]
    assert len({line["delivery"] for line in told}) == got
    assert {line["chat"] for line in told} <= {f"telegram:{chat.id}" for chat in chats}
    assert all(line["date"] == now.date().isoformat() for line in told)
    async with rostra(telegram, tmp_path) as process:
        await telegram.called("sendMessage", len(chats))
        process.send_signal(signal.SIGTERM)
        code, printed = await ended(process)
    assert code == 0, printed
    assert {len(chat.home.messages) for chat in chats} == {1}
    assert telegram.rates.refused == []
