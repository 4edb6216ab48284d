"""A load compares, keeps ids and what people wrote, and changes all or nothing."""

import asyncio
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from content.model import Comment, Transcript
from storage.chats.comments import StoredComment
from storage.corpus.rows import StoredExcerpt
from storage.database.address import Address, place_beside
from storage.database.errors import StorageError
from storage.index.writer import ANALYSIS, ANALYSIS_FILE, IndexBuilder
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import edited, sentences, speech

MOMENT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FLOODS = speech("floods", *sentences("flood", 8))
FROSTS = speech("frosts", *sentences("frost", 6), speaker="Tom Marden")


async def every(store: Store, words: str) -> tuple[StoredExcerpt, ...]:
    return (await store.search.find(words, count=100, merged=False)).excerpts


async def test_a_first_load_adds_everything(store: Store) -> None:
    difference = await store.loader.load([FLOODS, FROSTS])
    assert [change.slug for change in difference.added] == ["floods", "frosts"]
    assert not difference.changed
    assert not difference.removed
    counts = await store.library.counts()
    assert (counts.transcripts, counts.speakers) == (2, 2)
    assert {e.speaker for e in await every(store, "flood")} == {"Ada Marden"}


async def test_the_same_again_changes_nothing(store: Store) -> None:
    await store.loader.load([FLOODS])
    difference = await store.loader.load([FLOODS])
    assert difference.empty
    assert difference.unchanged == 1


async def test_the_same_document_is_quoted_once(store: Store) -> None:
    # The copy is broken into other paragraphs, and leaves out the end.
    words = " ".join(sentences("flood", 7)).replace("the town", "the Town")
    copy = speech("a-copy-of-floods", words)
    difference = await store.loader.load([FLOODS, copy, FROSTS])
    assert difference.copies == (
        "a-copy-of-floods says what floods says: only floods is quoted.",
    )
    drawn = [await store.random_excerpts.draw("terminal:0") for _ in range(14)]
    assert {each.excerpt.slug for each in drawn if each} == {"floods", "frosts"}
    (ada,) = (await store.library.find_speaker("Ada Marden")).certain
    drawn = [await store.random_excerpts.draw("terminal:1", ada.id) for _ in range(9)]
    assert {each.excerpt.slug for each in drawn if each} == {"floods"}
    assert (await store.loader.load([FLOODS, copy, FROSTS])).empty
    # Once the original is gone, it is the copy that is quoted.
    await store.loader.load([copy, FROSTS])
    drawn = [await store.random_excerpts.draw("terminal:1", ada.id) for _ in range(3)]
    assert {each.excerpt.slug for each in drawn if each} == {"a-copy-of-floods"}


async def test_what_a_file_names_as_not_offered_is_only_found(store: Store) -> None:
    few = speech("floods", *sentences("flood", 3))
    marks = ("The  flood of WINTER number 1 cost", "a sentence that nobody said")
    difference = await store.loader.load([replace(few, not_offered=marks)])
    assert difference.unmatched == (
        "floods: no excerpt has “a sentence that nobody said”, named in its file.",
    )
    drawn = {(await store.random_excerpts.draw("t:0")).excerpt.text for _ in range(6)}  # type: ignore[union-attr]  # two are offered
    assert len(drawn) == 2
    assert not any("number 1 cost" in text for text in drawn)
    assert any("number 1 cost" in each.text for each in await every(store, "flood"))
    # Once the mark is deleted, it comes again.
    await store.loader.load([few])
    drawn = {(await store.random_excerpts.draw("t:0")).excerpt.text for _ in range(6)}  # type: ignore[union-attr]  # three are offered
    assert len(drawn) == 3


async def test_others_who_say_the_same_are_quoted_too(store: Store) -> None:
    other = speech("floods-2", *sentences("flood", 8), speaker="Tom Marden")
    assert not (await store.loader.load([FLOODS, other])).copies


async def test_a_dry_run_tells_and_does_nothing(store: Store) -> None:
    await store.loader.load([FLOODS])
    difference = await store.loader.difference([FROSTS])
    assert [change.slug for change in difference.added] == ["frosts"]
    assert [change.slug for change in difference.removed] == ["floods"]
    assert difference.removed[0].removed == len(await every(store, "flood"))
    assert not await every(store, "frost")


