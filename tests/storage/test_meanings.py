"""Vectors: what is nearest is found, exactly or by sign bits, among some or all."""

import pytest

np = pytest.importorskip("numpy", reason="numpy comes with the extra semantic")

from storage.meanings import EXACT, Meanings  # noqa: E402 - only where numpy is

DIMENSIONS = 64


def library(count: int) -> tuple[list[int], bytes]:
    dice = np.random.default_rng(7)
    vectors = dice.integers(-127, 128, (count, DIMENSIONS), dtype=np.int8)
    return [number * 3 for number in range(count)], vectors.tobytes()


def vector(vectors: bytes, row: int) -> bytes:
    return vectors[row * DIMENSIONS : (row + 1) * DIMENSIONS]


@pytest.mark.parametrize("count", [1, 50, EXACT + 1_000])
def test_a_vector_is_nearest_to_itself(count: int) -> None:
    ids, vectors = library(count)
    meanings = Meanings(ids, vectors, DIMENSIONS)
    for row in {0, count // 2, count - 1}:
        (number, score), *_ = meanings.nearest(vector(vectors, row), 5)
        assert number == ids[row]
        assert count == 1 or score > 0.99


def test_sign_bits_find_most_of_what_an_exact_scan_finds() -> None:
    ids, vectors = library(EXACT + 1_000)
    meanings = Meanings(ids, vectors, DIMENSIONS)
    found = {n for n, _ in meanings.nearest(vector(vectors, 5), 10)}
    exact = {n for n, _ in meanings.nearest(vector(vectors, 5), 10, ids)}
    assert len(found & exact) >= 8


def test_only_those_asked_for_are_compared() -> None:
    ids, vectors = library(50)
    meanings = Meanings(ids, vectors, DIMENSIONS)
    found = meanings.nearest(vector(vectors, 0), 10, [3, 4, 9, 10_000])
    assert {number for number, _ in found} == {3, 9}


def test_an_empty_library_has_nothing_near() -> None:
    assert Meanings([], b"", DIMENSIONS).nearest(bytes(DIMENSIONS), 5) == []


def test_silence_is_near_nothing() -> None:
    meanings = Meanings([1], bytes(DIMENSIONS), DIMENSIONS)
    assert len(meanings.nearest(bytes(DIMENSIONS), 5)) == 1
