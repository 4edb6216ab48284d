"""Vectors are made in the background, kept, and used once they are complete."""

from pathlib import Path

import pytest

from content.shelf import read_shelf
from storage.encoder import is_installed
from storage.store import open_store
from tests.fakes.speeches import sentences, speech

VILLAGE = Path(__file__).parents[1] / "fakes" / "village_shelf"

needs_encoder = pytest.mark.skipif(
    not is_installed(), reason="the extra rostra[semantic] is not installed"
)


@needs_encoder
async def test_other_words_and_languages_find_what_is_meant(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    async with open_store(tmp_path / "rostra.db") as store:
        await store.loader.load(read_shelf(VILLAGE))
        assert not (await store.search.find("мельница", count=1)).excerpts
        assert await store.embedding.complete(lambda *done: told.append(done))
        found = await store.search.find("мельница", count=3)
        assert any("mill" in excerpt.text for excerpt in found.excerpts)
        assert not found.worded
        hers = await store.search.find("мельница", speakers=["Ivo Reed"], count=9)
        assert {excerpt.speaker for excerpt in hers.excerpts} == {"Ivo Reed"}
    assert told[-1][0] == told[-1][1] > 0


@needs_encoder
async def test_a_reload_embeds_only_what_is_new(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    floods = speech("floods", *sentences("flood", 2))
    frosts = speech("frosts", *sentences("frost", 1))
    async with open_store(tmp_path / "rostra.db") as store:
        await store.loader.load([floods])
        await store.embedding.complete()
        await store.loader.load([floods, frosts])
        assert (await store.search.find("ice", count=1)).total == 0
        await store.embedding.complete(lambda *done: told.append(done))
        assert told[-1][1] == 1
        assert (await store.search.find("ice", count=1)).total


async def test_without_an_encoder_words_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.embedding.encoder", lambda: None)
    async with open_store(tmp_path / "rostra.db") as store:
        await store.loader.load([speech("floods", *sentences("flood", 2))])
        assert not await store.embedding.complete()
        assert (await store.search.find("flood", count=1)).total
