"""A database in which people did all kinds of things, and where copies of it go."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from content.transcript_file import read_folder
from storage.database.address import Address, PostgresAddress
from storage.digests.subscriptions import Subscription
from storage.store import open_store
from tests.fakes.databases.engines import Postgres
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.libraries.village import VILLAGE

NOW = datetime(2026, 11, 27, tzinfo=UTC)


async def _use(address: Address) -> None:
    """Have people draw, comment, save, hide, mute, subscribe and join."""
    library = [*read_folder(VILLAGE), speech("floods", *sentences("flood", 120))]
    async with open_store(address) as store:
        await store.loader.load(library)
        for number in range(3):
            chat = f"telegram:-10012{number}"
            drawn = await store.random_excerpts.draw(chat, 0)
            assert drawn
            excerpt = drawn.excerpt
            comment = None
            for said in ("So it is.", "Nobody\nsaid “so”, 世界 \U0001f600."):
                comment = await store.comments.add(
                    slug=excerpt.slug,
                    excerpt_id=excerpt.id,
                    parent=comment,
                    chat_key=chat,
                    author="Ann",
                    author_key="telegram:7",
                    text=said,
                    now=NOW,
                )
            await store.saves.save(f"telegram:{number}", excerpt, now=NOW)
            await store.exclusions.hide(chat, excerpt.id)
            await store.exclusions.mute(chat, "Karl Boon")
            await store.subscriptions.save(
                chat,
                "",
                Subscription(active=True, time="08:00", zone="Europe/Berlin"),
                now=NOW,
            )
        code = await store.joining.new_code("telegram:1", "Ann", now=NOW)
        assert await store.joining.join("discord:5", code, now=NOW)


@pytest.fixture(scope="session")
def used_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds what people did; not to be changed."""
    path = tmp_path_factory.mktemp("used") / "rostra.db"
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(_use(path))
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()
    return path


@pytest.fixture
def source(used_database: Path, tmp_path: Path) -> Path:
    """A file that holds what people did, of the test's own."""
    path = tmp_path / "source.db"
    shutil.copy(used_database, path)
    return path


@pytest.fixture
def server(postgres_engine: Postgres, tmp_path: Path) -> Iterator[PostgresAddress]:
    """An empty database on a server."""
    yield postgres_engine.empty(tmp_path)
    postgres_engine.clear()
