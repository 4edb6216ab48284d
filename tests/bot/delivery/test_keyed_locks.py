import asyncio

import pytest

from bot.delivery.keyed_locks import KeyedLocks


async def test_one_key_is_held_by_one_at_a_time_in_the_order_of_asking() -> None:
    locks, held = KeyedLocks(), list[str]()

    async def hold(key: str, name: str) -> None:
        async with locks.hold(key):
            held.append(name)
            await asyncio.sleep(0)
            held.append(name)

    await asyncio.gather(hold("a", "1"), hold("a", "2"), hold("b", "3"), hold("a", "4"))
    assert held == ["1", "3", "1", "3", "2", "2", "4", "4"]
    assert len(locks) == 0


async def test_nothing_is_left_of_who_was_cancelled_or_failed() -> None:
    locks = KeyedLocks()
    async with locks.hold("a"):

        async def wait() -> None:
            async with locks.hold("a"):
                raise AssertionError

        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
        assert len(locks) == 1
    with pytest.raises(ValueError, match="within"):
        async with locks.hold("a"):
            raise ValueError("within")
    assert len(locks) == 0
