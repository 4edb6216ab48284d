"""Interactions answered a second for `/quote`, through the whole bot and by bare handlers.

    python -m bench.discord

The rivals are commands of discord.py alone that answer one constant card: with as many
buttons as ours has, and without any. All meet the same local Discord in turn, in rounds;
`--people` ask at once, each for the next when the one before is there.
"""

import argparse
import asyncio
from pathlib import Path

from bench.processes.bots import bot
from bench.throughput import OURS, Command, Rates, answer_rates, compare
from tests.fakes.discord.people import Person
from tests.fakes.discord.server import Discord

RIVALS = {
    OURS: ("-m", "bot", "run"),
    "bare, with buttons": ("-m", "bench.rivals.bare_discord", "--buttons"),
    "bare": ("-m", "bench.rivals.bare_discord"),
}


async def asks(person: Person, times: int) -> None:
    """Ask so many times, each after the answer to the one before."""
    for _ in range(times):
        await (await person.uses("quote")).answer()


async def measured(command: Command, database: Path, people: int, times: int) -> Rates:
    """Return the interactions that a bot answers in a second, and in one of its own."""
    async with Discord() as server:
        village = server.guild()
        persons = [server.person(f"User {n}", village) for n in range(people)]
        async with bot(server, database, command=command) as process:
            await server.synced()

            async def ask(each: int) -> None:
                await asyncio.gather(*(asks(person, each) for person in persons))

            return await answer_rates(process.pid, ask, people, times)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=64)
    parser.add_argument("--times", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    asyncio.run(
        compare(
            RIVALS,
            lambda command, database: measured(
                command, database, options.people, options.times
            ),
            options.rounds,
        )
    )
