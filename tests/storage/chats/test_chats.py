"""What chats choose, and which of their threads is about which excerpt."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from storage.chats.chats import Chats
from storage.database.address import Address
from storage.database.database import Database
from storage.database.opening import open_database
from storage.digests.chat_migration import ChatMigrator

HERE, THERE = "discord:1/2", "discord:1/3"


@pytest.fixture
async def opened(database: Address) -> AsyncIterator[Database]:
    opened = await open_database(database)
    yield opened
    await opened.close()


async def test_threads_are_off_until_a_chat_wants_them(opened: Database) -> None:
    chats = Chats(opened)
    assert not await chats.has_threads(HERE)
    await chats.set_threads(HERE, wanted=True)
    assert await chats.has_threads(HERE)
    assert not await chats.has_threads(THERE)
    await chats.set_threads(HERE, wanted=False)
    assert not await chats.has_threads(HERE)


async def test_a_thread_leads_to_its_excerpt_and_back(opened: Database) -> None:
    chats = Chats(opened)
    assert await chats.thread_of(HERE, "7K3M9QXA") == ""
    await chats.set_thread(HERE, "7K3M9QXA", "41")
    await chats.set_thread(HERE, "7K3M9QXA", "42")  # the other was deleted
    assert await chats.thread_of(HERE, "7K3M9QXA") == "42"
    assert await chats.excerpt_in(HERE, "42") == "7K3M9QXA"
    assert await chats.excerpt_in(HERE, "41") == ""
    assert await chats.excerpt_in(THERE, "42") == ""


async def test_a_thread_is_about_one_excerpt(opened: Database) -> None:
    chats = Chats(opened)
    assert await chats.set_thread(HERE, "7K3M9QXA", "42")
    assert not await chats.set_thread(HERE, "7K3M9QXB", "42")
    assert await chats.excerpt_in(HERE, "42") == "7K3M9QXA"
    assert await chats.thread_of(HERE, "7K3M9QXB") == ""
    assert await chats.set_thread(THERE, "7K3M9QXB", "42")


async def test_threads_move_with_their_chat(opened: Database) -> None:
    chats = Chats(opened)
    await chats.set_threads(HERE, wanted=True)
    await chats.set_thread(HERE, "7K3M9QXA", "42")
    await chats.set_thread(THERE, "7K3M9QXB", "43")
    now = datetime(2026, 5, 1, tzinfo=UTC)
    await ChatMigrator(opened).migrate(HERE, THERE, now=now)
    assert await chats.has_threads(THERE)
    assert await chats.excerpt_in(THERE, "42") == "7K3M9QXA"
    assert await chats.excerpt_in(THERE, "43") == "7K3M9QXB"
