from datetime import UTC, datetime, timedelta

from storage.chats.message_parts import RETENTION, MessageGroup, MessageParts
from storage.database.address import Address
from storage.database.opening import open_database

NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
KEY = "7K3M9QXA"


async def test_messages_belong_together_until_they_are_replaced(
    database: Address,
) -> None:
    base = await open_database(database)
    parts = MessageParts(base, lambda: NOON)
    await parts.store("telegram:1", ["9", "10", "11"], excerpt=KEY)
    whole = MessageGroup(messages=("9", "10", "11"), excerpt=KEY)
    for message in whole.messages:
        assert await parts.find("telegram:1", message) == whole
    assert await parts.find("telegram:2", "9") is None
    await parts.store("telegram:1", ["11"], excerpt=KEY, replaced="11")
    assert await parts.find("telegram:1", "9") is None
    await base.close()


async def test_they_are_forgotten_after_a_month(database: Address) -> None:
    now = NOON
    base = await open_database(database)
    parts = MessageParts(base, lambda: now)
    await parts.store("telegram:1", ["1", "2"], excerpt="")
    now += RETENTION
    await parts.store("telegram:1", ["3", "4"], excerpt="")
    assert await parts.find("telegram:1", "1")
    now += timedelta(seconds=1)
    await parts.store("telegram:1", ["5", "6"], excerpt="")
    assert await parts.find("telegram:1", "1") is None
    assert await parts.find("telegram:1", "3")
    await base.close()
