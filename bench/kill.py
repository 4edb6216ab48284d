"""Kill the bot at random moments of a broadcast and count what was lost or doubled.

python -m bench.kill --kills 20 --policy retry
"""

import argparse
import asyncio
import random
import sqlite3
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bench.bots import bot, prepare, settle_in, soon
from tests.fakes.telegram import BotApi
from tests.fakes.telegram_rates import Rates

UNFINISHED = {"pending", "sending"}
PATIENCE = 400.0  # seconds after the last kill: leases have to run out


def states(database: Path) -> Counter[str]:
    """Count deliveries by state."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as reader:
        rows = reader.execute("SELECT state, COUNT(*) FROM deliveries GROUP BY state")
        return Counter(dict(rows.fetchall()))


async def run(chats: int, kills: int, policy: str) -> None:
    """Measure and print."""
    chance = random.Random(kills)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rostra.db"
        async with BotApi() as server:
            ids = settle_in(server, chats)
            due = soon()
            await prepare(database, ids, due)
            await asyncio.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds()))
            server.rates = Rates()
            pause = chats / 29 / (kills + 1)
            for _ in range(kills):
                async with bot(server, database, ROSTRA_AMBIGUOUS=policy) as process:
                    await asyncio.sleep(chance.uniform(0.3, 1.7) * pause)
                    process.kill()
            async with bot(server, database, ROSTRA_AMBIGUOUS=policy):
                await finished(database, chats)
        got = Counter({id_: len(server.rooms[id_].messages) for id_ in ids})
        found = states(database)
    without = sum(1 for id_ in ids if not got[id_])
    print(f"policy              {policy}")
    print(f"kills               {kills}")
    print(f"states              {dict(found)}")
    print(
        f"without a message   {without} (of them ambiguous: at most "
        f"{found['ambiguous']})"
    )
    print(f"lost                {max(0, without - found['ambiguous'])}")
    doubled = sum(number - 1 for number in got.values() if number > 1)
    print(f"duplicates          {doubled} (at most {kills * 4} with retry)")


async def finished(database: Path, chats: int) -> None:
    """Wait until every delivery ended."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await asyncio.to_thread(states, database)
            if found.total() == chats and not UNFINISHED & set(found):
                return
            await asyncio.sleep(1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--policy", choices=["retry", "hold"], default="retry")
    options = parser.parse_args()
    asyncio.run(run(options.chats, options.kills, options.policy))
