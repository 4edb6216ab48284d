"""A reload that changes a few characters keeps ids, and with them comments and saves."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.excerpts.ids import carry_over_ids, normalise_text

quick = settings(deadline=None)

HARBOUR = "We built this harbour with our own hands, stone upon stone."
BRIDGE = "The bridge will carry our children to the other bank of the river."
SCHOOL = "A school in every village costs less than one idle fortress."
STONE = "Whoever sets one stone upon another has spoken for a hundred years."
FERRY = "The old ferry sank in the spring of the great flood with all aboard."
REFRAIN = "And the bell rang."

CASES = [
    ("nothing changed", [HARBOUR, BRIDGE], [HARBOUR, BRIDGE], [0, 1]),
    ("one added in front", [HARBOUR], [SCHOOL, HARBOUR], [None, 0]),
    ("one removed", [HARBOUR, BRIDGE, SCHOOL], [HARBOUR, SCHOOL], [0, 2]),
    ("moved", [HARBOUR, BRIDGE, SCHOOL], [SCHOOL, HARBOUR, BRIDGE], [2, 0, 1]),
    (
        "a word mended",
        [HARBOUR, BRIDGE, SCHOOL],
        [HARBOUR, BRIDGE.replace("carry", "bring"), SCHOOL],
        [0, 1, 2],
    ),
    ("only its quotation marks", ['He said "no".'], ["He said “no”."], [0]),
    ("another text in its place", [HARBOUR, BRIDGE], [HARBOUR, SCHOOL], [0, None]),
    (
        "two edited neighbours do not swap",
        [HARBOUR, BRIDGE],
        [HARBOUR + " Alone.", BRIDGE.replace("river", "stream")],
        [0, 1],
    ),
    (
        "the refrain beside its neighbour keeps its own id",
        [REFRAIN, HARBOUR, REFRAIN, BRIDGE, REFRAIN],
        [HARBOUR, REFRAIN, BRIDGE, REFRAIN],
        [1, 2, 3, 4],
    ),
    ("of equal texts the first stay", [REFRAIN] * 3, [REFRAIN] * 2, [0, 2]),
    (
        "a sentence goes to the one after it",
        [f"{HARBOUR} {BRIDGE} {SCHOOL}", f"{STONE} {BRIDGE}"],
        [f"{HARBOUR} {BRIDGE}", f"{SCHOOL} {STONE} {BRIDGE}"],
        [0, 1],
    ),
    (
        "a sentence goes to the one before it",
        [f"{HARBOUR} {BRIDGE}", f"{SCHOOL} {STONE}"],
        [f"{HARBOUR} {BRIDGE} {SCHOOL}", STONE],
        [0, 1],
    ),
    (
        "both its ends move",
        [HARBOUR, f"{BRIDGE} {STONE} {SCHOOL}", FERRY],
        [f"{HARBOUR} {BRIDGE}", f"{STONE} {SCHOOL} {FERRY}"],
        [0, 1],
    ),
    (
        "in Chinese",
        ["我们亲手建造了这座港口。桥会把孩子们送到对岸。", "每个村子都要有学校。"],
        ["我们亲手建造了这座港口。", "桥会把孩子们送到对岸。每个村子都要有学校。"],
        [0, 1],
    ),
    ("from nothing", [], [HARBOUR], [None]),
    ("to nothing", [HARBOUR], [], []),
]


@pytest.mark.parametrize(("label", "old", "new", "kept"), CASES)
def test_ids_stay_with_their_words(
    label: str, old: list[str], new: list[str], kept: list[int | None]
) -> None:
    named = [(f"id{i}", text) for i, text in enumerate(old)]
    wanted = [None if i is None else f"id{i}" for i in kept]
    assert carry_over_ids(named, new) == wanted, label


sentences = st.sampled_from([HARBOUR, BRIDGE, SCHOOL, REFRAIN, "", "Aye."]) | st.text()
editions = st.lists(sentences, max_size=12)


@quick
@given(editions, editions)
def test_no_id_is_invented_or_given_twice(old: list[str], new: list[str]) -> None:
    named = [(f"id{i}", text) for i, text in enumerate(old)]
    kept = [id_ for id_ in carry_over_ids(named, new) if id_ is not None]
    assert len(kept) == len(set(kept))
    assert set(kept) <= {id_ for id_, _ in named}


@quick
@given(editions, editions)
def test_as_many_equal_texts_as_there_are_keep_an_id(
    old: list[str], new: list[str]
) -> None:
    named = [(f"id{i}", text) for i, text in enumerate(old)]
    kept = carry_over_ids(named, new)
    texts = dict(named)
    for key in {normalise_text(text) for text in new}:
        theirs = [
            id_
            for id_, text in zip(kept, new, strict=True)
            if normalise_text(text) == key
        ]
        equal = sum(
            id_ is not None and normalise_text(texts[id_]) == key for id_ in theirs
        )
        there = sum(1 for text in old if normalise_text(text) == key)
        assert equal == min(len(theirs), there)


@quick
@given(st.lists(sentences, unique_by=normalise_text, max_size=12))
def test_the_same_edition_keeps_every_id(old: list[str]) -> None:
    named = [(f"id{i}", text) for i, text in enumerate(old)]
    assert carry_over_ids(named, old) == [id_ for id_, _ in named]


def test_a_long_rewritten_transcript_does_not_take_for_ever() -> None:
    old = [(f"id{i}", f"{i} {i * i} {SCHOOL}") for i in range(4_000)]
    new = [f"{i * i} {i} {i + 7} {SCHOOL}" for i in range(4_000)]
    start = time.process_time()
    carry_over_ids(old, new)
    assert time.process_time() - start < 20
