"""Reloads at once: of two processes, and of two people who ask one of them."""

import asyncio
from pathlib import Path

from content.transcript_file import serialize
from storage.loading.loader import LOCK
from storage.store import Store
from tests.fakes.libraries.speeches import sentences, speech

Stores = tuple[Store, Store]

FLOODS = speech("floods", *sentences("flood", 9))
FROSTS = speech("frosts", *sentences("frost", 7), speaker="Tom Marden")
LIBRARIES = {(9, 0), (0, 7)}


def folder_of(path: Path, *transcripts: str) -> Path:
    path.mkdir(exist_ok=True)
    for old in path.iterdir():
        old.unlink()
    for each in (FLOODS, FROSTS):
        if each.slug in transcripts:
            (path / f"{each.slug}.md").write_text(serialize(each), encoding="utf-8")
    return path


async def question(store: Store) -> tuple[int, int]:
    page = await store.search.find("flood frost", count=100, merged=False)
    slugs = [each.slug for each in page.excerpts]
    assert len(slugs) == page.total
    return slugs.count("floods"), slugs.count("frosts")


async def test_of_two_reloads_at_two_processes_one_waits(
    stores: Stores, tmp_path: Path
) -> None:
    one, other = stores
    await one.loader.load([FLOODS])
    frosts = folder_of(tmp_path / "frosts", "frosts")
    floods = folder_of(tmp_path / "floods", "floods")
    tasks: list[str] = []
    async with one.follower.following(), other.follower.following():
        loading = asyncio.gather(
            one.reloader.reload(frosts, lambda task, *_: tasks.append(task)),
            other.reloader.reload(floods, lambda task, *_: tasks.append(task)),
        )
        seen: set[tuple[int, int]] = set()
        while not loading.done():
            seen |= set(await asyncio.gather(*map(question, stores)))
        differences = await loading
        now = await asyncio.gather(*map(question, stores))
    # Each compared with what it found in place, and no answer was of two libraries.
    assert seen <= LIBRARIES
    assert len({*now}) == 1
    changed = [not each.empty for each in differences]
    assert (changed, now[0]) in (([True, True], (9, 0)), ([True, False], (0, 7)))


async def test_who_waited_reads_the_files_as_they_are_then(
    stores: Stores, tmp_path: Path
) -> None:
    one, other = stores
    await one.loader.load([FROSTS])
    folder = folder_of(tmp_path / "transcripts", "frosts")
    waits = asyncio.Event()

    def note(task: str, *_: int) -> None:
        if task == "Waiting for another load":
            waits.set()

    database = other.library._database  # noqa: SLF001
    # As another load holds it; the server may be about to free it from the one before.
    while not (lock := await database.try_lock(LOCK)):
        pass
    loading = asyncio.create_task(one.reloader.reload(folder, note))
    await waits.wait()
    folder_of(folder, "floods")
    await lock.release()
    await loading
    assert await question(other) == (9, 0)


async def test_two_reloads_in_one_process_come_one_after_the_other(
    stores: Stores, tmp_path: Path
) -> None:
    one, _ = stores
    folder = folder_of(tmp_path / "transcripts", "floods", "frosts")
    differences = await asyncio.gather(
        *(one.reloader.reload(folder) for _ in range(3)),
        one.reloader.difference(folder),
    )
    assert [each.empty for each in differences[:3]] == [False, True, True]
    assert await question(one) == (9, 7)
    assert one.generations.loaded_number == 1
