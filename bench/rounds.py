"""Time of one `/quote` draw, at a thousand and at a million excerpts.

    python -m bench.rounds [--size 1000000]

The rival is ``ORDER BY RANDOM() LIMIT 1`` on the same rows in the same run, which
neither avoids repeats nor remembers. Rows are made up: 50 speakers, short texts.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from storage.chats.random_excerpts import RandomExcerpts
from storage.chats.rounds import ANY_SPEAKER
from storage.database.database import Database
from storage.database.opening import open_database

SPEAKERS = 50
DRAWS = 300
RIVAL_DRAWS = 7

RIVAL = """
    SELECT id FROM excerpts WHERE speaker_id = :speaker AND slot IS NOT NULL
    ORDER BY RANDOM() LIMIT 1
"""


async def measure(size: int) -> tuple[float, float, float]:
    """Return median seconds of a draw: of anybody, of one speaker, and the rival's."""
    with tempfile.TemporaryDirectory() as folder:
        database = await open_database(Path(folder) / "rostra.db")
        try:
            await _fill(database, size)
            rounds = RandomExcerpts(database)
            anybody = await _median(
                lambda: rounds.draw("terminal:0", ANY_SPEAKER), DRAWS
            )
            one = await _median(lambda: rounds.draw("terminal:1", 7), DRAWS)

            async def rival() -> None:
                async with database.snapshot() as snapshot:
                    await snapshot.one(RIVAL, {"speaker": 7})

            return anybody, one, await _median(rival, RIVAL_DRAWS)
        finally:
            await database.close()


async def _median(act: Callable[[], Awaitable[object]], times: int) -> float:
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        await act()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


async def _fill(database: Database, size: int) -> None:
    async with database.transaction() as writer:
        await writer.execute(
            """
            INSERT INTO transcripts
                (id, slug, title, date, place, source, licence, language, digest)
            VALUES (1, 'made-up', 'Made up', '', '', '', '', 'en', '')
            """
        )
        await writer.execute_many(
            "INSERT INTO speakers (id, name) VALUES (:id, :name)",
            [{"id": n, "name": f"Speaker {n}"} for n in range(1, SPEAKERS + 1)],
        )
        await writer.execute_many(
            """
            INSERT INTO excerpts (id, transcript_id, position, turn, kind, speaker_id,
                lead, text, trail, doubt, slot, speaker_slot, servable, score)
            VALUES (:id, 1, :n, :n, 'speech', :speaker, '', :text, '', '', :n, :slot, 1,
                :score)
            """,
            (
                {
                    "id": f"{n:08}",
                    "n": n,
                    "speaker": n % SPEAKERS + 1,
                    "text": f"What was said at place {n}, and what was meant by it.",
                    "slot": n // SPEAKERS,
                    "score": (0.95, 0.85, 0.6)[n % 3],
                }
                for n in range(size)
            ),
        )


def main() -> None:
    """Measure both sizes and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    size = parser.parse_args().size
    table = Table(box=None, pad_edge=False)
    for column in ("excerpts", "of anybody", "of one", "rival, of one", "ratio"):
        table.add_column(column, justify="right")
    for count in (1_000, size):
        anybody, one, rival = asyncio.run(measure(count))
        table.add_row(
            f"{count:,}",
            *(f"{seconds * 1000:.2f} ms" for seconds in (anybody, one, rival)),
            f"{one / rival:.2f}",
        )
    console = Console(highlight=False)
    console.print(f"One draw, recorded and committed; medians of {DRAWS}.")
    console.print(table)


if __name__ == "__main__":
    main()
