"""What is said while the database's server is away is answered when it is back."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.addresses import ListenAddress
from bot.app import App
from content.transcript_file import read_folder
from storage.database.address import postgres_address as address_of
from storage.database.postgres import retries
from storage.store import open_store
from tests.fakes.databases.cutting_proxy import cutting_proxy
from tests.fakes.databases.postgres_server import Administrator
from tests.fakes.libraries.village import VILLAGE
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import serving
from tests.fakes.waiting import until


@pytest.mark.parametrize("by_webhook", [False, True])
async def test_what_is_said_meanwhile_is_answered_late_and_without_an_apology(
    telegram: BotApi,
    ann: User,
    *,
    webhook: ListenAddress,
    postgres: Administrator,
    postgres_address: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    by_webhook: bool,
) -> None:
    monkeypatch.setattr(retries, "RETRY_FOR_S", 0.1)
    address, port = address_of(postgres_address, tmp_path), postgres.server.port
    async with cutting_proxy(port) as proxy:
        url = address.url.replace(f":{port}/", f":{proxy.port}/")
        async with open_store(replace(address, url=url)) as store:
            await store.loader.load(read_folder(VILLAGE))
            app = App(store, VILLAGE)
            async with serving(app, telegram, webhook=webhook if by_webhook else None):
                await ann.says("/quote reed")
                assert "Ivo Reed" in (await ann.next_reply()).text
                proxy.lets_in = False
                await ann.says("/comment I waited.")
                refused = "is refused for now" if by_webhook else "is polled again"
                await until(lambda: refused in caplog.text)
                assert len(telegram.updates) == 1
                proxy.lets_in = True
                assert "“I waited.”" in (await ann.next_reply()).text
                await until(lambda: not telegram.updates)
