"""Search by meaning through a reload: it never falls back to words, and never mixes."""

import asyncio
import multiprocessing
import shutil
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="numpy comes with the extra semantic")

from content.model import Transcript
from content.transcript_file import serialize
from storage.corpus.rows import Generation
from storage.database.address import Address, place_beside
from storage.database.errors import StorageError
from storage.semantic.coverage import SearchMode
from storage.store import Store, open_store
from tests.fakes.libraries.encoder import Quick
from tests.fakes.libraries.speeches import edited, sentences, speech

FLOODS = speech("floods", *sentences("flood", 40))
FROSTS = speech("frosts", *sentences("frost", 40), speaker="Tom Marden")
FIRES = speech("fires", *sentences("fire", 40), speaker="Tom Marden")

LATER = edited(FLOODS, "number 7 ", "number seven ")
"""One of its passages is another."""


@pytest.fixture
async def store(database: Address) -> AsyncIterator[Store]:
    async with open_store(database, encoder_type=Quick) as store:
        await store.loader.load([FLOODS])
        await store.embedding.embed_all()
        yield store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the transcript files are."""
    path = tmp_path / "transcripts"
    path.mkdir()
    return path


def put(folder: Path, transcripts: Iterable[Transcript]) -> None:
    for each in transcripts:
        (folder / f"{each.slug}.md").write_text(serialize(each), encoding="utf-8")


def vector_folders(database: Address) -> list[str]:
    """Return of what the folders of vectors are, the oldest generation first."""
    folder = place_beside(database, "index") / "meanings"
    return [path.name.rsplit(".", 1)[1] for path in sorted(folder.iterdir())]


async def near(store: Store) -> int:
    """Return how many are found by meaning alone."""
    return len(await store.search.find_ids_by_meaning("a chronicle of loaves", 999))


async def serving(store: Store) -> tuple[SearchMode, int, int]:
    found = await store.embedding.coverage()
    assert found
    return found.mode, found.embedded, found.total


async def test_vectors_are_ready_when_the_rows_change(
    store: Store, folder: Path, database: Address
) -> None:
    put(folder, [LATER])
    seen: list[int] = []
    done = asyncio.Event()

    async def keep_asking() -> None:
        while not done.is_set():
            seen.append(await near(store))

    asking = asyncio.create_task(keep_asking())
    await store.reloader.reload(folder)
    assert await near(store) == 39
    done.set()
    await asking
    assert set(seen) <= {40, 39}
    assert vector_folders(database) == ["most"]
    # What has no vector yet is found by its words.
    assert (await store.search.find("seven", count=1)).total
    assert await serving(store) == (SearchMode.MEANING, 39, 40)
    await store.embedding.embed_all()
    assert await near(store) == 40
    assert await serving(store) == (SearchMode.MEANING, 40, 40)
    assert vector_folders(database) == ["passages"]


async def test_nothing_is_embedded_where_all_vectors_are_kept(
    store: Store, folder: Path, database: Address
) -> None:
    steps: list[tuple[int, int]] = []
    await store.loader.load([FLOODS, FROSTS])
    await store.embedding.embed_all()
    put(folder, [FROSTS])
    await store.reloader.reload(folder)
    assert await near(store) == 40
    assert vector_folders(database) == ["passages"]
    await store.embedding.embed_all(lambda *done: steps.append(done))
    assert not steps


async def test_where_much_is_new_words_answer_until_it_is_embedded(
    store: Store, folder: Path, database: Address
) -> None:
    put(folder, [FLOODS, FROSTS])
    await store.reloader.reload(folder)
    assert await near(store) == 0
    assert (await store.search.find("frost", count=1)).total
    assert len(vector_folders(database)) == 1  # the last generation's
    await store.embedding.embed_all()
    assert await near(store) == 80


async def test_a_start_gathers_what_is_kept(database: Address, store: Store) -> None:
    await store.loader.load([LATER])
    async with open_store(database, encoder_type=Quick) as other:
        assert await serving(other) == (SearchMode.MEANING, 39, 40)
    # The index folder may be deleted at any time.
    shutil.rmtree(place_beside(database, "index"))
    async with open_store(database, encoder_type=Quick) as other:
        steps: list[tuple[int, int]] = []
        await other.embedding.embed_all(lambda *done: steps.append(done))
        assert steps[-1] == (1, 1)
        assert await near(other) == 40


async def test_no_answer_is_of_two_generations(store: Store, folder: Path) -> None:
    """Each passage has the same words in both, and another speaker."""
    ada = [speech(f"event-{n}", *sentences(f"flood{n}", 9)) for n in range(4)]
    tom = [
        speech(f"event-{n}", *sentences(f"flood{n}", 9), speaker="Tom Marden")
        for n in range(4)
    ]
    await store.loader.load(ada)
    await store.embedding.embed_all()
    seen: set[tuple[str, int]] = set()
    done = asyncio.Event()

    async def keep_asking() -> None:
        while not done.is_set():
            found = await store.search.find("chronicle loaves", count=99, merged=False)
            (speaker,) = {excerpt.speaker for excerpt in found.excerpts}
            seen.add((speaker, await near(store)))

    asking = asyncio.create_task(keep_asking())
    for transcripts in (tom, ada):
        put(folder, transcripts)
        await store.reloader.reload(folder)
    done.set()
    await asking
    assert seen <= {("Ada Marden", 36), ("Tom Marden", 36)}


async def test_a_reload_that_is_killed_leaves_no_vectors(
    store: Store, folder: Path, database: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, [LATER])
    prepare = store.reloader._vector_store.prepare  # noqa: SLF001 - the last step before it

    async def kill(generation: Generation) -> None:
        await prepare(generation)
        assert vector_folders(database) == ["passages", "most"]
        (worker,) = multiprocessing.active_children()
        worker.kill()
        worker.join()

    monkeypatch.setattr(store.reloader._vector_store, "prepare", kill)  # noqa: SLF001
    with pytest.raises(StorageError, match="ended before it had finished"):
        await store.reloader.reload(folder)
    assert vector_folders(database) == ["passages"]
    assert await near(store) == 40


async def test_a_library_is_loaded_though_its_vectors_can_not_be_written(
    store: Store,
    database: Address,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    from storage.semantic.vector_writer import VectorWriter

    def full(*_: object) -> None:
        raise StorageError("The vectors could not be written: the disk is full.")

    with monkeypatch.context() as at_first:
        at_first.setattr(VectorWriter, "finish", full)
        await store.loader.load([LATER])
    assert (await store.search.find("seven", count=1)).total
    assert len(vector_folders(database)) == 1
    assert "the disk is full" in caplog.text
    await store.embedding.embed_all()
    assert await near(store) == 40
