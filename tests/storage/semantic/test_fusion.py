"""Words and meaning are weighed, and neither alone decides."""

from storage.semantic.fusion import FIRST, MEANING, MEANING_OF_RARE, fused, weight


def test_what_both_find_comes_first() -> None:
    ranked = fused({"a": 9.0, "b": 8.0}, {"b": 0.9, "c": 0.8, "a": 0.1}, 0.5)
    assert [key for key, _ in ranked] == ["b", "a", "c"]


def test_words_alone_keep_their_order() -> None:
    assert [key for key, _ in fused({"a": 1.0, "b": 2.0}, {}, 0.7)] == ["b", "a"]


def test_meaning_alone_keeps_its_order() -> None:
    assert [key for key, _ in fused({}, {"a": 0.1, "b": 0.3}, 0.7)] == ["b", "a"]


def test_nothing_is_nothing() -> None:
    assert fused({}, {}, 0.7) == []


def test_a_rare_word_is_trusted() -> None:
    assert weight(1, 2) == MEANING_OF_RARE
    assert weight(4, 2, FIRST) == FIRST
    assert weight(1, 200) == weight(4, 2) == weight(1, 0) == MEANING
