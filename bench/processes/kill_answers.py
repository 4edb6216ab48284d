"""Questions and comments while the bot is killed: what was lost, and what came twice."""

import asyncio
import random
import signal
import sqlite3
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.processes.bots import behind_proxy, bot, prepare, print_progress, soon
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.world import BOT

PEOPLE = 40
ROUND_TRIP = 0.1  # seconds
PAUSE = 0.05  # seconds between two updates over all people
PATIENCE = 180.0  # seconds after the last kill


@dataclass(kw_only=True)
class Said:
    """What people have said, by the words that the answer repeats.

    Attributes:
        questions: They are asked with `/topic`.
        comments: They are written with `/comment`.
        left: Updates that each kill left in the inbox.
    """

    questions: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    left: list[int] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        """Return all that was said."""
        return self.questions + self.comments


async def speak(people: list[User], said: Said, chance: random.Random) -> None:
    """Send comments and questions of one person or another, until cancelled."""
    while True:
        person = chance.choice(people)
        words = f"unheard{len(said.all)}x"
        if chance.random() < 0.5:
            said.comments.append(words)
            await person.says(f"/comment {words}")
        else:
            said.questions.append(words)
            await person.says(f"/topic {words}")
        await asyncio.sleep(PAUSE * chance.uniform(0.2, 1.8))


def answers(people: list[User], said: Said) -> Counter[str]:
    """Count the answers to each question and comment."""
    known = set(said.all)
    counted: Counter[str] = Counter()
    for person in people:
        for message in person.home.messages.values():
            if message.get("from") == BOT:
                text = message["text"].replace("“", " ").replace("”", " ")
                counted.update(known & {*text.split()})
    return counted


def read(database: Path, sql: str) -> list[tuple[str, ...]]:
    """Read the database of another process."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as reader:
        return reader.execute(sql).fetchall()


async def run(kills: int, *, webhook: bool = False) -> bool:
    """Measure and print; return whether nothing was lost, and little doubled.

    Args:
        kills: How many.
        webhook: Whether updates are delivered to the bot, and not polled.
    """
    chance = random.Random(kills)
    said = Said()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rostra.db"
        await prepare(database, (), soon())
        async with BotApi() as server, AsyncExitStack() as proxies:
            how = proxies.enter_context(behind_proxy(server)) if webhook else None
            people = [server.user(f"Person {number}") for number in range(PEOPLE)]
            async with bot(server, database, how=how):
                for person in people:  # a comment is about what was shown last
                    await person.says("/quote")
                    await person.next_reply()
            server.round_trip = ROUND_TRIP
            talk = asyncio.create_task(speak(people, said, chance))
            for number in range(1, kills + 1):
                async with bot(server, database, how=how) as process:
                    await asyncio.sleep(chance.uniform(0.2, 3.0))
                    process.send_signal(signal.SIGKILL)
                    await process.wait()
                rows = read(database, "SELECT COUNT(*) FROM inbox WHERE done = 0")
                said.left.append(int(rows[0][0]))
                print_progress(f"kill {number} of {kills}: {said.left[-1]} left")
            talk.cancel()
            async with bot(server, database, how=how):
                await finished(people, said)
            written = read(database, "SELECT text FROM comments WHERE chat <> ''")
        return report(answers(people, said), Counter(t for (t,) in written), said)


async def finished(people: list[User], said: Said) -> None:
    """Wait until all was answered, or nothing is any more."""
    before, since = -1, 0.0
    while since < PATIENCE / 10 and len(answers(people, said)) < len(said.all):
        now = sum(answers(people, said).values())
        since = since + 1 if now == before else 0.0
        before = now
        await asyncio.sleep(1)
    await asyncio.sleep(2)  # for what comes twice


def report(counted: Counter[str], written: Counter[str], said: Said) -> bool:
    """Print the figures; return whether they are kept."""
    lost = [each for each in said.all if not counted[each]]
    doubled = sum(number - 1 for number in counted.values() if number > 1)
    kept = [written[each] for each in said.comments]
    print(f"kills               {len(said.left)} by SIGKILL")
    print(f"said                {len(said.questions)} questions, {len(kept)} comments")
    print(f"left in the inbox   {sum(said.left)}, at most {max(said.left)} at a kill")
    print(f"lost                {len(lost)}")
    # Each chat has one update in hand at a time.
    in_flight = sum(min(left, PEOPLE) for left in said.left)
    print(f"in flight at kills  {in_flight} at most")
    print(f"answered twice      {doubled}, allowed {in_flight}")
    print(
        f"comments kept       {kept.count(1)} once, {kept.count(0)} never, "
        f"{sum(number > 1 for number in kept)} more than once"
    )
    return not lost and doubled <= in_flight and set(kept) <= {1}
