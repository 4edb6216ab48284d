"""Vectors: what is nearest is found, exactly or by sign bits, among some or all."""

from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="numpy comes with the extra semantic")

from storage.semantic.vector_index import (  # noqa: E402 - only where numpy is
    MAX_COMPARED_EXACTLY,
    VectorIndex,
)
from storage.semantic.vector_writer import VectorWriter  # noqa: E402 - the same

DIMENSIONS = 64


def library(count: int) -> tuple[list[int], bytes]:
    dice = np.random.default_rng(7)
    vectors = dice.integers(-127, 128, (count, DIMENSIONS), dtype=np.int8)
    return [number * 3 for number in range(count)], vectors.tobytes()


def written(folder: Path, ids: list[int], vectors: bytes) -> VectorIndex:
    files = VectorWriter(folder / "made", DIMENSIONS)
    half = len(ids) // 2
    files.add(ids[:half], vectors[: half * DIMENSIONS])
    files.add(ids[half:], vectors[half * DIMENSIONS :])
    files.finish()
    files.publish()
    return VectorIndex(folder / "made")


def vector(vectors: bytes, row: int) -> bytes:
    return vectors[row * DIMENSIONS : (row + 1) * DIMENSIONS]


@pytest.mark.parametrize("count", [1, 50, MAX_COMPARED_EXACTLY + 1_000])
def test_a_vector_is_nearest_to_itself(tmp_path: Path, count: int) -> None:
    ids, vectors = library(count)
    meanings = written(tmp_path, ids, vectors)
    for row in {0, count // 2, count - 1}:
        (number, score), *_ = meanings.nearest(vector(vectors, row), 5)
        assert number == ids[row]
        assert count == 1 or score > 0.99


def test_sign_bits_find_most_of_what_an_exact_scan_finds(tmp_path: Path) -> None:
    ids, vectors = library(MAX_COMPARED_EXACTLY + 1_000)
    meanings = written(tmp_path, ids, vectors)
    found = {n for n, _ in meanings.nearest(vector(vectors, 5), 10)}
    exact = {n for n, _ in meanings.nearest(vector(vectors, 5), 10, ids)}
    assert len(found & exact) >= 8


def test_only_those_asked_for_are_compared(tmp_path: Path) -> None:
    ids, vectors = library(50)
    meanings = written(tmp_path, ids, vectors)
    found = meanings.nearest(vector(vectors, 0), 10, [3, 4, 9, 10_000])
    assert {number for number, _ in found} == {3, 9}


def test_an_empty_library_has_nothing_near(tmp_path: Path) -> None:
    assert written(tmp_path, [], b"").nearest(bytes(DIMENSIONS), 5) == []


def test_silence_is_near_nothing(tmp_path: Path) -> None:
    meanings = written(tmp_path, [1], bytes(DIMENSIONS))
    assert len(meanings.nearest(bytes(DIMENSIONS), 5)) == 1


def test_vectors_left_on_the_disk_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids, vectors = library(50)
    mapped = written(tmp_path, ids, vectors).nearest(vector(vectors, 7), 9)
    monkeypatch.setattr("storage.semantic.vector_index.MAX_MAPPED_BYTES", 0)
    assert VectorIndex(tmp_path / "made").nearest(vector(vectors, 7), 9) == mapped


def test_what_is_asked_for_beside_the_nearest_is_returned_too(tmp_path: Path) -> None:
    ids, vectors = library(MAX_COMPARED_EXACTLY + 1_000)
    meanings = written(tmp_path, ids, vectors)
    far = [ids[7], ids[8]]
    found = meanings.nearest(vector(vectors, 0), 5, also=far)
    assert {7 * 3, 8 * 3} <= {number for number, _ in found}
    assert len(found) <= 7
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)


def test_few_are_near_to_a_question_and_in_a_small_library_five(tmp_path: Path) -> None:
    ids, vectors = library(MAX_COMPARED_EXACTLY + 1_000)
    meanings = written(tmp_path, ids, vectors)
    question = vector(vectors, 0)
    floor = meanings.spread(question).near
    near = [n for n, score in meanings.nearest(question, 9_000, ids) if score >= floor]
    assert near[0] == ids[0]
    assert 5 < len(near) < len(ids) // 50
    mean, deviation, _ = meanings.spread(question)
    scores = [score for _, score in meanings.nearest(question, 9_000, ids)]
    assert abs(mean - sum(scores) / len(scores)) < deviation / 5
    small = written(tmp_path / "small", ids[:8], vectors[: 8 * DIMENSIONS])
    floor = small.spread(question).near
    assert sum(score >= floor for _, score in small.nearest(question, 8)) == 5
    assert written(tmp_path / "none", [], b"").spread(question).near == 1.0


def test_an_unfinished_folder_is_none(tmp_path: Path) -> None:
    ids, vectors = library(3)
    files = VectorWriter(tmp_path / "made", DIMENSIONS)
    files.add(ids, vectors)
    with pytest.raises(OSError, match="made"):
        VectorIndex(tmp_path / "made")
    files.discard()
    assert not list(tmp_path.iterdir())
