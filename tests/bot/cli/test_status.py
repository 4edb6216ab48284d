"""What an operator sees of a bot that runs elsewhere."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.app import App
from bot.cli.status import check, status, status_table
from bot.settings import Settings
from storage.database.errors import StorageError
from storage.digests.share import Share
from storage.digests.subscriptions import Subscription
from storage.store import open_store
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.telegram.bot_api import TOKEN


def settings_at(database: Path) -> Settings:
    return Settings.model_validate({"database": database})


async def test_a_bot_that_answers_is_ready(database: Path) -> None:
    console = Console(record=True, width=80, quiet=True)
    async with open_store(database) as store:
        await store.health.record_heartbeat("telegram", datetime.now(UTC))
    assert await status(settings_at(database), console) == 0


async def checked(settings: Settings) -> tuple[int, str]:
    console = Console(width=80)
    with console.capture() as captured:
        code = await check(settings, console)
    return code, captured.get().strip()


async def test_whoever_restarts_bots_is_told_in_one_line(database: Path) -> None:
    everywhere = settings_at(database)
    on_telegram = Settings.model_validate(
        {"database": database, "telegram_token": TOKEN}
    )
    now = datetime.now(UTC)
    async with open_store(database) as store:
        assert await checked(everywhere) == (
            1,
            "not ready: no platform was served yet",
        )
        assert await checked(on_telegram) == (
            1,
            "not ready: telegram was never heard",
        )
        await store.health.record_heartbeat("telegram", now)
        assert await checked(on_telegram) == (0, "ready")
        # Once upon a time, it served another platform, too.
        await store.health.record_heartbeat("discord", now - timedelta(days=300))
        assert await checked(on_telegram) == (0, "ready")
        code, line = await checked(everywhere)
        assert (code, line) == (1, "not ready: discord silent for 7200 h")
        await store.health.record_failure("telegram", "no", since=now, next_try=None)
        assert await checked(on_telegram) == (1, "not ready: telegram failed: no")


async def test_one_that_has_ended_is_not_ready_at_once(database: Path) -> None:
    settings, now = settings_at(database), datetime.now(UTC)
    async with open_store(database, shares={"discord": Share((0,), 2)}) as bot:
        assert bot.inbox.locks.acquire("telegram")
        assert bot.inbox.locks.acquire("discord")
        await bot.health.record_heartbeat("telegram", now)
        await bot.health.record_heartbeat("discord", now)
        async with open_store(database, shares={"discord": Share((1,), 2)}) as other:
            assert other.inbox.locks.acquire("discord")
            await other.health.record_heartbeat("discord", now)
            assert await checked(settings) == (0, "ready")
        code, line = await checked(settings)
        assert code == 1
        assert line.startswith("not ready: discord 1/2 has ended, last heard ")
    console = Console(width=80)
    with console.capture() as captured:
        assert await status(settings, console) == 1
    assert "ended, last heard" in captured.get()


async def test_a_heartbeat_that_could_not_be_kept_is_kept_with_the_next(
    database: Path,
) -> None:
    async with open_store(database) as store:
        app = App(store, database.parent)
        with closing(sqlite3.connect(database)) as raw:
            raw.execute("ALTER TABLE platforms RENAME TO lost")
            await app.record_heartbeat("telegram")
            raw.execute("ALTER TABLE lost RENAME TO platforms")
        await app.record_heartbeat("telegram")
        health = await store.health.report(datetime.now(UTC))
    assert set(health.heartbeats) == {"telegram"}


async def test_it_tells_what_search_goes_by(database: Path) -> None:
    console = Console(width=100)
    async with open_store(database) as store:
        await store.loader.load([speech("floods", *sentences("flood", 9))])
    with console.capture() as captured:
        await status(settings_at(database), console)
    last = " ".join(captured.get().splitlines()[-1].split())
    assert last.startswith("search by words; ")
    waits = "0 of 9 excerpts embedded, a running bot does the rest in"
    assert waits in last or "rostra[semantic]" in last


async def test_a_silent_one_is_not(database: Path) -> None:
    console = Console(record=True, width=80, quiet=True)
    async with open_store(database) as store:
        hour_ago = datetime.now(UTC) - timedelta(hours=1)
        await store.health.record_heartbeat("telegram", hour_ago)
    assert await status(settings_at(database), console) == 1


async def test_one_that_polled_before_the_clock_was_put_back_is_not(
    database: Path,
) -> None:
    console = Console(width=80)
    async with open_store(database) as store:
        tomorrow = datetime.now(UTC) + timedelta(hours=30, minutes=5)
        await store.health.record_heartbeat("telegram", tomorrow)
    with console.capture() as captured:
        assert await status(settings_at(database), console) == 1
    assert "silent, last heard 30 h ahead" in captured.get()


async def test_a_bot_is_seen_to_answer_though_its_clock_is_put_back(
    database: Path,
) -> None:
    right = datetime(2024, 5, 2, 8, tzinfo=UTC)
    clock = [right, right + timedelta(days=2)]
    async with open_store(database) as store:
        app = App(store, database.parent, now=clock.pop)
        await app.record_heartbeat("telegram")
        await app.record_heartbeat("telegram")
        health = await store.health.report(right)
    assert health.heartbeats == {"telegram": right}


async def test_no_database_is_one_sentence(database: Path) -> None:
    with pytest.raises(StorageError, match="no database"):
        await status(settings_at(database), Console(quiet=True))


@pytest.mark.parametrize("version", [1, 5, 99])
async def test_a_database_of_another_version_is_left_as_it_is(
    database: Path, version: int
) -> None:
    async with open_store(database):
        pass
    with closing(sqlite3.connect(database)) as opened:
        opened.execute(f"PRAGMA user_version = {version:d}")
    with pytest.raises(StorageError, match=r"Update Rostra|`rostra run` or"):
        await status(settings_at(database), Console(quiet=True))
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("PRAGMA user_version").fetchone() == (version,)


async def test_nothing_is_written_to_a_database(database: Path) -> None:
    async with open_store(database) as store:
        await store.loader.load([speech("floods", *sentences("flood", 9))])
    before = database.read_bytes()
    await status(settings_at(database), Console(quiet=True))
    assert database.read_bytes() == before
    async with open_store(database, read_only=True) as store:
        with pytest.raises(StorageError, match="readonly"):
            await store.health.record_heartbeat("telegram", datetime.now(UTC))


async def test_the_screen_counts(database: Path) -> None:
    now = datetime(2024, 5, 2, 8, tzinfo=UTC)
    async with open_store(database) as store:
        await store.loader.load([speech("floods", *sentences("flood", 9))])
        for chat in range(3):
            chosen = Subscription(active=True, time="08:30", zone="UTC")
            await store.subscriptions.save(f"telegram:{chat}", "", chosen, now=now)
        await store.subscriptions.close_chat("telegram:2", now=now)
        # Nobody serves it, so it is late for nothing.
        await store.subscriptions.save("discord:1", "", chosen, now=now)
        now += timedelta(minutes=40)
        await store.ledger.enqueue_due(
            now, limit=10, platform="telegram", max_delay=timedelta(hours=3)
        )
        await store.health.record_heartbeat("telegram", now - timedelta(seconds=5))
        health = await store.health.report(now)
    console = Console(width=80)
    with console.capture() as captured:
        console.print(status_table(health, now))
    rows = [" ".join(line.split()) for line in captured.get().splitlines()]
    assert rows == [
        "telegram answers, last heard 5 s ago",
        "chats 4 (1 closed to us)",
        "digests 3 on, 2 due within a day",
        "pending 2",
        "sending 0",
        "sent 0",
        "skipped 0",
        "failed 0",
        "ambiguous 0",
        "lag 10 min",
    ]


async def test_a_digest_whose_sending_was_broken_off_is_late(database: Path) -> None:
    now = datetime(2024, 5, 2, 8, 50, tzinfo=UTC)
    chosen = Subscription(active=True, time="08:30", zone="UTC")
    async with open_store(database) as store:
        await store.loader.load([speech("floods", *sentences("flood", 9))])
        await store.health.record_heartbeat("telegram", now)
        await store.subscriptions.save(
            "telegram:1", "", chosen, now=now - timedelta(hours=1)
        )
        await store.ledger.enqueue_due(
            now, limit=10, platform="telegram", max_delay=timedelta(hours=3)
        )
        (claimed,) = await store.ledger.claim(
            now,
            limit=10,
            platform="telegram",
            owner="a process",
            lease=timedelta(seconds=60),
        )
        health = await store.health.report(now + timedelta(seconds=30))
    assert claimed.key == "telegram:1"
    assert health.deliveries["sending"] == 1
    assert health.lag == timedelta(minutes=20, seconds=30)


async def test_a_file_that_holds_nothing_is_named(database: Path) -> None:
    database.touch()
    with pytest.raises(StorageError, match="is empty, or another program's") as told:
        await status(settings_at(database), Console(quiet=True))
    assert str(database) in str(told.value)


async def test_what_is_offered_and_what_is_not_is_counted(database: Path) -> None:
    greeting = "Good evening, and thank you all for being here."
    floods = speech("floods", *sentences("flood", 9))
    async with open_store(database) as store:
        await store.loader.load([floods, speech("thanks", greeting)])
        drawn = await store.random_excerpts.draw("telegram:1")
        assert drawn
        await store.exclusions.withdraw(drawn.excerpt.id)
    console = Console(width=80)
    with console.capture() as captured:
        await status(settings_at(database), console)
    rows = [" ".join(line.split()) for line in captured.get().splitlines()]
    first = rows.index("lag 0 s") + 1
    assert rows[first : first + 3] == [
        "excerpts 8 of 10 offered",
        "kept back 1 by the bar, their file, or as copies",
        "withdrawn 1 by administrators, for all chats",
    ]
