"""What is logged of a database that is lost while updates are taken in."""

import logging
from pathlib import Path

import pytest

from bot.delivery import shared_intake
from bot.delivery.incoming import Incoming
from bot.delivery.shared_intake import SharedIntake
from storage.database.address import postgres_address as address_of
from storage.database.duties import Duties
from storage.database.opening import open_database
from storage.database.postgres import lock_set, retries
from storage.inbox.inbox import Inbox
from tests.fakes.databases.cutting_proxy import cutting_proxy
from tests.fakes.databases.postgres_server import Administrator
from tests.fakes.programs.intake_desk import Said, incoming, weigh
from tests.fakes.waiting import until

LOGGER = "bot.delivery.shared_intake"


async def test_each_loss_is_told_once_and_when_it_is_over(
    postgres: Administrator,
    postgres_address: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG, LOGGER)
    monkeypatch.setattr(shared_intake, "LOOK_INTERVAL_S", 0.02)
    monkeypatch.setattr(lock_set, "HEARTBEAT_S", 0.05)
    monkeypatch.setattr(retries, "RETRY_FOR_S", 0.05)
    port, handled = postgres.server.port, []

    async def handle(item: Incoming[Said]) -> None:
        handled.append(item.id)

    def told(level: int, words: str = "") -> int:
        return sum(
            each.levelno == level and words in each.getMessage()
            for each in caplog.records
            if each.name == LOGGER
        )

    async with cutting_proxy(port) as proxy:
        url = postgres_address.replace(f":{port}/", f":{proxy.port}/")
        database = await open_database(address_of(url, tmp_path))
        duties = Duties(database)
        async with SharedIntake(
            "test",
            Inbox(database, duties=duties),
            duties,
            read=incoming,
            handle=handle,
            weigh=weigh,
            on_queued=lambda _: None,
            now=database.now,
        ) as intake:
            await intake.take_up()
            for loss in (1, 2):
                looks = told(logging.DEBUG)
                proxy.lets_in = False
                await until(lambda: told(logging.DEBUG) >= looks + 6)  # noqa: B023
                proxy.lets_in = True
                await until(lambda: told(logging.WARNING, "is back") == loss)  # noqa: B023
                assert told(logging.WARNING) == 2 * loss
                said = incoming({"id": loss, "chat": "x", "kind": "changes"})
                await intake.accept(said)
                await until(lambda: handled[-1:] == [loss])  # noqa: B023
        await intake.close()
        await duties.close()
        await database.close()
