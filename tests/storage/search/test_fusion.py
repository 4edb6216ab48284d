"""Words and meaning are weighed, and neither alone decides."""

from storage.search.fusion import (
    MEANING_WEIGHT,
    RARE_WORD_WEIGHT,
    WORD_VECTORS_WEIGHT,
    Scale,
    fuse,
    meaning_weight,
    scale_of,
)


def test_what_both_find_comes_first() -> None:
    ranked = fuse({"a": 9.0, "b": 8.0}, {"b": 0.9, "c": 0.8, "a": 0.1}, 0.5)
    assert [key for key, _ in ranked] == ["b", "a", "c"]


def test_words_alone_keep_their_order() -> None:
    assert [key for key, _ in fuse({"a": 1.0, "b": 2.0}, {}, 0.7)] == ["b", "a"]


def test_meaning_alone_keeps_its_order() -> None:
    assert [key for key, _ in fuse({}, {"a": 0.1, "b": 0.3}, 0.7)] == ["b", "a"]


def test_where_nothing_comes_near_the_words_decide() -> None:
    words = {"a": 9.0, "b": 5.0}
    far, near = {"b": 0.12, "c": 0.1}, {"b": 0.5, "c": 0.3}
    scale = Scale(zero=0.1, one=0.4)
    assert [key for key, _ in fuse(words, far, 0.7, scale)] == ["a", "b", "c"]
    assert [key for key, _ in fuse(words, near, 0.7, scale)] == ["b", "a", "c"]
    # Between the candidates alone a little nearer would be as good as near.
    assert next(key for key, _ in fuse(words, far, 0.7)) == "b"


def test_among_excerpts_that_say_the_same_the_words_decide() -> None:
    scale = scale_of(0.5, 1e-8, 9)
    ranked = fuse({"a": 9.0, "b": 8.0}, {"b": 0.5 + 1e-7, "a": 0.5 - 1e-7}, 0.7, scale)
    assert [key for key, _ in ranked] == ["a", "b"]


def test_of_more_excerpts_one_must_stand_out_more() -> None:
    few, many = scale_of(0.1, 0.1, 10), scale_of(0.1, 0.1, 100_000)
    assert few.zero == many.zero == 0.1
    assert few.one < 0.35 < many.one


def test_nothing_is_nothing() -> None:
    assert fuse({}, {}, 0.7) == []


def test_a_rare_word_is_trusted() -> None:
    assert meaning_weight(1, 2) == RARE_WORD_WEIGHT
    assert meaning_weight(4, 2, WORD_VECTORS_WEIGHT) == WORD_VECTORS_WEIGHT
    assert (
        meaning_weight(1, 200)
        == meaning_weight(4, 2)
        == meaning_weight(1, 0)
        == MEANING_WEIGHT
    )