async def test_what_hangs_on_an_edited_excerpt_waits_until_it_comes_back(
    store: Store,
) -> None:
    await store.loader.load([FLOODS, FROSTS])
    before = {e.id for e in await every(store, "flood")}
    corrected = edited(FLOODS, "winter number 3", "winter no. 3")
    await store.loader.load([corrected, FROSTS])
    (excerpt,) = (e for e in await every(store, "flood") if "no. 3" in e.text)
    assert excerpt.id in before
    await store.comments.add(
        slug="floods",
        excerpt_id=excerpt.id,
        parent=None,
        chat_key="terminal:0",
        author="Ada",
        author_key="telegram:7",
        text="I remember that.",
        now=MOMENT,
    )
    await store.loader.load([FROSTS])
    assert await store.library.excerpt(excerpt.id) is None
    assert await store.library.had_excerpt(excerpt.id)
    await store.loader.load([corrected, FROSTS])
    back = await store.library.excerpt(excerpt.id)
    assert back is not None
    assert back.text == excerpt.text
    (found,) = await comments_of(store, excerpt.id)
    assert found.text == "I remember that."
    # It is the same where somebody has mended it meanwhile.
    await store.loader.load([FROSTS])
    await store.loader.load([edited(corrected, "no. 3 cost", "no. 3 has cost"), FROSTS])
    mended = await store.library.excerpt(excerpt.id)
    assert mended is not None
    assert "no. 3 has cost" in mended.text
    await store.loader.load([corrected, FROSTS])
    # A sentence of it that leaves for a while does the same.
    await store.loader.load([speech("floods", *sentences("flood", 2)), FROSTS])
    await store.loader.load([corrected, FROSTS])
    assert await store.library.excerpt(excerpt.id) == back


async def test_a_few_changed_characters_keep_the_id(store: Store) -> None:
    await store.loader.load([FLOODS])
    before = {e.id for e in await every(store, "flood")}
    corrected = edited(FLOODS, "winter number 3", "winter no. 3")
    difference = await store.loader.load([corrected])
    after = {e.id: e.text for e in await every(store, "flood")}
    assert set(after) == before
    assert sum("winter no. 3" in text for text in after.values()) == 1
    (change,) = difference.changed
    assert (change.added, change.changed, change.removed) == (0, 1, 0)


async def test_ids_survive_even_many_edits_and_loads(store: Store) -> None:
    await store.loader.load([FLOODS])
    before = {e.id for e in await every(store, "flood")}
    version = FLOODS
    for number in range(8):
        version = edited(version, f"number {number} cost", f"numbered {number} cost")
        await store.loader.load([version])
    assert {e.id for e in await every(store, "flood")} == before


async def comments_of(store: Store, excerpt_id: str) -> tuple[StoredComment, ...]:
    page = await store.comments.page(
        "floods", excerpt_id, "terminal:0", number=0, size=50
    )
    return page.comments


async def test_comments_outlive_edits_and_absence(store: Store) -> None:
    note = Comment(author="Librarian", text="Spoken on the eastern bank.")
    noted = speech("floods", *sentences("flood", 8), comments=(note,))
    await store.loader.load([noted])
    excerpt = (await every(store, "flood"))[0]
    (document,) = await comments_of(store, excerpt.id)

    async def answer(parent: int | None, text: str) -> int:
        return await store.comments.add(
            slug="floods",
            excerpt_id="" if parent else excerpt.id,
            parent=parent,
            chat_key="terminal:0",
            author="Ada",
            author_key="terminal:ada",
            text=text,
            now=MOMENT,
        )

    mine = await answer(None, "I was there.")
    reply = await answer(document.id, "Western, surely?")
    expected = [(mine, 0), (document.id, 0), (reply, 1)]

    async def thread() -> list[tuple[int, int]]:
        found = await comments_of(store, excerpt.id)
        return [(comment.id, comment.depth) for comment in found]

    assert await thread() == expected
    await store.loader.load([edited(noted, "winter", "Winter")])
    assert await thread() == expected
    await store.loader.load([FROSTS])
    await store.loader.load([noted, FROSTS])
    assert await thread() == expected


async def test_notes_come_and_go_with_their_transcript(store: Store) -> None:
    notes = (Comment(author="Nell", text="One."), Comment(author="Nell", text="Two."))
    noted = speech("floods", *sentences("flood", 8), comments=notes)
    for _ in range(2):
        (added,) = (await store.loader.load([noted, FROSTS])).added[:1]
        assert (added.comments_added, added.comments_removed) == (2, 0)
        (removed,) = (await store.loader.load([FROSTS])).removed
        assert (removed.comments_added, removed.comments_removed) == (0, 2)


