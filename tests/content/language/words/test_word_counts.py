"""What blanks part in texts is searched for words once; they are those of the texts."""

import re
from collections import Counter
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language.words import word_counts
from content.language.words.word_counts import WordCounts

_WORD = re.compile(r"\b[^\W\d_]{2,}\b")
_TEXTS = st.lists(st.text(alphabet="aB ß1_-\u00a0\u3000\n.İ", max_size=20), max_size=5)


@given(texts=_TEXTS)
def test_words_are_counted_as_in_the_whole_texts(texts: list[str]) -> None:
    counts = WordCounts(texts, _WORD)
    assert counts.times == Counter(chain.from_iterable(map(_WORD.findall, texts)))
    letters = [sum(map(str.isalnum, text)) for text in texts]
    assert list(counts.sizes_of(texts)) == letters


def test_a_long_text_is_counted_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "the bridge is open\u3000and\n the ferry is not, " * 9
    whole = WordCounts([text, "the end"], _WORD)
    monkeypatch.setattr(word_counts, "_PIECE_CHARS", 7)
    parted = WordCounts([text, "the end"], _WORD)
    assert parted.times == whole.times
    assert parted.times["bridge"] == 9
    assert parted.folded == whole.folded


@given(texts=_TEXTS)
def test_a_text_has_a_word_if_it_has_a_part_with_it(texts: list[str]) -> None:
    words = {"aa", "aB"}
    parts = WordCounts(texts, _WORD).parts_with(words)
    for text in texts:
        has = not words.isdisjoint(_WORD.findall(text))
        assert has == (not parts.isdisjoint(text.split()))
