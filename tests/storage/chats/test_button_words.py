from datetime import UTC, datetime, timedelta

from storage.chats.button_words import RETENTION, ButtonWords
from storage.database.address import Address
from storage.database.opening import open_database

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


async def test_words_that_are_not_used_any_more_go(database: Address) -> None:
    base = await open_database(database)
    now = NOON
    words = ButtonWords(base, lambda: now)
    keys = await words.store(["pressed", "shown again", "left alone"])
    now += RETENTION - timedelta(days=1)
    assert await words.purge(limit=10) == 0
    assert await words.expand(keys["pressed"]) == "pressed"
    await words.store(["shown again"])
    now += timedelta(days=2)
    assert await words.purge(limit=10) == 1
    assert await words.expand(keys["left alone"]) == keys["left alone"]
    assert await words.expand(keys["pressed"]) == "pressed"
    assert await words.expand(keys["shown again"]) == "shown again"
    now += RETENTION + timedelta(days=1)
    assert await words.purge(limit=1) == 1
    assert await words.purge(limit=10) == 1
    await base.close()


async def test_what_a_request_kept_first_is_kept_as_long_as_a_button(
    database: Address,
) -> None:
    base = await open_database(database)
    now = NOON
    words = ButtonWords(base, lambda: now)
    assert await words.keep_first("telegram:1", "these A B") == "these A B"
    assert await words.keep_first("telegram:1", "") == "these A B"
    assert await words.keep_first("telegram:2", "") == ""
    assert await words.keep_first("telegram:2", "these C") == ""
    for each in ("", "these C"):
        # Where no request comes again, nothing needs to be kept.
        assert await words.keep_first("", each) == each
    now += RETENTION + timedelta(days=1)
    assert await words.purge(limit=10) == 2
    await base.close()
