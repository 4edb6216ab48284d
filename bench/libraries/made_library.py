"""A library of any size, written straight into the rows of either engine."""

import random
import secrets
from collections.abc import Iterator
from pathlib import Path

import asyncpg

from bench.libraries.collections import nth_id
from bench.libraries.passages import passages, shipped_sentences
from content.excerpts.quotability import read_weights
from storage.database.address import Address, PostgresAddress
from storage.database.opening import open_database

PER_TRANSCRIPT = 500
"""Excerpts of one event."""

PER_SPEAKER = 2_000

SENTENCES = 2
"""Of an excerpt: some 300 characters, as in the shipped library (328 on average)."""

COLUMNS = (
    *("id", "transcript_id", "position", "turn", "kind", "speaker_id", "lead", "text"),
    *("trail", "doubt", "slot", "speaker_slot", "servable", "score"),
)

Record = tuple[str | int | float, ...]


def records(size: int) -> Iterator[Record]:
    """Yield the rows of excerpts, by `COLUMNS`; always the same ones."""
    dice = random.Random(size)
    speakers = max(size // PER_SPEAKER, 1)
    scores = (*read_weights().tiers, 0.99)
    said = passages(shipped_sentences(), SENTENCES * size, dice)
    for n in range(size):
        text = " ".join(next(said) for _ in range(SENTENCES))
        place, turn = n % PER_TRANSCRIPT, n % PER_TRANSCRIPT
        yield (
            *(nth_id(n), n // PER_TRANSCRIPT + 1, place, turn, "speech"),
            *(n % speakers + 1, "", text, "", "", n, n // speakers, 1),
            scores[n % len(scores)],
        )


async def fill(address: Address, size: int) -> str:
    """Make the rows of a library of so many excerpts; return its generation's stamp.

    Those of a server are copied to it, in a tenth of the time that statements take.
    """
    stamp = secrets.token_hex(4)
    database = await open_database(address, bulk=True)
    async with database.transaction() as writer:
        await writer.execute_many(
            """
            INSERT INTO transcripts
                (id, slug, title, date, place, source, licence, language, digest)
            VALUES (:id, :slug, :title, '1931-05-09', '', '', '', 'en', '')
            """,
            [
                {"id": n, "slug": f"event-{n}", "title": f"Event {n}"}
                for n in range(1, -(-size // PER_TRANSCRIPT) + 1)
            ],
        )
        await writer.execute_many(
            "INSERT INTO speakers (id, name) VALUES (:id, :name)",
            [
                {"id": n, "name": f"Speaker Number{n}"}
                for n in range(1, max(size // PER_SPEAKER, 1) + 1)
            ],
        )
        await writer.execute(
            "UPDATE library SET generation = 1, stamp = :stamp", {"stamp": stamp}
        )
        if isinstance(address, Path):
            await writer.execute_many(
                f"""
                INSERT INTO excerpts ({", ".join(COLUMNS)})
                VALUES ({", ".join(f":{name}" for name in COLUMNS)})
                """,  # noqa: S608 - names of columns
                (dict(zip(COLUMNS, each, strict=True)) for each in records(size)),
            )
    await database.close()
    if isinstance(address, PostgresAddress):
        raw = await asyncpg.connect(address.url)
        await raw.copy_records_to_table(
            "excerpts", records=records(size), columns=COLUMNS, timeout=600
        )
        await raw.execute("ANALYZE")
        await raw.close()
    return stamp