async def test_a_note_that_left_keeps_its_place_while_it_is_answered(
    store: Store,
) -> None:
    notes = (
        Comment(author="Librarian", text="First."),
        Comment(author="Nell", text="Second."),
    )
    await store.loader.load([speech("floods", *sentences("flood", 8), comments=notes)])
    thread = await comments_of(store, "")
    await store.comments.add(
        slug="floods",
        excerpt_id="",
        parent=thread[0].id,
        chat_key="terminal:0",
        author="Ada",
        author_key="terminal:ada",
        text="Quite so.",
        now=MOMENT,
    )
    await store.loader.load([FLOODS])
    thread = await comments_of(store, "")
    assert [(c.text, c.removed) for c in thread] == [("", True), ("Quite so.", False)]


async def test_a_transcript_that_leaves_takes_its_speaker_along(store: Store) -> None:
    await store.loader.load([FLOODS, FROSTS])
    difference = await store.loader.load([FROSTS])
    assert [change.slug for change in difference.removed] == ["floods"]
    assert not await every(store, "flood")
    assert not (await store.library.find_speaker("Ada Marden")).certain


async def test_readers_see_the_old_library_or_the_new_never_both(
    store: Store,
) -> None:
    old = [speech(f"event-{n}", *sentences(f"flood{n}", 5)) for n in range(6)]
    new = [edited(each, "The flood", "The great flood") for each in old]
    await store.loader.load(old)
    seen: set[frozenset[bool]] = set()
    done = asyncio.Event()

    async def keep_reading() -> None:
        while not done.is_set():
            found = await every(store, "winter")
            assert len(found) == 30
            seen.add(frozenset("great" in excerpt.text for excerpt in found))

    readers = [asyncio.create_task(keep_reading()) for _ in range(2)]
    for _ in range(2):
        await store.loader.load(new)
        await store.loader.load(old)
    done.set()
    await asyncio.gather(*readers)
    assert seen <= {frozenset({True}), frozenset({False})}


async def test_a_load_that_fails_on_the_way_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.loader.load([FLOODS])

    def full(_: IndexBuilder) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(IndexBuilder, "publish", full)
        with pytest.raises((OSError, StorageError)):
            await store.loader.load([FROSTS])
    assert await every(store, "flood")
    assert not await every(store, "frost")
    await store.loader.load([FROSTS])
    assert await every(store, "frost")


async def test_the_index_is_made_again_where_it_is_missing_or_broken(
    database: Address,
) -> None:
    folder = place_beside(database, "index")
    async with open_store(database) as store:
        await store.loader.load([FLOODS])
        expected = [e.id for e in await every(store, "flood")]
    shutil.rmtree(folder)
    async with open_store(database) as store:
        assert [e.id for e in await every(store, "flood")] == expected
    for path in filter(Path.is_file, folder.rglob("*")):
        path.write_bytes(b"rubbish")
    async with open_store(database) as store:
        assert [e.id for e in await every(store, "flood")] == expected


@pytest.mark.parametrize("older", ["1 3.0.0", None])
async def test_an_index_of_another_version_is_made_again_at_the_start(
    database: Address, older: str | None
) -> None:
    folder = place_beside(database, "index")
    async with open_store(database) as store:
        await store.loader.load([FLOODS])
        expected = [e.id for e in await every(store, "flood")]
    (named,) = folder.glob(f"*/{ANALYSIS_FILE}")
    if older is None:
        named.unlink()
    else:
        named.write_text(older, "ascii")
    async with open_store(database) as store:
        await store.library.warm_up()
        (named,) = folder.glob(f"*/{ANALYSIS_FILE}")
        assert named.read_text("ascii") == ANALYSIS
        assert [e.id for e in await every(store, "flood")] == expected


async def test_another_process_may_load_beside_a_running_one(database: Address) -> None:
    async with open_store(database) as bot, open_store(database) as operator:
        await bot.loader.load([FLOODS])
        assert await every(bot, "flood")
        await operator.loader.load([FROSTS])
        assert not await every(bot, "flood")
        assert await every(bot, "frost")
        assert (await bot.library.find_speaker("Tom Marden")).certain


async def test_two_loads_at_once_both_end_well(database: Address) -> None:
    async with open_store(database) as one, open_store(database) as other:
        await asyncio.gather(
            one.loader.load([FLOODS, FROSTS]), other.loader.load([FLOODS])
        )
        counts = await one.library.counts()
        assert counts.transcripts in {1, 2}
        assert await every(one, "flood") == await every(other, "flood")


async def test_old_indexes_are_swept_away(database: Address) -> None:
    folder = place_beside(database, "index")
    async with open_store(database) as store:
        for number in range(6):
            version: Transcript = edited(FLOODS, "province", f"province {number}")
            await store.loader.load([version])
        assert len(list(folder.iterdir())) <= 2
